//! Blocks that the verifiers accept or refuse.

use super::chain::{Chain, Imported};
use aura_node_lib::consensus::engine::Engine;
use aura_runtime_common::Block;
use polkadot_sdk::*;
use sc_client_api::HeaderBackend;
use sc_consensus::import_queue::BlockImportError;
use sc_network::PeerId;
use sc_network_sync::{
    mock::MockBlockDownloader,
    service::network::NetworkServiceProvider,
    strategy::{
        chain_sync::{ChainSync, ChainSyncMode, GapSyncBodyPolicy},
        SyncingAction, SyncingStrategy,
    },
    types::BadPeer,
};
use sp_runtime::{
    traits::{Block as _, Header as _},
    DigestItem,
};
use std::{iter, sync::Arc};

/// The verifier's reason to refuse the block. A refusal by the import has no such reason.
fn refusal(imported: Imported) -> String {
    match imported {
        Err(BlockImportError::VerificationFailed(_, reason)) => reason,
        other => panic!("{other:?}"),
    }
}

#[test]
fn the_child_of_the_switch_block_is_babes() {
    let (mut chain, _, switch) = Chain::switched();
    let wrong = chain.forged(Engine::Aura, switch);
    refusal(chain.import(&wrong));

    let first = chain.babe_block(switch);
    let first = chain.extend(&first);
    assert_eq!(chain.client.info().best_hash, first);
    let second = chain.babe_block(first);
    let second = chain.extend(&second);
    assert_eq!(chain.client.info().best_hash, second);
}

#[test]
fn before_the_switch_block_none_is_babes() {
    let (mut chain, before, _) = Chain::switched();
    let wrong = chain.forged(Engine::Babe, before);
    refusal(chain.import(&wrong));
    // Another block of Aura consensus may still follow there.
    let other = chain.aura_block(before);
    chain.extend(&other);
}

#[test]
fn who_sends_a_block_of_the_wrong_engine_is_dropped() {
    let (mut chain, before, switch) = Chain::switched();
    for (engine, parent) in [(Engine::Aura, switch), (Engine::Babe, before)] {
        let peer = PeerId::random();
        let wrong = chain.forged(engine, parent);
        let result = chain.import_from(Some(peer), &wrong);

        // The sync of every node handles the result in this way.
        let mut sync = ChainSync::new(
            ChainSyncMode::Full,
            chain.client.clone(),
            1,
            1,
            "state".into(),
            Arc::new(MockBlockDownloader::new()),
            GapSyncBodyPolicy::All,
            None,
            iter::empty(),
        )
        .unwrap();
        sync.on_blocks_processed(0, 1, vec![(result, wrong.hash())]);
        let network = NetworkServiceProvider::new().handle();
        let dropped: Vec<_> = sync
            .actions(&network)
            .unwrap()
            .into_iter()
            .filter_map(|action| match action {
                SyncingAction::DropPeer(BadPeer(peer, reputation)) => Some((peer, reputation)),
                _ => None,
            })
            .collect();
        let [(dropped, reputation)] = dropped[..] else {
            panic!("{dropped:?}");
        };
        assert_eq!(dropped, peer);
        assert!(reputation.value < 0, "{reputation:?}");
    }
}

#[test]
fn a_block_without_a_known_seal_is_refused() {
    let mut chain = Chain::new();
    let genesis = chain.client.info().genesis_hash;
    let good = chain.aura_block(genesis);
    let (header, extrinsics) = good.deconstruct();

    let sealed_with = |item: Option<DigestItem>| {
        let mut header = header.clone();
        header.digest_mut().pop();
        header.digest_mut().logs.extend(item);
        Block::new(header, extrinsics.clone())
    };
    for seal in [None, Some(DigestItem::Seal(*b"none", vec![0; 64]))] {
        let reason = refusal(chain.import(&sealed_with(seal)));
        assert!(reason.contains("no engine"), "{reason}");
    }
}

#[test]
fn a_seal_of_the_right_engine_by_somebody_else_is_refused() {
    let (mut chain, _, switch) = Chain::switched();
    let mut block = chain.babe_block(switch);
    if let Some(DigestItem::Seal(_, signature)) = block.header.digest_mut().logs.last_mut() {
        signature[0] ^= 1;
    }
    refusal(chain.import(&block));
}
