//! Epochs and sessions after the switch.

use super::{
    chain::{babe_keys, remove, state, Chain},
    shared::try_state,
};
use crate::*;
use sp_consensus_babe::{
    digests::CompatibleDigestItem, runtime_decl_for_babe_api::BabeApiV2, ConsensusLog,
    BABE_ENGINE_ID,
};
use sp_runtime::DigestItem;

const LENGTH: u64 = 5;

/// A chain at its switch block, with Dave in its session but not in the next one.
fn switched_while_dave_leaves() -> Chain {
    let mut chain = Chain::phase_1(LENGTH as u32);
    chain.aura_blocks(6);
    chain.execute(|| remove("Dave"));
    chain.aura_blocks(5);
    chain
}

/// Epoch announcements to nodes in a block of BABE.
fn announcements(header: &Header) -> Vec<ConsensusLog> {
    header
        .digest
        .logs
        .iter()
        .filter_map(|log| log.consensus_try_to(&BABE_ENGINE_ID))
        .collect()
}

#[test]
fn the_first_block_announces_nothing() {
    let mut chain = Chain::switched(LENGTH as u32, 12);
    let first = chain.babe_block(chain.slot + 1);
    assert!(announcements(&first).is_empty());
    assert!(first
        .digest
        .logs
        .iter()
        .all(|log| !matches!(log, DigestItem::Consensus(engine, _) if *engine == *b"aura")));
    chain.execute(try_state);
}

#[test]
fn the_session_ends_an_epochs_length_after_the_switch() {
    let mut chain = switched_while_dave_leaves();
    let (switch, session) = (chain.slot, chain.execute(Session::current_index));
    let promised = chain.execute(Runtime::next_epoch);
    assert_eq!(
        promised.authorities,
        babe_keys(&["Alice", "Bob", "Charlie"])
    );

    chain.babe_blocks_to(switch + LENGTH - 1);
    assert_eq!(chain.execute(Session::current_index), session);
    assert_eq!(chain.execute(Session::validators).len(), 4);

    let first = chain.babe_block(switch + LENGTH);
    assert_eq!(chain.execute(Session::current_index), session + 1);
    assert_eq!(chain.execute(Session::validators).len(), 3);
    assert_eq!(chain.execute(Runtime::current_epoch), promised);

    let next = chain.execute(Runtime::next_epoch);
    let announced = first
        .digest
        .logs
        .iter()
        .find_map(|log| log.as_next_epoch_descriptor())
        .unwrap();
    assert_eq!(announced.authorities, next.authorities);
    assert_eq!(announced.randomness, next.randomness);
    chain.execute(try_state);
}

#[test]
fn epochs_go_on_with_the_index_of_their_sessions() {
    let mut chain = Chain::switched(LENGTH as u32, 23);
    let switch = chain.slot;
    for epochs in 0..4 {
        chain.babe_blocks_to(switch + epochs * LENGTH + 1);
        assert_eq!(
            chain.execute(|| state().epoch_index),
            u64::from(chain.execute(Session::current_index))
        );
    }
    assert!(chain.execute(Babe::skipped_epochs).is_empty());
}

/// The first block of BABE may come late: it then ends the session at once.
#[test]
fn a_late_first_block_ends_the_session() {
    let mut chain = switched_while_dave_leaves();
    let session = chain.execute(Session::current_index);
    let promised = chain.execute(Runtime::next_epoch);
    let first = chain.babe_block(chain.slot + 7 * LENGTH + 2);
    assert_eq!(announcements(&first).len(), 1);
    assert_eq!(chain.execute(Session::current_index), session + 1);
    assert_eq!(
        chain.execute(Runtime::current_epoch).authorities,
        promised.authorities
    );
    chain.execute(try_state);
}

/// Validators disabled under Aura consensus stay disabled.
#[test]
fn disabled_validators_stay_disabled() {
    let mut chain = Chain::switched(LENGTH as u32, 12);
    chain.execute(|| {
        use sp_staking::offence::OffenceSeverity;
        let dave = Session::validators()[3].clone();
        Session::report_offence(dave, OffenceSeverity::max_severity());
    });
    chain.babe_block(chain.slot + 1);
    assert_eq!(chain.execute(Session::disabled_validators), [3]);
}
