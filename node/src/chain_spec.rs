//! The networks that the node knows by name, and chain spec files.

use crate::executor::ExtraHostFunctions;
use aura_npos_runtime::configs::phase::STAKED_RUNTIME_PRESET;
use aura_poa_runtime::genesis_config_presets::STAGING_RUNTIME_PRESET;
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

/// Fields of a chain spec beside the SDK's own.
#[derive(Default, Clone, Serialize, Deserialize, ChainSpecExtension)]
#[serde(rename_all = "camelCase")]
pub struct Extensions {
    /// Hashes that the blocks at these heights must have.
    pub fork_blocks: ForkBlocks<Block>,
    /// Hashes of blocks that are refused.
    pub bad_blocks: BadBlocks<Block>,
    /// Finalized state from which a light client starts.
    pub light_sync_state: LightSyncStateExtension,
}

/// A chain spec of the network.
pub type ChainSpec = sc_service::GenericChainSpec<Extensions, ExtraHostFunctions>;

/// A network known by name.
struct Network {
    /// Argument of `--chain`.
    name: &'static str,
    /// Name shown to people.
    title: &'static str,
    /// Identifier for tools, and the name of the chain's folder.
    id: &'static str,
    chain_type: ChainType,
    /// Runtime of the first block; the genesis is one of its presets.
    runtime: Option<&'static [u8]>,
    preset: &'static str,
}

/// Runtimes that this binary was built with, compressed: of phase 1 and of phase 2.
pub fn runtimes() -> impl Iterator<Item = &'static [u8]> {
    [
        aura_poa_runtime::WASM_BINARY,
        aura_npos_runtime::WASM_BINARY,
    ]
    .into_iter()
    .flatten()
}

/// Chains of one validator, Alice, who is also the council, and of four, Alice to Dave. They begin
/// in phase 1 or, with `npos`, in phase 2; with `npos-staked`, validators are staked from the first
/// block on. `staging` is a public network without keys: it is exported and filled in, and cannot
/// run as it is.
fn networks() -> [Network; 6] {
    let poa = aura_poa_runtime::WASM_BINARY;
    let npos = aura_npos_runtime::WASM_BINARY;
    let development = Network {
        name: "dev",
        title: "Aura Development",
        id: "aura_dev",
        chain_type: ChainType::Development,
        runtime: poa,
        preset: DEV_RUNTIME_PRESET,
    };
    let local = Network {
        name: "local",
        title: "Aura Local Testnet",
        id: "aura_local_testnet",
        chain_type: ChainType::Local,
        runtime: poa,
        preset: LOCAL_TESTNET_RUNTIME_PRESET,
    };
    let npos_development = Network {
        name: "npos-dev",
        title: "Aura Development, phase 2",
        id: "aura_npos_dev",
        runtime: npos,
        chain_type: ChainType::Development,
        ..development
    };
    let npos_local = Network {
        name: "npos-local",
        title: "Aura Local Testnet, phase 2",
        id: "aura_npos_local_testnet",
        runtime: npos,
        chain_type: ChainType::Local,
        ..local
    };
    let npos_staked = Network {
        name: "npos-staked",
        title: "Aura Local Testnet, staked",
        id: "aura_npos_staked_testnet",
        runtime: npos,
        chain_type: ChainType::Local,
        preset: STAKED_RUNTIME_PRESET,
    };
    let staging = Network {
        name: "staging",
        title: "Aura Staging",
        id: "aura_staging",
        chain_type: ChainType::Live,
        runtime: poa,
        preset: STAGING_RUNTIME_PRESET,
    };
    [
        development,
        local,
        npos_development,
        npos_local,
        npos_staked,
        staging,
    ]
}

