//! Tests of the behaviour that both runtimes share. The engine's part is in each runtime's
//! `tests/engine.rs`.

mod accounts;
mod claims;
mod credentials;
mod did;
mod equivocations;
mod fees;
mod governance;
pub mod holds;
mod idle;
mod metadata;
pub mod migrations;
mod presets;
mod prices;
mod privileges;
mod validators;
pub mod versions;
mod zkp_verifier;

use super::engine;
use crate::*;
use codec::Encode;
use sp_genesis_builder::{PresetId, LOCAL_TESTNET_RUNTIME_PRESET};
use sp_runtime::{traits::MaybeSerializeDeserialize, BuildStorage};

/// A chain with the genesis of a preset, in its first block.
pub fn chain_of(preset: &str) -> sp_io::TestExternalities {
    chain_with(preset, serde_json::Value::Null)
}

/// A chain with the genesis of a preset with `changes`, in its first block.
pub fn chain_with(preset: &str, changes: serde_json::Value) -> sp_io::TestExternalities {
    let preset = genesis_config_presets::get_preset(&PresetId::from(preset)).unwrap();
    let preset = serde_json::from_slice(&preset).unwrap();
    let mut chain = chain_from::<RuntimeGenesisConfig>(preset, changes);
    chain.execute_with(|| System::set_block_number(1));
    chain
}

/// A chain with the default genesis, changed by `preset` and then by `changes`.
pub fn chain_from<Genesis>(
    preset: serde_json::Value,
    changes: serde_json::Value,
) -> sp_io::TestExternalities
where
    Genesis: Default + MaybeSerializeDeserialize + BuildStorage,
{
    let mut genesis = serde_json::to_value(Genesis::default()).unwrap();
    merge(&mut genesis, preset);
    if !changes.is_null() {
        merge(&mut genesis, changes);
    }
    serde_json::from_value::<Genesis>(genesis)
        .unwrap()
        .build_storage()
        .unwrap()
        .into()
}

/// Four validators, a council of three.
pub fn local() -> sp_io::TestExternalities {
    chain_of(LOCAL_TESTNET_RUNTIME_PRESET)
}

/// Gives the chain a keystore, which makes session keys.
pub fn with_keystore(mut chain: sp_io::TestExternalities) -> sp_io::TestExternalities {
    use sp_keystore::{testing::MemoryKeystore, KeystoreExt};
    chain.register_extension(KeystoreExt::new(MemoryKeystore::new()));
    chain
}

/// The validator replaces its session keys by new ones. Needs a keystore.
pub fn replace_keys_of(name: &str) {
    let stash = account(&format!("{name}//stash"));
    let new = SessionKeys::generate(&stash.encode(), None);
    Session::set_keys(RuntimeOrigin::signed(stash), new.keys, new.proof.encode()).unwrap();
}

/// The validator purges its session keys.
pub fn purge_keys_of(name: &str) {
    let stash = account(&format!("{name}//stash"));
    Session::purge_keys(RuntimeOrigin::signed(stash)).unwrap();
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
pub fn account(name: &str) -> AccountId {
    use sp_core::Pair;
    let seed = format!("//{name}");
    AccountId::new(
        sp_core::sr25519::Pair::from_string(&seed, None)
            .unwrap()
            .public()
            .0,
    )
}

/// Invariants of our pallets, and of what they share.
pub fn try_state() {
    ChainTiming::do_try_state().unwrap();
    Credentials::do_try_state().unwrap();
    ZkpVerifier::do_try_state().unwrap();
    Did::do_try_state().unwrap();
    RootNotice::do_try_state().unwrap();
    ValidatorSet::do_try_state().unwrap();
    engine::try_state();
    holds::have_tickets();
}
