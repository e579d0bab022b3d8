//! Consensus: authoring, import and finality of blocks.
//!
//! The service knows [`Consensus`] and none of the engines behind it. Blocks become final by
//! GRANDPA in every phase ([`finality`]). Authoring has an engine for each phase: Aura consensus
//! ([`poa`]) and BABE ([`npos`]). One binary serves both phases, since the block at which a chain
//! switches from one to the other is not known in advance ([`switch`]).
//!
//! The rule, in [`engine`]: the engine that must author the child of a block is the one whose
//! runtime API the state after that block exposes.

mod checkpoint;
pub mod engine;
pub mod equivocations;
mod finality;
mod inherents;
pub mod npos;
mod poa;
pub mod switch;

pub use checkpoint::Checkpoint;
pub use engine::Engine;
pub use finality::{FinalityRpc, Voter};

use crate::client::{FullBackend, FullClient, SelectChain, TransactionPool};
use aura_runtime_common::{Block, BlockNumber};
use equivocations::Equivocations;
use polkadot_sdk::*;
use sc_basic_authorship::ProposerFactory;
use sc_client_api::{HeaderBackend, UsageProvider};
use sc_consensus::DefaultImportQueue;
use sc_consensus_babe::BabeLink;
use sc_network::service::traits::NetworkService;
use sc_network_sync::{SyncingService, WarpSyncConfig};
use sc_service::{Error, SpawnEssentialTaskHandle, SpawnTaskHandle};
use sc_telemetry::TelemetryHandle;
use sc_transaction_pool_api::OffchainTransactionPoolFactory;
use sp_api::ProvideRuntimeApi;
use sp_consensus_aura::AuraApi;
use sp_consensus_babe::BabeApi;
use sp_consensus_slots::SlotDuration;
use sp_keystore::KeystorePtr;
use std::sync::Arc;
use substrate_prometheus_endpoint::Registry;
use switch::{Epochs, Metrics, SwitchClient, SwitchImport, SwitchVerifier};

/// The part of a slot in which a block is built. The runtime bounds its blocks by it.
const PROPOSAL_SLOT_PORTION: f32 = aura_runtime_common::constants::block::PROPOSAL_SLOT_PORTION;

/// Never delays authoring while finality lags: blocks that wait would hold up the governance that
/// has to repair finality.
const BACKOFF: Option<()> = None;

/// The block import of all engines, down to the database.
type BlockImport = SwitchImport<
    poa::BlockImport<finality::BlockImport, Arc<SwitchClient>>,
    npos::BlockImport<finality::BlockImport>,
>;

/// Consensus of a node, ready to import. It authors after [`Consensus::start_authoring`], and votes
/// after [`Consensus::start_voting`].
pub struct Consensus {
    /// The chain as BABE sees it.
    pub view: Arc<SwitchClient>,
    block_import: BlockImport,
    /// BABE's epochs at the switch.
    pub epochs: Epochs,
    /// BABE's configuration and epochs.
    pub babe: BabeLink<Block>,
    finality: finality::Finality,
    slot_duration: SlotDuration,
}

/// Parts of a running node that consensus uses.
pub struct Node {
    /// The chain.
    pub client: Arc<FullClient>,
    /// The rule that chooses the head to build on.
    pub select_chain: SelectChain,
    /// Transactions for new blocks, and reports of equivocations.
    pub transaction_pool: Arc<TransactionPool>,
    /// Keys of the validator.
    pub keystore: KeystorePtr,
    /// Peers.
    pub network: Arc<dyn NetworkService>,
    /// Blocks from peers.
    pub sync: Arc<SyncingService<Block>>,
    /// Metrics.
    pub registry: Option<Registry>,
    /// Connection to the telemetry servers, if there are any.
    pub telemetry: Option<TelemetryHandle>,
    /// Runs the building of blocks.
    pub spawn_handle: SpawnTaskHandle,
    /// Runs tasks whose end stops the node.
    pub spawn_essential_handle: SpawnEssentialTaskHandle,
}

