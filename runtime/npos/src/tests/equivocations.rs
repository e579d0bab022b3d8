//! Equivocation of a block author after the switch, from the proof to the disabling.

use super::{
    chain::{babe_key, Chain},
    engine,
    shared::{account, purge_keys_of, replace_keys_of, try_state},
};
use crate::*;
use frame_support::{assert_noop, assert_ok, dispatch::DispatchResultWithPostInfo};
use sp_consensus_babe::{
    digests::CompatibleDigestItem, runtime_decl_for_babe_api::BabeApiV2, EquivocationProof,
};
use sp_core::Pair;
use sp_runtime::DigestItem;
use sp_session::MembershipProof;

/// Index of Dave in the session.
const DAVE: u32 = 3;
const LENGTH: u64 = 4;

/// A chain that switches after forty sessions: epochs and sessions must have the same index, or no
/// report would be accepted.
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

/// Proof that Dave owned his key in a slot, as a node gets it.
fn ownership(slot: u64) -> MembershipProof {
    proven(slot).unwrap()
}

fn proven(slot: u64) -> Option<MembershipProof> {
    let key = babe_key("Dave").public().into();
    Runtime::generate_key_ownership_proof(slot.into(), key)?.decode()
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

/// The call that a node submits while the switch block is its best.
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

/// There was no block for longer than an epoch, so epochs are ahead of sessions.
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

/// A chain of BABE on which Dave has changed his keys, and its current session.
fn changed(change: fn(&str)) -> (Chain, u32) {
    let mut chain = Chain::switched(LENGTH as u32, 2 * LENGTH as u32 + 1);
    chain.babe_blocks_to(chain.slot + 2 * LENGTH);
    let session = chain.execute(|| {
        change("Dave");
        Session::current_index()
    });
    (chain, session)
}

/// Authors blocks up to the first one of a session; returns the last slot before it.
fn blocks_to_session(chain: &mut Chain, session: u32) -> u64 {
    loop {
        let last = chain.slot;
        if chain.execute(Session::current_index) == session {
            return last - 1;
        }
        chain.babe_block(last + 1);
    }
}

/// Dave equivocates with the keys that he has changed: in the session of the change, and in the
/// next one, in which they are still in force.
fn is_punished_after(change: fn(&str)) {
    for sessions in [0, 1] {
        let (mut chain, session) = changed(change);
        blocks_to_session(&mut chain, session + sessions);
        let slot = chain.slot;
        chain.execute(|| assert_reported(equivocation(slot), ownership(slot)));
    }
}

#[test]
fn with_keys_that_were_replaced_is_reported() {
    is_punished_after(replace_keys_of);
}

#[test]
fn with_keys_that_were_purged_is_reported() {
    is_punished_after(purge_keys_of);
}

/// An equivocation in the last slot of the keys, detected in the next session.
#[test]
fn with_replaced_keys_is_provable_in_the_session_after() {
    let (mut chain, session) = changed(replace_keys_of);
    let slot = blocks_to_session(&mut chain, session + 2);
    let now = chain.slot;
    chain.execute(|| {
        assert_eq!(proven(now), None);
        assert_reported(equivocation(slot), ownership(slot));
    });
}

#[test]
fn with_purged_keys_is_remembered_when_their_owner_has_left() {
    let (mut chain, session) = changed(purge_keys_of);
    let slot = blocks_to_session(&mut chain, session + 2);
    chain.execute(|| {
        assert_ok!(report(equivocation(slot), ownership(slot)));
        assert_eq!(Session::validators().len(), 3);
        let offenders = pallet_validator_set::Offenders::<Runtime>::get();
        assert_eq!(offenders[0].0, account("Dave//stash"));
        try_state();
    });
}

#[test]
fn with_replaced_keys_is_reported_sessions_later() {
    let (mut chain, session) = changed(replace_keys_of);
    blocks_to_session(&mut chain, session + 1);
    let slot = chain.slot;
    let owner = chain.execute(|| ownership(slot));
    blocks_to_session(&mut chain, session + 5);
    chain.execute(|| {
        assert_eq!(proven(slot), None);
        assert_reported(equivocation(slot), owner);
    });
}

/// Keys changed in phase 1, and in force across the switch.
#[test]
fn with_keys_that_were_replaced_before_the_switch_is_reported() {
    let mut chain = Chain::phase_1(LENGTH as u32);
    chain.aura_blocks(2 * LENGTH as u32);
    chain.execute(|| replace_keys_of("Dave"));
    chain.aura_block(chain.slot + 1);
    let slot = chain.slot + 1;
    let owner = chain.execute(|| ownership(slot));
    chain.babe_block(slot);
    chain.execute(|| {
        assert_eq!(ownership(slot), owner);
        assert_reported(equivocation(slot), owner);
    });
}

/// A slot of another session, and of an epoch without a block.
#[test]
fn of_a_slot_that_no_session_has_cannot_be_proven() {
    let mut chain = switched();
    let before = chain.slot + 1;
    chain.babe_block(before);
    chain.babe_block(before + 9 * LENGTH);
    let slot = chain.slot;
    chain.execute(|| {
        assert_eq!(
            ownership(before).session + 1,
            ownership(slot).session,
            "a session follows the one before, however many epochs are between"
        );
        for slot in [slot + LENGTH, slot - 4 * LENGTH, before - 4 * LENGTH] {
            assert_eq!(proven(slot), None);
        }
    });
}
