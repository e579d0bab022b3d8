//! Consensus: who authors blocks, which are imported, when they are final.
//!
//! The service knows [`Consensus`] and none of the engines behind it. Blocks become final by
//! GRANDPA in every phase ([`finality`]). Authoring has an engine for each phase: Aura consensus
//! now ([`poa`]), BABE after the switch. The rule between them: the engine that must author the
//! child of a block is the one whose runtime API the state after that block exposes.
//!
//! BABE joins in these places, and nowhere else in the node:
//!
//! - [`Consensus::new`]: one import queue over both verifiers and one block import over both
//!   engines' imports, each routing by the seal of the block;
//! - [`Consensus::start_authoring`]: both slot loops run, each silent where the other's turn is;
//! - [`slot_duration`]: from whichever API is there; it is the same in both phases;
//! - [`revert`]: takes back BABE's own records too.
//!
//! Inherent data providers must not ask the runtime at the parent: there, the API that they ask
//! may be gone.

mod finality;
mod poa;

pub use finality::{FinalityRpc, Voter};

use crate::service::{FullBackend, FullClient, SelectChain, TransactionPool};
use aura_runtime_common::{Block, BlockNumber};
use polkadot_sdk::*;
use sc_client_api::{HeaderBackend, UsageProvider};
use sc_consensus::DefaultImportQueue;
use sc_network::service::traits::NetworkService;
use sc_network_sync::{SyncingService, WarpSyncConfig};
use sc_service::{Error, SpawnEssentialTaskHandle, SpawnTaskHandle};
use sc_telemetry::TelemetryHandle;
use sp_api::ProvideRuntimeApi;
use sp_consensus_aura::AuraApi;
use sp_consensus_slots::SlotDuration;
use sp_keystore::KeystorePtr;
use std::sync::Arc;
use substrate_prometheus_endpoint::Registry;

/// The block import of all engines, down to the database.
type BlockImport = poa::BlockImport<finality::BlockImport>;

/// Consensus of a node, ready to import. It authors and votes once told to.
pub struct Consensus {
    block_import: BlockImport,
    finality: finality::Finality,
    slot_duration: SlotDuration,
}

/// What consensus needs of a running node.
pub struct Node {
    /// The chain.
    pub client: Arc<FullClient>,
    /// Which head to build on.
    pub select_chain: SelectChain,
    /// Where transactions for new blocks, and reports of equivocations, come and go.
    pub transaction_pool: Arc<TransactionPool>,
    /// Keys of the validator.
    pub keystore: KeystorePtr,
    /// Peers.
    pub network: Arc<dyn NetworkService>,
    /// Blocks from peers.
    pub sync: Arc<SyncingService<Block>>,
    /// Metrics.
    pub registry: Option<Registry>,
    /// Telemetry.
    pub telemetry: Option<TelemetryHandle>,
    /// Runs the building of blocks.
    pub spawn_handle: SpawnTaskHandle,
    /// Runs what the node cannot live without.
    pub spawn_essential_handle: SpawnEssentialTaskHandle,
}

impl Consensus {
    /// Sets up verification and import of blocks, and the queue that feeds them.
    ///
    /// # Errors
    ///
    /// If the database or the runtime in it cannot be read.
    pub fn new(
        client: &Arc<FullClient>,
        select_chain: SelectChain,
        spawner: &SpawnEssentialTaskHandle,
        registry: Option<&Registry>,
        telemetry: Option<TelemetryHandle>,
    ) -> Result<(Self, DefaultImportQueue<Block>), Error> {
        let slot_duration = slot_duration(client)?;
        let (grandpa, finality) = finality::new(client, select_chain, telemetry.clone())?;
        let block_import = poa::BlockImport::new(grandpa.clone());

        let import_queue = sc_consensus::BasicQueue::new(
            poa::verifier(client.clone(), slot_duration, telemetry),
            Box::new(block_import.clone()),
            Some(Box::new(grandpa)),
            spawner,
            registry,
        );
        Ok((
            Self {
                block_import,
                finality,
                slot_duration,
            },
            import_queue,
        ))
    }

    /// What the RPC methods about finality ask.
    pub fn finality_rpc(&self, backend: Arc<FullBackend>) -> FinalityRpc {
        self.finality.rpc(backend)
    }

    /// Proves, and checks, how the validator set came from genesis to now.
    pub fn warp_sync(&self, backend: Arc<FullBackend>) -> WarpSyncConfig<Block> {
        self.finality.warp_sync(backend)
    }

    /// Authors blocks in the slots of the keys in the keystore; if `force`, also while the node
    /// has no peers.
    ///
    /// # Errors
    ///
    /// If the engine cannot start.
    pub fn start_authoring(&self, node: &Node, force: bool) -> Result<(), Error> {
        poa::start(node, self.block_import.clone(), self.slot_duration, force)
    }

    /// Follows GRANDPA, and votes with the key in the keystore if the voter has one.
    ///
    /// # Errors
    ///
    /// If the database cannot be read.
    pub fn start_voting(self, node: &Node, voter: Voter) -> Result<(), Error> {
        self.finality.start(node, voter)
    }
}

/// Forgets what consensus recorded of the last `blocks` blocks, before they are taken back. As
/// with the blocks themselves, what is final stays.
///
/// # Errors
///
/// If the database cannot be read or written.
pub fn revert(client: Arc<FullClient>, blocks: BlockNumber) -> sp_blockchain::Result<()> {
    sc_consensus_grandpa::revert(client, blocks)
}

/// The duration of a slot. It is fixed at genesis, so any state will do: the best block's, or
/// that of genesis while a warp sync has not brought another one.
fn slot_duration(client: &FullClient) -> Result<SlotDuration, Error> {
    let chain = client.usage_info().chain;
    let at = if chain.finalized_state.is_some() {
        chain.best_hash
    } else {
        chain.genesis_hash
    };
    let duration = client.runtime_api().slot_duration(at).map_err(|error| {
        let number = client.number(at).ok().flatten().unwrap_or_default();
        Error::Other(format!(
            "the runtime at block {number} names no slot duration: {error}"
        ))
    })?;
    if duration.as_millis() == 0 {
        return Err(Error::Other(
            "the chain's slot duration is zero: check its chain spec".into(),
        ));
    }
    Ok(duration)
}
