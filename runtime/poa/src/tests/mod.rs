//! Tests of the runtime as a whole.

mod accounts;
mod apis;
mod equivocations;
mod fees;
mod governance;
mod metadata;
mod presets;
mod validators;

use crate::*;
use sp_genesis_builder::{PresetId, LOCAL_TESTNET_RUNTIME_PRESET};
use sp_runtime::BuildStorage;

/// A chain with the genesis of a preset, in its first block.
fn chain_of(preset: &str) -> sp_io::TestExternalities {
    chain_with(preset, serde_json::Value::Null)
}

/// A chain with the genesis of a preset and what `changes` says of it, in its first block.
fn chain_with(preset: &str, changes: serde_json::Value) -> sp_io::TestExternalities {
    let patch = genesis_config_presets::get_preset(&PresetId::from(preset)).unwrap();
    let mut genesis = serde_json::to_value(RuntimeGenesisConfig::default()).unwrap();
    merge(&mut genesis, serde_json::from_slice(&patch).unwrap());
    if !changes.is_null() {
        merge(&mut genesis, changes);
    }
    let mut chain: sp_io::TestExternalities =
        serde_json::from_value::<RuntimeGenesisConfig>(genesis)
            .unwrap()
            .build_storage()
            .unwrap()
            .into();
    chain.execute_with(|| System::set_block_number(1));
    chain
}

/// Four validators, a council of three.
fn local() -> sp_io::TestExternalities {
    chain_of(LOCAL_TESTNET_RUNTIME_PRESET)
}

fn merge(into: &mut serde_json::Value, patch: serde_json::Value) {
    match (into, patch) {
        (serde_json::Value::Object(into), serde_json::Value::Object(patch)) => {
            for (key, value) in patch {
                merge(into.entry(key).or_insert(serde_json::Value::Null), value);
            }
        }
        (into, patch) => *into = patch,
    }
}

/// The well-known account `//name`.
fn account(name: &str) -> AccountId {
    use sp_core::Pair;
    let seed = format!("//{name}");
    AccountId::new(
        sp_core::sr25519::Pair::from_string(&seed, None)
            .unwrap()
            .public()
            .0,
    )
}

/// Invariants of our pallets.
fn try_state() {
    ChainTiming::do_try_state().unwrap();
    ConsensusSwitch::do_try_state().unwrap();
    ValidatorSet::do_try_state().unwrap();
}
