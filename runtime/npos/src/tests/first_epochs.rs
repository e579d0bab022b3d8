//! BABE's first state, item by item.

use super::chain::{add, babe_keys, remove, state, Chain};
use crate::{
    configs::consensus::EPOCH_CONFIG,
    switch::{
        first_epochs,
        first_epochs::place,
        phase1::{aura, consensus_switch},
        FirstEpochs,
    },
    *,
};
use proptest::prelude::*;

fn first(chain: &mut Chain) -> FirstEpochs {
    chain.execute(|| first_epochs().unwrap())
}

#[test]
fn the_storage_of_phase_1_is_where_it_is_looked_for() {
    Chain::switched(5, 7).execute(|| {
        assert_eq!(
            aura::CurrentSlot::get(),
            pallet_aura::CurrentSlot::<aura_poa_runtime::Runtime>::get()
        );
        assert_eq!(consensus_switch::Authorities::get().len(), 4);
        assert_eq!(consensus_switch::NextAuthorities::get().len(), 4);
    });
}

#[test]
fn the_configuration_is_the_decided_one() {
    assert_eq!(first(&mut Chain::switched(5, 7)).config, EPOCH_CONFIG);
}

/// Bob leaves and Eve joins, so the keys of this session and the queued ones differ.
#[test]
fn authorities_are_those_of_the_session_and_next_ones_those_queued() {
    let mut chain = Chain::phase_1(5);
    chain.aura_blocks(6);
    chain.execute(|| {
        remove("Bob");
        add("Eve");
    });
    chain.aura_blocks(5);
    let first = first(&mut chain);
    assert_eq!(
        first.authorities.to_vec(),
        babe_keys(&["Alice", "Bob", "Charlie", "Dave"])
    );
    assert_eq!(
        first.next_authorities.to_vec(),
        babe_keys(&["Alice", "Charlie", "Dave", "Eve"])
    );
}

#[test]
fn the_epoch_has_the_index_of_the_session_and_begins_in_the_slot_of_the_switch() {
    let mut chain = Chain::phase_1(5);
    chain.aura_blocks(12);
    chain.aura_block(chain.slot + 77);
    let first = first(&mut chain);
    assert_eq!(first.epoch_index, 2);
    assert_eq!(first.genesis_slot, chain.slot - 2 * 5);
    assert_eq!(first.current_slot, chain.slot);
}

#[test]
fn the_epoch_starts_with_the_switch_block() {
    let mut chain = Chain::switched(5, 12);
    assert_eq!(first(&mut chain).epoch_start, (0, 12));
}

#[test]
fn randomness_follows_from_the_parent_and_differs_between_the_epochs() {
    let of = |parent: u8| {
        let mut chain = Chain::switched(5, 11);
        chain.parent = Hash::repeat_byte(parent);
        chain.aura_blocks(1);
        let first = first(&mut chain);
        assert_ne!(first.randomness, first.next_randomness);
        [first.randomness, first.next_randomness]
    };
    let (one, other) = (of(1), of(2));
    assert_eq!(one, of(1));
    assert!(one.iter().all(|value| !other.contains(value)));
}

#[test]
fn nothing_is_said_where_babe_has_a_state() {
    Chain::switched(5, 12).execute(|| {
        let expected = first_epochs().unwrap();
        expected.clone().write();
        assert_eq!(state(), expected);
        assert_eq!(first_epochs(), None);
    });
}

#[test]
fn an_impossible_session_leaves_a_chain_that_lives() {
    // Ten sessions of five slots each do not fit; eight do.
    assert_eq!(place(42, 10, 5), (8, 2));
    assert_eq!(place(50, 10, 5), (9, 5));
    assert_eq!(place(51, 10, 5), (10, 1));
}

proptest! {
    #[test]
    fn an_epoch_begins_in_the_slot_of_the_switch(
        slot in 1u64..,
        session: u32,
        length in 4u64..=u32::MAX.into(),
    ) {
        let (index, genesis) = place(slot, session.into(), length);
        prop_assert!(genesis > 0);
        prop_assert!(index <= session.into());
        let start = index.checked_mul(length).and_then(|past| past.checked_add(genesis));
        prop_assert_eq!(start, Some(slot));
        let fits = u64::from(session) * length < slot;
        prop_assert_eq!(index == u64::from(session), fits);
    }
}
