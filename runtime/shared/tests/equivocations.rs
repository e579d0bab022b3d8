//! Equivocation of a GRANDPA voter, from the proof to the disabling.

use super::{account, local, purge_keys_of, replace_keys_of, try_state, with_keystore};
use crate::*;
use codec::{Decode, Encode};
use frame_support::assert_ok;
use sp_consensus_grandpa::{
    runtime_decl_for_grandpa_api::GrandpaApiV3, AuthorityId, EquivocationProof, RoundNumber, SetId,
};
use sp_core::{ed25519, Pair};
use sp_session::MembershipProof;

/// Index of Dave in the session.
const DAVE: u32 = 3;
const ROUND: RoundNumber = 1;

fn dave() -> ed25519::Pair {
    ed25519::Pair::from_string("//Dave", None).unwrap()
}

/// Two prevotes of Dave in one round, as they would be gossiped.
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

/// Proof that Dave owned his key in a set, as a node gets it.
fn ownership(set_id: SetId) -> Option<MembershipProof> {
    let key = AuthorityId::from(dave().public());
    Runtime::generate_key_ownership_proof(set_id, key)?.decode()
}

fn report(
    proof: EquivocationProof<Hash, BlockNumber>,
    owner: MembershipProof,
) -> frame_support::dispatch::DispatchResultWithPostInfo {
    Grandpa::report_equivocation_unsigned(RuntimeOrigin::none(), Box::new(proof), owner)
}

/// Reports that Dave voted twice in this set.
fn report_of(set_id: SetId) -> frame_support::dispatch::DispatchResultWithPostInfo {
    report(equivocation(set_id, [1, 2]), ownership(set_id).unwrap())
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
        assert_ok!(report_of(set_id()));
        assert_eq!(Session::disabled_validators(), [DAVE]);
        try_state();
    });
}

#[test]
fn can_be_proven_sessions_later() {
    local().execute_with(|| {
        rotate(3);
        let (proof, owner) = (equivocation(set_id(), [1, 2]), ownership(set_id()).unwrap());
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
        assert!(report(equivocation(set_id(), [1, 1]), ownership(set_id()).unwrap()).is_err());
        assert!(Session::disabled_validators().is_empty());
    });
}

#[test]
fn votes_of_another_set_are_none() {
    local().execute_with(|| {
        rotate(3);
        assert!(report(
            equivocation(set_id() + 1, [1, 2]),
            ownership(set_id()).unwrap()
        )
        .is_err());
        assert!(Session::disabled_validators().is_empty());
    });
}

/// Dave changes his keys and equivocates with the old ones: in the session of the change, and in
/// the next one, in which they are still in force.
fn is_punished_after(change: fn(&str)) {
    for sessions in [0, 1] {
        with_keystore(local()).execute_with(|| {
            rotate(3);
            change("Dave");
            rotate(sessions);
            assert_ok!(report_of(set_id()));
            assert_eq!(Session::disabled_validators(), [DAVE]);
            try_state();
        });
    }
}

#[test]
fn with_keys_that_were_replaced_disables() {
    is_punished_after(replace_keys_of);
}

#[test]
fn with_keys_that_were_purged_disables() {
    is_punished_after(purge_keys_of);
}

#[test]
fn with_replaced_keys_is_provable_when_their_set_has_ended() {
    with_keystore(local()).execute_with(|| {
        rotate(3);
        let set = set_id();
        replace_keys_of("Dave");
        rotate(2);
        assert_eq!(set_id(), set + 1);
        assert_eq!(ownership(set_id()), None);
        assert_ok!(report_of(set));
        assert_eq!(Session::disabled_validators(), [DAVE]);
        try_state();
    });
}

/// Dave has left, so he is only disabled once he returns.
#[test]
fn with_purged_keys_is_remembered_when_their_owner_has_left() {
    with_keystore(local()).execute_with(|| {
        rotate(3);
        let set = set_id();
        purge_keys_of("Dave");
        rotate(2);
        assert_eq!(Session::validators().len(), 3);
        assert_ok!(report_of(set));
        replace_keys_of("Dave");
        rotate(2);
        assert_eq!(Session::validators()[3], account("Dave//stash"));
        assert_eq!(Session::disabled_validators(), [DAVE]);
        try_state();
    });
}

#[test]
fn with_replaced_keys_can_be_proven_sessions_later() {
    with_keystore(local()).execute_with(|| {
        rotate(3);
        replace_keys_of("Dave");
        rotate(1);
        let (proof, owner) = (equivocation(set_id(), [1, 2]), ownership(set_id()).unwrap());
        rotate(3);
        assert_ok!(report(proof, owner));
        assert_eq!(Session::disabled_validators(), [DAVE]);
        try_state();
    });
}

#[test]
fn a_proof_of_the_key_outlives_its_replacement() {
    with_keystore(local()).execute_with(|| {
        rotate(3);
        let (proof, owner) = (equivocation(set_id(), [1, 2]), ownership(set_id()).unwrap());
        replace_keys_of("Dave");
        assert_ok!(report(proof, owner));
        assert_eq!(Session::disabled_validators(), [DAVE]);
    });
}

#[test]
fn a_proof_of_another_session_or_count_is_refused() {
    with_keystore(local()).execute_with(|| {
        rotate(3);
        replace_keys_of("Dave");
        rotate(1);
        let owner = ownership(set_id()).unwrap();
        for (session, validator_count) in [(1, 0), (2, 0), (0, 1)] {
            let mut owner = owner.clone();
            owner.session += session;
            owner.validator_count += validator_count;
            assert!(report(equivocation(set_id(), [1, 2]), owner).is_err());
        }
        assert!(Session::disabled_validators().is_empty());
    });
}

#[test]
fn a_key_of_nobody_has_no_proof() {
    local().execute_with(|| {
        rotate(3);
        let nobody = AuthorityId::from(ed25519::Public::from_raw([7; 32]));
        let proof = Runtime::generate_key_ownership_proof(set_id(), nobody);
        assert_eq!(
            proof.and_then(|proof| proof.decode::<MembershipProof>()),
            None
        );
    });
}

/// With four validators, one can be disabled.
#[test]
fn of_two_the_first_stays_disabled() {
    local().execute_with(|| {
        rotate(3);
        assert_ok!(report_of(set_id()));
        let charlie = (account("Charlie//stash"), ());
        for _ in 0..3 {
            let offence = sp_staking::offence::OffenceDetails {
                offender: charlie.clone(),
                reporters: vec![],
            };
            <ValidatorSet as sp_staking::offence::OnOffenceHandler<_, _, _>>::on_offence(
                &[offence],
                &[pallet_validator_set::Offenders::<Runtime>::get()[0].1],
                Session::current_index(),
            );
            assert_eq!(Session::disabled_validators(), [DAVE]);
            rotate(1);
        }
        try_state();
    });
}
