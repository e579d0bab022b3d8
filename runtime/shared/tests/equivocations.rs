//! A validator that votes twice, from the proof to its being disabled.

use super::{local, try_state};
use crate::*;
use codec::{Decode, Encode};
use frame_support::{assert_ok, traits::KeyOwnerProofSystem};
use sp_consensus_grandpa::{AuthorityId, EquivocationProof, RoundNumber, SetId, KEY_TYPE};
use sp_core::{ed25519, Pair};

/// Dave's place in the session.
const DAVE: u32 = 3;
const ROUND: RoundNumber = 1;

fn dave() -> ed25519::Pair {
    ed25519::Pair::from_string("//Dave", None).unwrap()
}

/// Two prevotes of Dave's in one round, as they would travel.
fn equivocation(set_id: SetId, targets: [u8; 2]) -> EquivocationProof<Hash, BlockNumber> {
    let vote = |target: u8| {
        let prevote = (Hash::repeat_byte(target), 5 as BlockNumber);
        // The first kind of message is a prevote.
        let signature = dave().sign(&((0u8, prevote), ROUND, set_id).encode());
        (prevote, signature)
    };
    let identity = AuthorityId::from(dave().public());
    let proof = (
        set_id,
        0u8,
        ROUND,
        identity,
        vote(targets[0]),
        vote(targets[1]),
    );
    Decode::decode(&mut &proof.encode()[..]).unwrap()
}

/// Proof that Dave's key is his in the current session.
fn ownership() -> sp_session::MembershipProof {
    Historical::prove((KEY_TYPE, AuthorityId::from(dave().public()))).unwrap()
}

fn report(
    proof: EquivocationProof<Hash, BlockNumber>,
    owner: sp_session::MembershipProof,
) -> frame_support::dispatch::DispatchResultWithPostInfo {
    Grandpa::report_equivocation_unsigned(RuntimeOrigin::none(), Box::new(proof), owner)
}

fn rotate(sessions: u32) {
    for _ in 0..sessions {
        System::set_block_number(System::block_number() + 1);
        Session::rotate_session();
        // A change of authorities takes effect at the end of a block.
        <Grandpa as frame_support::traits::OnFinalize<_>>::on_finalize(System::block_number());
    }
}

fn set_id() -> SetId {
    pallet_grandpa::CurrentSetId::<Runtime>::get()
}

#[test]
fn is_reported_and_disables() {
    local().execute_with(|| {
        rotate(3);
        assert_ok!(report(equivocation(set_id(), [1, 2]), ownership()));
        assert_eq!(Session::disabled_validators(), [DAVE]);
        try_state();
    });
}

#[test]
fn can_be_proven_sessions_later() {
    local().execute_with(|| {
        rotate(3);
        let (proof, owner) = (equivocation(set_id(), [1, 2]), ownership());
        rotate(3);
        assert_ok!(report(proof, owner));
        assert_eq!(Session::disabled_validators(), [DAVE]);
        rotate(2);
        assert_eq!(Session::disabled_validators(), [DAVE]);
        try_state();
    });
}

#[test]
fn two_equal_votes_are_none() {
    local().execute_with(|| {
        rotate(3);
        assert!(report(equivocation(set_id(), [1, 1]), ownership()).is_err());
        assert!(Session::disabled_validators().is_empty());
    });
}

#[test]
fn votes_of_another_set_are_none() {
    local().execute_with(|| {
        rotate(3);
        assert!(report(equivocation(set_id() + 1, [1, 2]), ownership()).is_err());
        assert!(Session::disabled_validators().is_empty());
    });
}