impl Consensus {
    /// Sets up verification and import of blocks, and the queue that feeds them. Reports of
    /// equivocations go to `transaction_pool`.
    ///
    /// # Errors
    ///
    /// If the database or the runtime in it cannot be read.
    pub fn new(
        client: &Arc<FullClient>,
        select_chain: SelectChain,
        transaction_pool: Arc<TransactionPool>,
        spawner: &SpawnEssentialTaskHandle,
        registry: Option<&Registry>,
        telemetry: Option<TelemetryHandle>,
    ) -> Result<(Self, DefaultImportQueue<Block>), Error> {
        let slot_duration = slot_duration(client)?;
        let view = Arc::new(SwitchClient::new(client.clone()));
        let (grandpa, finality) = finality::new(client, select_chain.clone(), telemetry.clone())?;
        let (babe_import, babe) = npos::block_import(
            client,
            view.clone(),
            grandpa.clone(),
            slot_duration,
            select_chain,
            transaction_pool.clone(),
        )?;
        let metrics = Metrics::new(registry)?;
        metrics.read(client)?;
        let epochs = Epochs::new(client.clone(), babe.epoch_changes().clone());
        epochs.ensure(client.info().best_hash)?;

        let aura_import = poa::BlockImport::new(grandpa.clone(), view.clone());
        let block_import = SwitchImport::new(aura_import, babe_import, epochs.clone(), metrics);
        let verifier = SwitchVerifier {
            aura: poa::verifier(client.clone(), slot_duration, telemetry.clone()),
            babe: npos::verifier(view.clone(), &babe, telemetry),
            epochs: epochs.clone(),
            equivocations: Equivocations::new(
                client.clone(),
                &babe,
                OffchainTransactionPoolFactory::new(transaction_pool),
            ),
        };
        let import_queue = sc_consensus::BasicQueue::new(
            verifier,
            Box::new(block_import.clone()),
            Some(Box::new(grandpa)),
            spawner,
            registry,
        );
        let consensus = Self {
            view,
            block_import,
            epochs,
            babe,
            finality,
            slot_duration,
        };
        Ok((consensus, import_queue))
    }

    /// Sources of the RPC methods about finality.
    pub fn finality_rpc(&self, backend: Arc<FullBackend>) -> FinalityRpc {
        self.finality.rpc(backend)
    }

    /// The checkpoint from which light clients start.
    pub fn checkpoint(&self) -> Checkpoint {
        Checkpoint {
            view: self.view.clone(),
            epochs: self.babe.epoch_changes().clone(),
            authorities: self.finality.authorities(),
        }
    }

    /// Proofs of the changes of the validator set since genesis: serves and verifies them.
    pub fn warp_sync(&self, backend: Arc<FullBackend>) -> WarpSyncConfig<Block> {
        self.finality.warp_sync(backend)
    }

    /// Authors blocks in the slots of the keys in the keystore; if `force`, also while the node
    /// has no peers.
    ///
    /// # Errors
    ///
    /// If an engine cannot start.
    pub fn start_authoring(&self, node: &Node, force: bool) -> Result<(), Error> {
        let proposer = ProposerFactory::new(
            node.spawn_handle.clone(),
            node.client.clone(),
            node.transaction_pool.clone(),
            node.registry.as_ref(),
            node.telemetry.clone(),
        );
        poa::start(
            node,
            &self.epochs,
            self.block_import.clone(),
            self.slot_duration,
            proposer.clone(),
            force,
        )?;
        npos::start(
            node,
            &self.epochs,
            self.view.clone(),
            self.block_import.clone(),
            self.babe.clone(),
            proposer,
            force,
        )
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

/// Removes the records of consensus about the last `blocks` blocks, before these are reverted.
/// Records of final blocks stay, as the blocks themselves do.
///
/// # Errors
///
/// If the database cannot be read or written.
pub fn revert(
    client: Arc<FullClient>,
    backend: Arc<FullBackend>,
    blocks: BlockNumber,
) -> sp_blockchain::Result<()> {
    match Engine::of_children(&client, client.info().best_hash)? {
        Engine::Aura => {
            // Used only for a tree in a format that is older than this chain.
            let nobody = npos::nobody(SlotDuration::from_millis(0));
            switch::revert(&client, &nobody, blocks)?;
        }
        Engine::Babe => {
            let view = Arc::new(SwitchClient::new(client.clone()));
            sc_consensus_babe::revert(view, backend, blocks)?;
        }
    }
    sc_consensus_grandpa::revert(client, blocks)
}

/// The duration of a slot. It is fixed at genesis and the same for every engine, so any state will
/// do: the best block's, or that of genesis while a warp sync has not brought another one.
fn slot_duration(client: &FullClient) -> Result<SlotDuration, Error> {
    let chain = client.usage_info().chain;
    let at = if chain.finalized_state.is_some() {
        chain.best_hash
    } else {
        chain.genesis_hash
    };
    let runtime = client.runtime_api();
    let duration = Engine::of_children(client, at).and_then(|engine| match engine {
        Engine::Aura => runtime.slot_duration(at),
        Engine::Babe => Ok(runtime.configuration(at)?.slot_duration()),
    });
    let duration = duration.map_err(|error| {
        let number = client.number(at).ok().flatten().unwrap_or_default();
        Error::Other(format!(
            "the runtime at block {number} has no slot duration: {error}"
        ))
    })?;
    if duration.as_millis() == 0 {
        return Err(Error::Other(
            "the chain's slot duration is zero: check its chain spec".into(),
        ));
    }
    Ok(duration)
}
