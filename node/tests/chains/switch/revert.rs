//! Blocks that are reverted.

use super::chain::Chain;
use aura_node_lib::consensus;
use polkadot_sdk::*;
use sc_client_api::HeaderBackend;

/// Reverts blocks, like the subcommand.
fn revert(chain: &mut Chain, blocks: u32) {
    let (client, backend) = (chain.client.clone(), chain.backend.clone());
    consensus::revert(client.clone(), backend.clone(), blocks).unwrap();
    sc_client_api::Backend::revert(&*backend, blocks, false).unwrap();
    chain.restart();
}

#[test]
fn epochs_go_with_the_branch_that_announced_them() {
    // One branch switched to BABE, and a longer one did not.
    let (mut chain, first, switch) = Chain::switched();
    let mut tip = first;
    for _ in 0..2 {
        let block = chain.aura_block(tip);
        tip = chain.extend(&block);
    }
    assert_eq!(chain.client.info().best_hash, tip);

    revert(&mut chain, 1);
    assert_eq!(chain.stored_epochs(), [switch]);
    revert(&mut chain, 1);
    assert_eq!(chain.client.info().best_hash, first);
    assert_eq!(chain.stored_epochs(), []);

    let again = chain.switch_block(first);
    let again = chain.extend(&again);
    let child = chain.babe_block(again);
    chain.extend(&child);
    assert_eq!(chain.stored_epochs(), [again]);
}

#[test]
fn a_chain_can_go_back_over_the_switch_and_switch_again() {
    let (mut chain, first, switch) = Chain::switched();
    let child = chain.babe_block(switch);
    chain.extend(&child);

    revert(&mut chain, 2);
    assert_eq!(chain.client.info().best_hash, first);
    assert_eq!(chain.stored_epochs(), []);
    let block = chain.aura_block(first);
    let block = chain.extend(&block);
    let again = chain.switch_block(block);
    chain.extend(&again);
}
