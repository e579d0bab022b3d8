//! The rehearsal of an upgrade: a new runtime runs its migrations over the state of a chain.
//!
//! Nothing is written: the upgrade runs over the state of a block, and its changes are reported and
//! dropped. The node must be stopped, or the rehearsal runs over a copy of its database. Decision
//! 37 says why this is not `try-runtime-cli`.
//!
//! - [`runtime`]: a runtime over a state.
//! - [`changes`]: changes of storage.
//! - [`report`]: the report for operators and programs.

pub mod changes;
pub mod report;
mod runtime;

use crate::{
    client::{FullBackend, FullClient},
    executor::{self, Executor},
    runtime_api::RuntimeApi,
};
use aura_runtime_common::{Block, Hashing, Header};
use codec::Encode;
use polkadot_sdk::*;
use report::{Block as At, Report, Version};
use runtime::Runtime;
use sc_cli::{CliConfiguration, DatabaseParams, PruningParams, SharedParams};
use sc_client_api::{Backend, HeaderBackend, TrieCacheContext};
use sc_service::{config::DatabaseSource, BasePath, Configuration};
use sp_core::traits::{RuntimeCode, WrappedRuntimeCode};
use sp_runtime::traits::{Hash as _, Header as _};
use sp_state_machine::{
    backend::{BackendRuntimeCode, TryPendingCode},
    OverlayedChanges,
};
use sp_storage::{well_known_keys, StateVersion};
use std::{fs, path::PathBuf, sync::Arc};

/// Runs an upgrade over the state of a chain, and discards the changes.
#[derive(Debug, Clone, clap::Parser)]
pub struct RehearseUpgradeCmd {
    /// The new runtime: a file of WASM, compressed or not. If it was built with the feature
    /// `try-runtime`, its own checks run too.
    #[arg(long, value_name = "FILE")]
    pub runtime: PathBuf,

    /// The block with the state to use.
    #[arg(long, value_enum, default_value = "finalized", value_name = "BLOCK")]
    pub at: Which,

    /// Upgrade the genesis of the chain spec instead of a database, as for a chain spec that
    /// `export-state` wrote.
    #[arg(long, conflicts_with_all = ["base_path", "at"])]
    pub tmp: bool,

    /// Print JSON.
    #[arg(long)]
    pub json: bool,

    #[clap(flatten)]
    pub shared_params: SharedParams,

    #[clap(flatten)]
    pub database_params: DatabaseParams,

    #[clap(flatten)]
    pub pruning_params: PruningParams,
}

/// A block whose state every node has.
#[derive(Debug, Clone, Copy, clap::ValueEnum)]
pub enum Which {
    /// The last finalized one.
    Finalized,
    /// The best one.
    Best,
}

impl CliConfiguration for RehearseUpgradeCmd {
    fn shared_params(&self) -> &SharedParams {
        &self.shared_params
    }

    fn database_params(&self) -> Option<&DatabaseParams> {
        Some(&self.database_params)
    }

    fn pruning_params(&self) -> Option<&PruningParams> {
        Some(&self.pruning_params)
    }

    fn base_path(&self) -> sc_cli::Result<Option<BasePath>> {
        if self.tmp {
            return Ok(Some(BasePath::new_temp_dir()?));
        }
        self.shared_params.base_path()
    }
}

impl RehearseUpgradeCmd {
    /// Rehearses the upgrade and prints what it would do.
    ///
    /// # Errors
    ///
    /// If the database or the runtime cannot be read, the chain would refuse the upgrade, a check
    /// fails, or the upgrade exceeds the weight of a block.
    pub fn run(&self, config: &Configuration) -> sc_cli::Result<()> {
        let code = fs::read(&self.runtime)
            .map_err(|error| format!("cannot read {}: {error}", self.runtime.display()))?;
        let executor = executor::new(config);
        let backend = self.open(config, &executor)?;
        let chain = backend.blockchain();
        let hash = match self.at {
            Which::Finalized => chain.info().finalized_hash,
            Which::Best => chain.info().best_hash,
        };
        let header = chain
            .header(hash)?
            .ok_or_else(|| format!("the database has no block {hash}"))?;
        let state = backend.state_at(hash, TrieCacheContext::Untrusted)?;

        let report = rehearse(&executor, &state, &header, &code)?;
        println!(
            "{}",
            if self.json {
                report.json()
            } else {
                report.to_string()
            }
        );
        Ok(report.verdict()?)
    }

    /// Opens the database, without the parts of a node that write to it.
    fn open(
        &self,
        config: &Configuration,
        executor: &Executor,
    ) -> sc_cli::Result<Arc<FullBackend>> {
        if self.tmp {
            let parts: (FullClient, _, _, _) = sc_service::new_full_parts::<Block, RuntimeApi, _>(
                config,
                None,
                executor.clone(),
                vec![],
            )?;
            return Ok(parts.1);
        }
        let is_there = match &config.database {
            DatabaseSource::Auto {
                paritydb_path,
                rocksdb_path,
                ..
            } => paritydb_path.is_dir() || rocksdb_path.is_dir(),
            source => source.path().is_some_and(|path| path.is_dir()),
        };
        if !is_there {
            return Err(format!(
                "there is no database of the chain `{}` in {}: name the folder of a node with \
                 `--base-path`, or use the state of the chain spec with `--tmp`",
                config.chain_spec.id(),
                config.base_path.path().display(),
            )
            .into());
        }
        Ok(sc_service::new_db_backend(config.db_config())?)
    }
}

/// Changes that the runtime `code` would make in `state`, the state after the block `header`.
///
/// # Errors
///
/// A text for the operator: the chain would refuse the code, or the code fails.
pub fn rehearse<State: sp_state_machine::Backend<Hashing>>(
    executor: &Executor,
    state: &State,
    header: &Header,
    code: &[u8],
) -> Result<Report, String> {
    let present = BackendRuntimeCode::new(state, TryPendingCode::No);
    let present = present.runtime_code()?;
    let hash = Hashing::hash(code);
    let next = RuntimeCode {
        code_fetcher: &WrappedRuntimeCode(code.into()),
        heap_pages: present.heap_pages,
        hash: hash.encode(),
    };
    let old = Runtime::new(executor, state, present)?;
    let new = Runtime::new(executor, state, next)?;
    new.may_follow(&old)?;

    // The overlay gets the code as if the block had set it.
    let mut overlay = OverlayedChanges::default();
    overlay.set_storage(well_known_keys::CODE.to_vec(), Some(code.to_vec()));
    let checked = new.has_checks();
    let weight = if checked {
        new.upgrade_with_checks(&mut overlay)?
    } else {
        new.begin_block(&mut overlay, header)?
    };
    let changes = overlay.drain_storage_changes(state, StateVersion::V1)?;

    let names = changes::Names::new(old.prefixes().chain(new.prefixes()));
    Ok(Report {
        block: At {
            number: *header.number(),
            hash: header.hash(),
        },
        from: Version::of(&old.version),
        to: Version::of(&new.version),
        code_hash: hash,
        checked,
        weight: weight.into(),
        maximum_weight: new.maximum_weight()?.into(),
        gained_apis: new.apis().difference(&old.apis()).cloned().collect(),
        lost_apis: old.apis().difference(&new.apis()).cloned().collect(),
        next_author: new.author()?.to_string(),
        storage: changes::grouped(&names, changes::entries(state, changes)?),
    })
}
