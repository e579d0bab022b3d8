//! BABE's tree of epochs around the switch.

use super::chain::Chain;
use aura_node_lib::consensus::switch::Epochs;
use codec::Encode;

#[test]
fn babe_reads_the_epochs_of_the_switch_block_from_the_database() {
    let (chain, _, switch) = Chain::switched();
    assert_eq!(chain.stored_epochs(), [switch]);
}

#[test]
fn epochs_are_planted_once() {
    let (mut chain, before, switch) = Chain::switched();
    let first = chain.babe_block(switch);
    let first = chain.extend(&first);
    let tree = chain.consensus.babe.epoch_changes().clone();
    let epochs = Epochs::new(chain.client.clone(), tree.clone());

    let encoded = tree.shared_data().encode();
    for block in [switch, switch, before, first] {
        epochs.ensure(block).unwrap();
    }
    assert_eq!(tree.shared_data().encode(), encoded);
}

#[test]
fn competing_switch_blocks_have_epochs_of_their_own() {
    let (mut chain, before, switch) = Chain::switched();
    let first = chain.babe_block(switch);
    chain.extend(&first);

    let sibling = chain.aura_block(before);
    let sibling = chain.extend(&sibling);
    let other = chain.switch_block(sibling);
    let other = chain.extend(&other);
    let stored = chain.stored_epochs();
    assert_eq!(stored.len(), 2, "{stored:?}");
    assert!(stored.contains(&switch) && stored.contains(&other));

    for parent in [other, switch] {
        let child = chain.babe_block(parent);
        chain.extend(&child);
    }
}
