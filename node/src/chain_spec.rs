//! The networks that the node knows by name, and chain spec files.

use crate::executor::ExtraHostFunctions;
use aura_runtime_common::constants::{currency, SS58_PREFIX};
use aura_runtime_common::Block;
use polkadot_sdk::*;
use sc_chain_spec::ChainSpecExtension;
use sc_client_api::{BadBlocks, ForkBlocks};
use sc_service::{ChainType, Properties};
use sc_sync_state_rpc::LightSyncStateExtension;
use serde::{Deserialize, Serialize};
use sp_genesis_builder::{DEV_RUNTIME_PRESET, LOCAL_TESTNET_RUNTIME_PRESET};
use std::path::Path;

/// Prefix of the names of the network's protocols between peers.
const PROTOCOL_ID: &str = "aura";

/// What a chain spec says beside the SDK's own fields.
#[derive(Default, Clone, Serialize, Deserialize, ChainSpecExtension)]
#[serde(rename_all = "camelCase")]
pub struct Extensions {
    /// Blocks at which one side of a fork is prescribed.
    pub fork_blocks: ForkBlocks<Block>,
    /// Blocks that are refused.
    pub bad_blocks: BadBlocks<Block>,
    /// Finalized state from which a light client starts.
    pub light_sync_state: LightSyncStateExtension,
}

/// A chain spec of the network.
pub type ChainSpec = sc_service::GenericChainSpec<Extensions, ExtraHostFunctions>;

/// The chain spec of a chain known by name (`dev`, `local`; nothing means `local`), or the one in
/// the file at that path.
///
/// # Errors
///
/// The text is for the operator: the name is neither, the file is not a chain spec, or the binary
/// holds no runtime.
pub fn load(id: &str) -> Result<ChainSpec, String> {
    match id {
        "dev" => development(),
        "" | "local" => local_testnet(),
        path if Path::new(path).is_file() => ChainSpec::from_json_file(path.into())
            .map_err(|error| format!("the chain spec file `{path}` cannot be used: {error}")),
        unknown => Err(format!(
            "no chain `{unknown}`: `--chain` takes `dev`, `local` or the path of a chain spec file"
        )),
    }
}

/// One validator, Alice, who is also the council.
///
/// # Errors
///
/// If the binary holds no runtime.
pub fn development() -> Result<ChainSpec, String> {
    Ok(ChainSpec::builder(poa_wasm()?, Default::default())
        .with_name("Aura Development")
        .with_id("aura_dev")
        .with_chain_type(ChainType::Development)
        .with_genesis_config_preset_name(DEV_RUNTIME_PRESET)
        .with_protocol_id(PROTOCOL_ID)
        .with_properties(properties())
        .build())
}

/// Four validators: Alice, Bob, Charlie, Dave.
///
/// # Errors
///
/// If the binary holds no runtime.
pub fn local_testnet() -> Result<ChainSpec, String> {
    Ok(ChainSpec::builder(poa_wasm()?, Default::default())
        .with_name("Aura Local Testnet")
        .with_id("aura_local_testnet")
        .with_chain_type(ChainType::Local)
        .with_genesis_config_preset_name(LOCAL_TESTNET_RUNTIME_PRESET)
        .with_protocol_id(PROTOCOL_ID)
        .with_properties(properties())
        .build())
}

/// The phase 1 runtime, with which these chains begin.
fn poa_wasm() -> Result<&'static [u8], String> {
    aura_poa_runtime::WASM_BINARY.ok_or_else(|| {
        "this binary holds no runtime, since it was built with `SKIP_WASM_BUILD`: unset that and \
         run `scripts/build`, or name a chain spec file with `--chain`"
            .to_owned()
    })
}

/// What wallets need to show accounts and amounts.
fn properties() -> Properties {
    Properties::from_iter([
        ("ss58Format".to_owned(), SS58_PREFIX.into()),
        ("tokenSymbol".to_owned(), currency::SYMBOL.into()),
        ("tokenDecimals".to_owned(), currency::DECIMALS.into()),
    ])
}

#[cfg(test)]
mod tests {
    use super::*;
    use sc_service::ChainSpec as _;
    use sp_storage::well_known_keys;

    /// `build` gives a chain spec with what tools look for, whose raw genesis holds the code, and
    /// which is the same chain when read from its file.
    fn check(build: fn() -> Result<ChainSpec, String>) {
        let spec = build().unwrap();
        let text = spec.as_json(true).unwrap();
        let json: serde_json::Value = serde_json::from_str(&text).unwrap();
        assert_eq!(json["protocolId"], "aura");
        assert_eq!(
            json["properties"],
            serde_json::json!({ "ss58Format": 42, "tokenSymbol": "AURA", "tokenDecimals": 12 }),
        );
        for extension in ["forkBlocks", "badBlocks", "lightSyncState"] {
            assert_eq!(
                json.get(extension),
                Some(&serde_json::Value::Null),
                "{extension}"
            );
        }

        let path = std::env::temp_dir().join(format!("{}-{}.json", spec.id(), std::process::id()));
        std::fs::write(&path, text).unwrap();
        let read = load(path.to_str().unwrap()).unwrap();
        let storage = read.as_storage_builder().build_storage().unwrap();
        std::fs::remove_file(&path).unwrap();
        assert_eq!(read.id(), spec.id());
        assert_eq!(storage.top[well_known_keys::CODE], poa_wasm().unwrap());
    }

    #[test]
    fn development_has_a_genesis() {
        check(development);
    }

    #[test]
    fn local_testnet_has_a_genesis() {
        check(local_testnet);
    }

    #[test]
    fn a_file_that_is_no_chain_spec_is_named() {
        let error = load(concat!(env!("CARGO_MANIFEST_DIR"), "/Cargo.toml"))
            .err()
            .unwrap();
        assert!(error.contains("Cargo.toml"), "{error}");
    }

    #[test]
    fn an_unknown_chain_is_refused_with_the_known_ones() {
        let error = load("no-such-chain").err().unwrap();
        assert!(
            error.contains("`no-such-chain`") && error.contains("`dev`"),
            "{error}"
        );
    }
}
