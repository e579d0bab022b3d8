//! The engine that may author at a block.

use super::chain::Chain;
use aura_node_lib::consensus::{engine::Engine, switch::Turn};
use aura_runtime_common::Hash;
use futures::executor::block_on;
use polkadot_sdk::*;
use sc_basic_authorship::ProposerFactory;
use sc_client_api::HeaderBackend;
use sp_consensus::{Environment, NoNetwork, SyncOracle};

/// True if the slot loop of that engine may author after the best block.
pub fn may_go(chain: &Chain, engine: Engine) -> bool {
    !Turn::new(engine, chain.consensus.epochs.clone(), NoNetwork).is_major_syncing()
}

/// True if that engine gets a proposer for a child of `parent`.
fn may_build(chain: &Chain, engine: Engine, parent: Hash) -> bool {
    let spawner = chain.tasks.spawn_handle();
    let (client, pool) = (chain.client.clone(), chain.pool.clone());
    let proposer = ProposerFactory::new(spawner, client.clone(), pool, None, None);
    let parent = client.header(parent).unwrap().unwrap();
    let epochs = chain.consensus.epochs.clone();
    block_on(Turn::new(engine, epochs, proposer).init(&parent)).is_ok()
}

#[test]
fn each_engine_waits_for_its_turn() {
    let mut chain = Chain::new();
    let genesis = chain.client.info().genesis_hash;
    let before = chain.aura_block(genesis);
    let before = chain.extend(&before);
    assert!(may_go(&chain, Engine::Aura) && !may_go(&chain, Engine::Babe));

    let switch = chain.switch_block(before);
    let switch = chain.extend(&switch);
    assert!(!may_go(&chain, Engine::Aura) && may_go(&chain, Engine::Babe));

    let first = chain.babe_block(switch);
    let first = chain.extend(&first);
    assert!(!may_go(&chain, Engine::Aura) && may_go(&chain, Engine::Babe));

    for (parent, turn, other) in [
        (genesis, Engine::Aura, Engine::Babe),
        (before, Engine::Aura, Engine::Babe),
        (switch, Engine::Babe, Engine::Aura),
        (first, Engine::Babe, Engine::Aura),
    ] {
        assert_eq!(Engine::of_children(&chain.client, parent).unwrap(), turn);
        assert!(may_build(&chain, turn, parent) && !may_build(&chain, other, parent));
    }
    assert!(Engine::of_children(&chain.client, Hash::zero()).is_err());
}

#[test]
fn a_node_that_syncs_waits_in_its_turn_too() {
    struct Syncs;
    impl SyncOracle for Syncs {
        fn is_major_syncing(&self) -> bool {
            true
        }

        fn is_offline(&self) -> bool {
            true
        }
    }
    let chain = Chain::new();
    let turn = Turn::new(Engine::Aura, chain.consensus.epochs.clone(), Syncs);
    assert!(turn.is_major_syncing() && turn.is_offline());
}