impl Network {
    fn spec(self) -> Result<ChainSpec, String> {
        let runtime = self.runtime.ok_or_else(|| {
            "this binary holds no runtime, since it was built with `SKIP_WASM_BUILD`: unset that \
             and run `scripts/build`, or name a chain spec file with `--chain`"
                .to_owned()
        })?;
        Ok(ChainSpec::builder(runtime, Default::default())
            .with_name(self.title)
            .with_id(self.id)
            .with_chain_type(self.chain_type)
            .with_genesis_config_preset_name(self.preset)
            .with_protocol_id(PROTOCOL_ID)
            .with_properties(properties())
            .build())
    }
}

/// The chain spec of a network known by name (`dev`, `local`, `npos-dev`, `npos-local`,
/// `npos-staked`, `staging`; an empty text means `local`), or that in the file with this path.
///
/// # Errors
///
/// A text for the operator, if there is no such name or file, if the file is not a chain spec, if
/// `aura-genesis` refuses its public network, or if the binary was built without a runtime.
pub fn load(id: &str) -> Result<ChainSpec, String> {
    let name = if id.is_empty() { "local" } else { id };
    if let Some(network) = networks().into_iter().find(|network| network.name == name) {
        return network.spec();
    }
    if !Path::new(id).is_file() {
        let known = networks().map(|network| format!("`{}`", network.name));
        return Err(format!(
            "no chain `{id}`: `--chain` takes {} or the path of a chain spec file",
            known.join(", "),
        ));
    }
    let unusable = |error: String| format!("the chain spec file `{id}` cannot be used: {error}");
    let spec = ChainSpec::from_json_file(id.into()).map_err(unusable)?;
    let text = std::fs::read_to_string(id).map_err(|error| unusable(error.to_string()))?;
    aura_genesis::check(&text).map_err(|error| unusable(error.to_string()))?;
    Ok(spec)
}

/// Address prefix, token and decimals, which wallets need to show accounts and amounts.
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

    /// The chain spec of each network has the fields that tools need. Its raw genesis has the code,
    /// and read from its file it is the same chain.
    #[test]
    fn every_network_has_a_genesis() {
        for network in networks_with_keys() {
            let runtime = network.runtime.unwrap();
            let spec = network.spec().unwrap();
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

            let path =
                std::env::temp_dir().join(format!("{}-{}.json", spec.id(), std::process::id()));
            std::fs::write(&path, text).unwrap();
            let read = load(path.to_str().unwrap()).unwrap();
            let storage = read.as_storage_builder().build_storage().unwrap();
            std::fs::remove_file(&path).unwrap();
            assert_eq!(read.id(), spec.id());
            assert_eq!(storage.top[well_known_keys::CODE], runtime);
        }
    }

    fn networks_with_keys() -> impl Iterator<Item = Network> {
        let has_keys = |network: &Network| network.preset != STAGING_RUNTIME_PRESET;
        networks().into_iter().filter(has_keys)
    }

    /// `staging` can be exported. Its file is refused without keys, and with publicly known ones.
    #[test]
    fn a_public_network_is_refused_without_its_keys() {
        let spec = load("staging").unwrap();
        assert!(spec.as_storage_builder().build_storage().is_err());
        let local = load("local").unwrap().as_json(false).unwrap();
        let local: serde_json::Value = serde_json::from_str(&local).unwrap();
        let staging = spec.as_json(false).unwrap();
        let mut staging: serde_json::Value = serde_json::from_str(&staging).unwrap();
        let path = std::env::temp_dir().join(format!("staging-{}.json", std::process::id()));
        let refused = |spec: &serde_json::Value| {
            std::fs::write(&path, spec.to_string()).unwrap();
            let error = load(path.to_str().unwrap()).err().unwrap();
            std::fs::remove_file(&path).unwrap();
            error
        };
        let error = refused(&staging);
        assert!(error.contains("`balances`"), "{error}");
        for part in ["balances", "session", "council"] {
            let given = local["genesis"]["runtimeGenesis"]["patch"][part].clone();
            staging["genesis"]["runtimeGenesis"]["patch"][part] = given;
        }
        let error = refused(&staging);
        assert!(error.contains("secret is public"), "{error}");
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
