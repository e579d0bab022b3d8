//! Items that the migration writes, and items that it leaves alone.

use super::{
    chain::{remove, state, Chain},
    shared::try_state,
};
use crate::{
    switch::{first_epochs, Migrations},
    *,
};
use frame_support::traits::OnRuntimeUpgrade;
use std::collections::BTreeMap;

type Storage = BTreeMap<Vec<u8>, Vec<u8>>;

/// The part of the storage that belongs to these pallets, or the rest.
fn of_pallets(storage: &Storage, names: &[&str], theirs: bool) -> Storage {
    let prefixes: Vec<_> = names
        .iter()
        .map(|name| sp_io::hashing::twox_128(name.as_bytes()))
        .collect();
    let is_theirs = |key: &[u8]| prefixes.iter().any(|prefix| key.starts_with(prefix));
    storage
        .iter()
        .filter(|(key, _)| is_theirs(key) == theirs)
        .map(|(key, value)| (key.clone(), value.clone()))
        .collect()
}

/// A chain of phase 1 with entries in most pallets.
fn chain() -> Chain {
    let mut chain = Chain::phase_1(5);
    chain.aura_blocks(6);
    chain.execute(|| remove("Dave"));
    chain.aura_blocks(6);
    chain
}

const SWITCHED: [&str; 3] = ["Aura", "Babe", "ConsensusSwitch"];

#[test]
fn touches_nothing_but_the_engines() {
    let mut chain = chain();
    let before = chain.storage();
    chain.execute(Migrations::on_runtime_upgrade);
    let after = chain.storage();
    assert!(!of_pallets(&before, &SWITCHED, false).is_empty());
    assert_eq!(
        of_pallets(&before, &SWITCHED, false),
        of_pallets(&after, &SWITCHED, false)
    );
}

#[test]
fn removes_what_aura_consensus_had() {
    let mut chain = chain();
    for name in ["Aura", "ConsensusSwitch"] {
        assert!(!of_pallets(&chain.storage(), &[name], true).is_empty());
    }
    chain.execute(Migrations::on_runtime_upgrade);
    for name in ["Aura", "ConsensusSwitch"] {
        assert!(of_pallets(&chain.storage(), &[name], true).is_empty());
    }
}

/// All other items have the right defaults.
#[test]
fn writes_nine_items_of_babe() {
    let mut chain = chain();
    assert!(of_pallets(&chain.storage(), &["Babe"], true).is_empty());
    let expected = chain.execute(|| first_epochs().unwrap());
    chain.execute(Migrations::on_runtime_upgrade);
    assert_eq!(chain.execute(state), expected);
    let babe = of_pallets(&chain.storage(), &["Babe"], true);
    assert_eq!(babe.len(), 9);
    // Staking arrives in the same block.
    chain.execute(crate::arrival::Migrations::on_runtime_upgrade);
    chain.execute(try_state);
}

#[test]
fn does_nothing_the_second_time() {
    let mut chain = chain();
    chain.execute(Migrations::on_runtime_upgrade);
    let once = chain.storage();
    chain.execute(Migrations::on_runtime_upgrade);
    assert_eq!(chain.storage(), once);
}

/// It runs in the first block of BABE, and not again.
#[test]
fn runs_in_the_child_of_the_switch_block() {
    let mut chain = chain();
    let expected = chain.execute(|| first_epochs().unwrap());
    chain.babe_block(chain.slot + 1);
    let found = chain.execute(state);
    assert_eq!(found.randomness, expected.randomness);
    assert_eq!(found.genesis_slot, expected.genesis_slot);
    assert_eq!(found.current_slot, chain.slot);
    assert!(of_pallets(&chain.storage(), &["Aura", "ConsensusSwitch"], true).is_empty());
}

/// The weight covers at least all reads and writes.
#[test]
fn weighs_what_it_does() {
    let mut chain = chain();
    let removed = of_pallets(&chain.storage(), &["Aura", "ConsensusSwitch"], true).len() as u64;
    let weight = chain.execute(Migrations::on_runtime_upgrade);
    let database = <Runtime as frame_system::Config>::DbWeight::get();
    assert!(weight.all_gte(database.reads_writes(8 + removed, 9 + removed)));
    let block = configs::system::RuntimeBlockWeights::get().max_block;
    assert!(weight.all_lt(block));
}
