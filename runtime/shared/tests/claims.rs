//! Pre-runtime digests allowed in a header.

use super::{engine, local};
use crate::*;
use codec::Encode;
use sp_consensus_aura::AURA_ENGINE_ID;
use sp_consensus_babe::BABE_ENGINE_ID;
use sp_runtime::{
    traits::Header as _,
    Digest,
    DigestItem::{self, Other, PreRuntime},
};

fn claim() -> DigestItem {
    engine::digest(4, 0).logs.remove(0)
}

/// The claim with an extra byte.
fn longer_claim() -> DigestItem {
    let PreRuntime(engine, mut claim) = claim() else {
        panic!("a claim is a pre-runtime digest");
    };
    claim.push(0);
    PreRuntime(engine, claim)
}

fn block_with(logs: impl FnOnce() -> Vec<DigestItem>) {
    local().execute_with(|| {
        let root = Default::default();
        let header = Header::new(2, root, root, root, Digest { logs: logs() });
        Executive::initialize_block(&header);
    });
}

#[test]
fn one_claim_is_what_a_block_carries() {
    block_with(|| vec![claim()]);
    block_with(|| vec![Other(BABE_ENGINE_ID.to_vec()), claim()]);
}

macro_rules! refused {
    ($($name:ident: $logs:expr;)*) => {$(
        #[test]
        #[should_panic(expected = "the only pre-runtime digest")]
        fn $name() {
            block_with(|| $logs);
        }
    )*};
}

refused! {
    a_block_without_a_claim_is_refused: vec![];
    a_slot_of_aura_consensus_after_the_claim_is_refused:
        vec![claim(), PreRuntime(AURA_ENGINE_ID, 4u64.encode())];
    a_slot_of_aura_consensus_before_the_claim_is_refused:
        vec![PreRuntime(AURA_ENGINE_ID, 4u64.encode()), claim()];
    a_digest_of_babe_after_the_claim_is_refused: vec![claim(), PreRuntime(BABE_ENGINE_ID, vec![])];
    a_digest_of_babe_before_the_claim_is_refused: vec![PreRuntime(BABE_ENGINE_ID, vec![]), claim()];
    a_digest_of_another_engine_is_refused: vec![claim(), PreRuntime(*b"else", vec![])];
    a_second_claim_is_refused: vec![claim(), claim()];
    a_claim_with_more_behind_it_is_refused: vec![longer_claim()];
    a_malformed_claim_beside_a_good_one_is_refused: vec![claim(), longer_claim()];
}
