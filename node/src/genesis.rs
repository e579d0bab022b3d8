//! Refuses to run a chain spec over the database of another chain of the same name.
//!
//! A node finds its database by the id of the chain alone. Without this check a node with a new
//! chain spec of the same id would continue the old chain, and have no peers.

use crate::client::FullBackend;
use aura_runtime_common::{Block, Hash};
use polkadot_sdk::*;
use sc_chain_spec::{construct_genesis_block, ChainSpec};
use sc_client_api::{backend::BlockImportOperation, Backend};
use sc_service::Error;
use sp_runtime::{traits::Block as _, StateVersion};
use std::path::Path;

/// Compares `genesis`, of the database at `path`, with that of the chain spec.
///
/// Only raw chain specs are compared, which every public network has: the genesis of a plain one
/// is made by its runtime, which would have to be compiled first.
///
/// # Errors
///
/// If the two differ, or the chain spec cannot be read.
pub fn check(
    spec: &dyn ChainSpec,
    backend: &FullBackend,
    genesis: Hash,
    path: Option<&Path>,
) -> Result<(), Error> {
    match of_raw(spec, backend)? {
        Some(expected) if expected != genesis => {
            let path = path.unwrap_or(Path::new("memory")).display();
            Err(Error::Other(format!(
                "the database at {path} has another chain of the id `{}`: its genesis is \
                 {genesis:?}, that of the chain spec {expected:?}. Name the right chain spec with \
                 `--chain`, choose another `--base-path`, or remove that chain with `aura-node \
                 purge-chain`",
                spec.id(),
            )))
        }
        _ => Ok(()),
    }
}

/// Hash of the genesis block of a raw chain spec; `None` for a plain one.
fn of_raw(spec: &dyn ChainSpec, backend: &FullBackend) -> Result<Option<Hash>, Error> {
    let text = spec.as_json(false).map_err(Error::Other)?;
    let json: serde_json::Value =
        serde_json::from_str(&text).map_err(|error| Error::Other(error.to_string()))?;
    if json.pointer("/genesis/raw").is_none() {
        return Ok(None);
    }
    let storage = spec.as_storage_builder().build_storage()?;
    // The operation is dropped: nothing is written.
    let mut operation = backend.begin_operation()?;
    let root = operation.set_genesis_state(storage, false, StateVersion::V1)?;
    Ok(Some(
        construct_genesis_block::<Block>(root, StateVersion::V1).hash(),
    ))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::chain_spec;
    use sc_client_db::{BlocksPruning, DatabaseSettings, DatabaseSource};

    fn spec(genesis: &serde_json::Value) -> chain_spec::ChainSpec {
        let json = serde_json::json!({
            "name": "Test",
            "id": "test-chain",
            "bootNodes": [],
            "forkBlocks": null,
            "badBlocks": null,
            "lightSyncState": null,
            "genesis": genesis,
        });
        chain_spec::ChainSpec::from_json_bytes(json.to_string().into_bytes()).unwrap()
    }

    fn raw(value: &str) -> chain_spec::ChainSpec {
        let raw = serde_json::json!({ "top": { "0x01": value }, "childrenDefault": {} });
        spec(&serde_json::json!({ "raw": raw }))
    }

    #[test]
    fn a_database_of_another_genesis_is_refused() {
        let folder = tempfile::tempdir().unwrap();
        let settings = DatabaseSettings {
            trie_cache_maximum_size: None,
            state_pruning: None,
            source: DatabaseSource::ParityDb {
                path: folder.path().into(),
            },
            blocks_pruning: BlocksPruning::KeepAll,
            pruning_filters: Vec::new(),
            metrics_registry: None,
        };
        let backend = FullBackend::new(settings, 0).unwrap();
        let genesis = |spec: &dyn ChainSpec| of_raw(spec, &backend).unwrap().unwrap();
        let (one, other) = (raw("0x02"), raw("0x03"));
        let checked = |spec: &dyn ChainSpec, hash| {
            check(spec, &backend, hash, Some(folder.path())).map_err(|error| error.to_string())
        };

        assert_eq!(genesis(&one), genesis(&raw("0x02")));
        assert_eq!(checked(&one, genesis(&one)), Ok(()));
        let error = checked(&one, genesis(&other)).unwrap_err();
        for part in [
            format!("its genesis is {:?}", genesis(&other)),
            format!("that of the chain spec {:?}", genesis(&one)),
            folder.path().display().to_string(),
            "`test-chain`".into(),
            "--base-path".into(),
        ] {
            assert!(error.contains(&part), "{error}");
        }
        let made = serde_json::json!({ "runtimeGenesis": { "code": "0x00", "patch": {} } });
        assert_eq!(checked(&spec(&made), genesis(&one)), Ok(()));
    }
}
