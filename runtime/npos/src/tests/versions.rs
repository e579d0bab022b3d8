//! Versions of storage across the switch.

use super::{
    chain::Chain,
    shared::{chain_of, versions::stored},
};
use polkadot_sdk::*;
use sp_genesis_builder::LOCAL_TESTNET_RUNTIME_PRESET;

/// A genesis of phase 2 stores the versions that this runtime declares.
#[test]
fn are_the_declared_ones_after_the_switch() {
    let declared = chain_of(LOCAL_TESTNET_RUNTIME_PRESET).execute_with(stored);
    let mut chain = Chain::switched(5, 12);
    chain.babe_block(chain.slot + 1);
    assert_eq!(chain.execute(stored), declared);
    assert!(declared.values().all(|version| *version == Some(1)));
}
