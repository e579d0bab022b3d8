//! Which blocks the verifiers let in.

use super::chain::{Chain, Imported};
use crate::consensus::engine::Engine;
use aura_runtime_common::Block;
use polkadot_sdk::*;
use sc_client_api::HeaderBackend;
use sc_consensus::import_queue::BlockImportError;
use sp_runtime::{
    traits::{Block as _, Header as _},
    DigestItem,
};

/// Why a verifier refused the block. An import that refuses one names no reason of this kind.
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
    // There another of Aura consensus may still come.
    let other = chain.aura_block(before);
    chain.extend(&other);
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
