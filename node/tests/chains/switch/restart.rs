//! A node that has the switch block, but not BABE's first epochs.

use super::{chain::Chain, turns::may_go};
use aura_node_lib::consensus::engine::Engine;
use aura_runtime_common::{Block, Hash};
use futures::executor::block_on;
use polkadot_sdk::*;
use sc_client_api::{Finalizer, HeaderBackend};
use sc_consensus::{BlockImport, BlockImportParams, ForkChoiceStrategy};
use sp_consensus::BlockOrigin;
use sp_runtime::traits::{Block as _, Header as _};

/// Puts a block into the database past consensus, as if a binary without BABE had imported it, or
/// this one had crashed right after.
fn put(chain: &Chain, block: Block) -> Hash {
    let hash = block.hash();
    let (mut header, body) = block.deconstruct();
    let seal = header.digest_mut().pop().unwrap();
    let mut block = BlockImportParams::new(BlockOrigin::File, header);
    block.post_digests.push(seal);
    block.body = Some(body);
    block.fork_choice = Some(ForkChoiceStrategy::Custom(true));
    block_on((*chain.client).import_block(block)).unwrap();
    assert_eq!(chain.client.info().best_hash, hash);
    hash
}

#[test]
fn a_start_at_the_switch_block_plants_its_epochs() {
    let mut chain = Chain::new();
    let genesis = chain.client.info().genesis_hash;
    let switch = chain.switch_block(genesis);
    let switch = put(&chain, switch);
    assert_eq!(chain.stored_epochs(), []);

    chain.restart();
    assert_eq!(chain.stored_epochs(), [switch]);
    let first = chain.babe_block(switch);
    chain.extend(&first);
}

#[test]
fn a_child_brings_the_epochs_of_a_switch_block_that_is_not_the_best() {
    let mut chain = Chain::new();
    let genesis = chain.client.info().genesis_hash;
    let switch = chain.switch_block(genesis);
    let switch = put(&chain, switch);
    // This is the best block when the node starts.
    let other = chain.aura_block(genesis);
    put(&chain, other);

    chain.restart();
    assert_eq!(chain.stored_epochs(), []);
    let first = chain.babe_block(switch);
    chain.extend(&first);
    assert_eq!(chain.stored_epochs(), [switch]);
}

#[test]
fn before_the_first_block_of_babe_is_authored_its_epochs_are_asked_for_again() {
    let mut chain = Chain::new();
    let genesis = chain.client.info().genesis_hash;
    let switch = chain.switch_block(genesis);
    let switch = put(&chain, switch);
    assert_eq!(chain.stored_epochs(), []);

    assert!(!may_go(&chain, Engine::Aura));
    assert_eq!(chain.stored_epochs(), []);
    assert!(may_go(&chain, Engine::Babe));
    assert_eq!(chain.stored_epochs(), [switch]);
}

#[test]
fn behind_finality_nothing_is_planted() {
    let mut chain = Chain::new();
    let genesis = chain.client.info().genesis_hash;
    let switch = chain.switch_block(genesis);
    let switch = put(&chain, switch);
    let first = chain.babe_block(switch);
    let first = put(&chain, first);
    chain.client.finalize_block(first, None, true).unwrap();

    let late = chain.babe_block(switch);
    assert!(chain.import(&late).is_err());
    assert_eq!(chain.stored_epochs(), []);
}
