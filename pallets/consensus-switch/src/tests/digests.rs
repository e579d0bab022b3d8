//! The pre-runtime digests that a header may carry.

use crate::mock::*;
use codec::Encode;
use frame_support::traits::OnInitialize;
use polkadot_sdk::*;
use sp_consensus_aura::{Slot, AURA_ENGINE_ID};
use sp_consensus_babe::BABE_ENGINE_ID;
use sp_runtime::{
    Digest,
    DigestItem::{self, Other, PreRuntime},
};

fn slot() -> DigestItem {
    PreRuntime(AURA_ENGINE_ID, Slot::from(7).encode())
}

fn block_with(logs: Vec<DigestItem>) {
    chain_of(&[1]).execute_with(|| {
        System::initialize(&1, &Default::default(), &Digest { logs });
        ConsensusSwitch::on_initialize(1);
    });
}

#[test]
fn one_slot_is_what_a_block_carries() {
    block_with(vec![slot()]);
    block_with(vec![Other(BABE_ENGINE_ID.to_vec()), slot()]);
}

macro_rules! refused {
    ($($name:ident: $logs:expr;)*) => {$(
        #[test]
        #[should_panic(expected = "the only pre-runtime digest")]
        fn $name() {
            block_with($logs);
        }
    )*};
}

refused! {
    a_block_without_a_slot_is_refused: vec![];
    a_babe_digest_is_refused: vec![PreRuntime(BABE_ENGINE_ID, vec![])];
    a_babe_digest_after_the_slot_is_refused: vec![slot(), PreRuntime(BABE_ENGINE_ID, vec![])];
    a_babe_digest_before_the_slot_is_refused: vec![PreRuntime(BABE_ENGINE_ID, vec![]), slot()];
    a_second_slot_is_refused: vec![slot(), slot()];
    a_slot_with_more_behind_it_is_refused: vec![PreRuntime(AURA_ENGINE_ID, vec![0; 9])];
    a_malformed_slot_beside_a_good_one_is_refused:
        vec![slot(), PreRuntime(AURA_ENGINE_ID, vec![0; 9])];
}
