//! A validator that authors twice in a slot after the switch, from the proof to its being disabled.

use super::{
    chain::{babe_key, Chain},
    engine,
    shared::try_state,
};
use crate::*;
use frame_support::{assert_noop, assert_ok, dispatch::DispatchResultWithPostInfo};
use sp_consensus_babe::{
    digests::CompatibleDigestItem, runtime_decl_for_babe_api::BabeApiV2, EquivocationProof,
};
use sp_core::Pair;
use sp_runtime::DigestItem;
use sp_session::MembershipProof;

/// Dave's place in the session.
const DAVE: u32 = 3;
const LENGTH: u64 = 4;

/// A chain that switches after forty sessions: epochs and sessions must have one count, or no
/// report would ever be accepted.
fn switched() -> Chain {
    let chain = Chain::switched(LENGTH as u32, 40 * LENGTH as u32 + 1);
    assert!(chain.number > 160);
    chain
}

/// A header of Dave's, sealed.
fn header(slot: u64, state_root: u8) -> Header {
    let mut header = Header {
        parent_hash: Hash::repeat_byte(9),
        number: 1_000,
        state_root: Hash::repeat_byte(state_root),
        extrinsics_root: Default::default(),
        digest: engine::digest(slot, DAVE),
    };
    let seal = babe_key("Dave").sign(header.hash().as_ref());
    header.digest.push(DigestItem::babe_seal(seal.into()));
    header
}

fn equivocation(slot: u64) -> EquivocationProof<Header> {
    EquivocationProof {
        offender: babe_key("Dave").public().into(),
        slot: slot.into(),
        first_header: header(slot, 1),
        second_header: header(slot, 2),
    }
}

/// Proof that Dave's key is his, as a node gets it.
fn ownership(slot: u64) -> MembershipProof {
    let key = babe_key("Dave").public().into();
    Runtime::generate_key_ownership_proof(slot.into(), key)
        .and_then(|proof| proof.decode())
        .unwrap()
}

fn report(proof: EquivocationProof<Header>, owner: MembershipProof) -> DispatchResultWithPostInfo {
    Babe::report_equivocation_unsigned(RuntimeOrigin::none(), Box::new(proof), owner)
}

fn assert_reported(proof: EquivocationProof<Header>, owner: MembershipProof) {
    assert_ok!(report(proof, owner));
    assert_eq!(Session::disabled_validators(), [DAVE]);
    try_state();
}

#[test]
fn is_reported_in_the_session_of_the_switch() {
    let mut chain = switched();
    let slot = chain.slot + 1;
    chain.babe_block(slot);
    chain.execute(|| assert_reported(equivocation(slot), ownership(slot)));
}

/// The proof of the key is made in the state of the switch block itself.
#[test]
fn is_reported_with_a_key_proven_at_the_switch() {
    let mut chain = switched();
    let slot = chain.slot + 1;
    let owner = chain.execute(|| ownership(slot));
    chain.babe_block(slot);
    chain.execute(|| assert_reported(equivocation(slot), owner));
}

/// What a node submits while the switch block is its best.
#[test]
fn can_be_submitted_at_the_switch() {
    let mut chain = switched();
    let slot = chain.slot + 1;
    let submitted = chain.submissions(|| {
        let key = babe_key("Dave").public().into();
        let owner = Runtime::generate_key_ownership_proof(slot.into(), key).unwrap();
        let proof = equivocation(slot);
        Runtime::submit_report_equivocation_unsigned_extrinsic(proof, owner).unwrap();
    });
    assert!(matches!(
        submitted.as_slice(),
        [RuntimeCall::Babe(
            pallet_babe::Call::report_equivocation_unsigned { .. }
        )]
    ));
}

#[test]
fn is_reported_sessions_later() {
    let mut chain = switched();
    let slot = chain.slot + 1;
    chain.babe_block(slot);
    let owner = chain.execute(|| ownership(slot));
    chain.babe_blocks_to(slot + 5 * LENGTH);
    chain.execute(|| assert_reported(equivocation(slot), owner));
    chain.babe_blocks_to(chain.slot + 2 * LENGTH);
    assert_eq!(chain.execute(Session::disabled_validators), [DAVE]);
}

#[test]
fn is_reported_in_later_epochs() {
    let mut chain = switched();
    chain.babe_blocks_to(chain.slot + 3 * LENGTH + 1);
    let slot = chain.slot;
    chain.execute(|| assert_reported(equivocation(slot), ownership(slot)));
}

/// For longer than an epoch there was no block, so that epochs are ahead of sessions.
#[test]
fn is_reported_after_a_stall() {
    let mut chain = switched();
    chain.babe_block(chain.slot + 9 * LENGTH);
    let slot = chain.slot + 1;
    chain.babe_block(slot);
    chain.execute(|| assert_reported(equivocation(slot), ownership(slot)));
}

#[test]
fn of_another_session_is_none() {
    let mut chain = switched();
    let slot = chain.slot + 1;
    chain.babe_block(slot);
    chain.execute(|| {
        let elsewhere = equivocation(slot + LENGTH);
        let error = pallet_babe::Error::<Runtime>::InvalidKeyOwnershipProof;
        assert_noop!(report(elsewhere, ownership(slot)), error);
    });
}

#[test]
fn of_two_equal_headers_is_none() {
    let mut chain = switched();
    let slot = chain.slot + 1;
    chain.babe_block(slot);
    chain.execute(|| {
        let mut once = equivocation(slot);
        once.second_header = once.first_header.clone();
        let error = pallet_babe::Error::<Runtime>::InvalidEquivocationProof;
        assert_noop!(report(once, ownership(slot)), error);
    });
}
