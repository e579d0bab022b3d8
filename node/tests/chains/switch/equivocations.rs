//! Validators that author twice in one slot.

use super::chain::Chain;
use aura_node_lib::consensus::{engine::Engine, equivocations::Equivocations, npos};
use aura_npos_runtime::{RuntimeCall, UncheckedExtrinsic};
use aura_runtime_common::{Block, Hash};
use codec::{Decode, Encode};
use futures::executor::block_on;
use polkadot_sdk::*;
use sc_client_api::AuxStore;
use sc_consensus::{BlockImportParams, Verifier};
use sc_transaction_pool_api::{LocalTransactionPool, OffchainTransactionPoolFactory};
use sp_consensus::BlockOrigin;
use sp_runtime::{traits::Block as _, OpaqueExtrinsic};
use std::sync::{Arc, Mutex};

/// A pool that accepts every transaction.
#[derive(Default)]
struct Pool(Mutex<Vec<OpaqueExtrinsic>>);

impl LocalTransactionPool for Pool {
    type Block = Block;
    type Hash = Hash;
    type Error = sc_transaction_pool_api::error::Error;

    fn submit_local(&self, _: Hash, transaction: OpaqueExtrinsic) -> Result<Hash, Self::Error> {
        self.0.lock().unwrap().push(transaction);
        Ok(Hash::zero())
    }
}

/// Verifies these blocks one after the other. Returns the calls that were submitted.
fn calls(chain: &Chain, origin: BlockOrigin, blocks: &[&Block]) -> Vec<RuntimeCall> {
    let pool = Arc::new(Pool::default());
    let factory = OffchainTransactionPoolFactory::new(pool.clone());
    let babe = &chain.consensus.babe;
    let equivocations = Equivocations::new(chain.client.clone(), babe, factory);
    let verifier = npos::verifier(chain.consensus.view.clone(), babe, None);
    for block in blocks {
        let header = block.header().clone();
        let params = BlockImportParams::new(origin, header.clone());
        let params = block_on(verifier.verify(params)).unwrap();
        equivocations.look(&header, &params);
    }
    let submitted = pool.0.lock().unwrap();
    submitted
        .iter()
        .map(|transaction| {
            let transaction = UncheckedExtrinsic::decode(&mut &transaction.encode()[..]);
            transaction.unwrap().function
        })
        .collect()
}

#[test]
fn two_blocks_of_a_slot_are_reported_with_their_seals() {
    let (mut chain, _, switch) = Chain::switched();
    let first = chain.babe_block(switch);
    let slot = Engine::Babe.slot(&first.header).unwrap();
    let second = chain.babe_block_in(slot, switch);

    let calls = calls(&chain, BlockOrigin::NetworkBroadcast, &[&first, &second]);
    let [RuntimeCall::Babe(pallet_babe::Call::report_equivocation_unsigned {
        equivocation_proof,
        ..
    })] = &calls[..]
    else {
        panic!("{calls:?}");
    };
    let blocks = [
        &equivocation_proof.first_header,
        &equivocation_proof.second_header,
    ];
    assert_eq!(
        blocks.map(|header| header.hash()),
        [first.hash(), second.hash()]
    );
    // This is the first check of the runtime.
    assert!(sp_consensus_babe::check_equivocation_proof(
        *equivocation_proof.clone()
    ));
}

#[test]
fn however_many_blocks_one_report_is_enough() {
    let (mut chain, _, switch) = Chain::switched();
    let first = chain.babe_block(switch);
    let slot = Engine::Babe.slot(&first.header).unwrap();
    let [second, third] = [0; 2].map(|_| chain.babe_block_in(slot, switch));
    let blocks = [&first, &second, &third];
    let calls = calls(&chain, BlockOrigin::NetworkBroadcast, &blocks);
    assert_eq!(calls.len(), 1);
}

#[test]
fn what_no_verifier_looked_at_is_passed_over() {
    let (mut chain, _, switch) = Chain::switched();
    let first = chain.babe_block(switch);
    let slot = Engine::Babe.slot(&first.header).unwrap();
    let second = chain.babe_block_in(slot, switch);
    let pool = Arc::new(Pool::default());
    let factory = OffchainTransactionPoolFactory::new(pool.clone());
    let babe = &chain.consensus.babe;
    let equivocations = Equivocations::new(chain.client.clone(), babe, factory);
    for block in [first, second] {
        let params = BlockImportParams::new(BlockOrigin::GapSync, block.header.clone());
        equivocations.look(&block.header, &params);
    }
    assert!(pool.0.lock().unwrap().is_empty());
}

#[test]
fn who_authors_once_in_a_slot_is_not_reported() {
    let (mut chain, _, switch) = Chain::switched();
    let first = chain.babe_block(switch);
    let next = chain.babe_block(switch);
    let blocks = [&first, &next, &first];
    assert_eq!(calls(&chain, BlockOrigin::NetworkBroadcast, &blocks), []);
    // The detector has examined them.
    for block in [&first, &next] {
        let slot = Engine::Babe.slot(&block.header).unwrap();
        let key = [&b"slot_header_map"[..], &slot.encode()].concat();
        assert!(chain.client.get_aux(&key).unwrap().is_some());
    }
}

#[test]
fn the_past_is_not_reported() {
    let (mut chain, _, switch) = Chain::switched();
    let first = chain.babe_block(switch);
    let slot = Engine::Babe.slot(&first.header).unwrap();
    let second = chain.babe_block_in(slot, switch);
    let blocks = [&first, &second];
    assert_eq!(calls(&chain, BlockOrigin::NetworkInitialSync, &blocks), []);
}
