//! The engines that a header may name.

use crate::mock::*;
use frame_support::traits::OnInitialize;
use polkadot_sdk::*;
use sp_consensus_babe::BABE_ENGINE_ID;
use sp_runtime::{Digest, DigestItem};

fn block_with(item: DigestItem) {
    chain_of(&[1]).execute_with(|| {
        System::initialize(&1, &Default::default(), &Digest { logs: vec![item] });
        ConsensusSwitch::on_initialize(1);
    });
}

#[test]
#[should_panic(expected = "must not carry a BABE pre-runtime digest")]
fn a_babe_pre_runtime_digest_is_refused() {
    block_with(DigestItem::PreRuntime(BABE_ENGINE_ID, vec![]));
}

#[test]
fn other_engines_may_stand_there() {
    block_with(DigestItem::PreRuntime(*b"aura", vec![0; 8]));
    block_with(DigestItem::Other(BABE_ENGINE_ID.to_vec()));
}
