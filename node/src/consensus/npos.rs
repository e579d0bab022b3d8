//! BABE, the engine of phase 2: validators draw lots for each slot, and if none wins, one is
//! appointed.

use super::{
    engine::Engine,
    inherents::Inherents,
    switch::{Epochs, SwitchClient, Turn},
    Node, PROPOSAL_SLOT_PORTION,
};
use crate::client::{FullClient, SelectChain, TransactionPool};
use aura_runtime_common::Block;
use polkadot_sdk::*;
use sc_basic_authorship::ProposerFactory;
use sc_client_api::HeaderBackend;
use sc_consensus::Verifier;
use sc_consensus_babe::{
    BabeBlockImport, BabeLink, BabeParams, BuildVerifierParams, SlotProportion,
};
use sc_service::Error;
use sc_telemetry::TelemetryHandle;
use sc_transaction_pool_api::OffchainTransactionPoolFactory;
use sp_api::ProvideRuntimeApi;
use sp_consensus::BlockStatus;
use sp_consensus_babe::{AllowedSlots, BabeApi, BabeConfiguration};
use sp_consensus_slots::SlotDuration;
use std::sync::Arc;

/// Import of BABE's blocks into `I`.
pub type BlockImport<I> = BabeBlockImport<Block, SwitchClient, I, Inherents, SelectChain>;

/// Import of BABE's blocks into `inner`, and the link that BABE's other parts share.
///
/// # Errors
///
/// If the database, or the genesis in it, cannot be read.
pub fn block_import<I>(
    client: &FullClient,
    view: Arc<SwitchClient>,
    inner: I,
    slot_duration: SlotDuration,
    select_chain: SelectChain,
    transaction_pool: Arc<TransactionPool>,
) -> sp_blockchain::Result<(BlockImport<I>, BabeLink<Block>)> {
    sc_consensus_babe::block_import(
        genesis_configuration(client, slot_duration)?,
        inner,
        view,
        Inherents(slot_duration),
        select_chain,
        OffchainTransactionPoolFactory::new(transaction_pool),
    )
}

/// Configuration of the first block's epoch, the only one that BABE takes from here.
///
/// It has no authorities on a chain that began under Aura consensus, and none if the state of
/// genesis is pruned: then the first block is final, and the configuration is not used.
fn genesis_configuration(
    client: &FullClient,
    slot_duration: SlotDuration,
) -> sp_blockchain::Result<BabeConfiguration> {
    let genesis = client.info().genesis_hash;
    let has_state = client.block_status(genesis)? == BlockStatus::InChainWithState;
    if has_state && Engine::of_children(client, genesis)? == Engine::Babe {
        return Ok(client.runtime_api().configuration(genesis)?);
    }
    Ok(nobody(slot_duration))
}

/// A configuration without authorities.
pub fn nobody(slot_duration: SlotDuration) -> BabeConfiguration {
    BabeConfiguration {
        slot_duration: slot_duration.as_millis(),
        epoch_length: 1,
        c: (1, 1),
        authorities: Vec::new(),
        randomness: Default::default(),
        allowed_slots: AllowedSlots::PrimarySlots,
    }
}

/// Checks that a block was authored by the validator whose slot it is.
pub fn verifier(
    client: Arc<SwitchClient>,
    link: &BabeLink<Block>,
    telemetry: Option<TelemetryHandle>,
) -> impl Verifier<Block> + 'static {
    sc_consensus_babe::build_verifier(BuildVerifierParams {
        client,
        slot_duration: link.config().slot_duration(),
        config: link.config().clone(),
        epoch_changes: link.epoch_changes().clone(),
        telemetry,
    })
}

/// See [`super::Consensus::start_authoring`].
pub fn start<I>(
    node: &Node,
    epochs: &Epochs,
    view: Arc<SwitchClient>,
    block_import: I,
    link: BabeLink<Block>,
    proposer: ProposerFactory<TransactionPool, FullClient>,
    force_authoring: bool,
) -> Result<(), Error>
where
    I: sc_consensus::BlockImport<Block, Error = sp_consensus::Error> + Send + Sync + 'static,
{
    let task = sc_consensus_babe::start_babe(BabeParams {
        keystore: node.keystore.clone(),
        client: view,
        select_chain: node.select_chain.clone(),
        env: Turn::new(Engine::Babe, epochs.clone(), proposer),
        block_import,
        sync_oracle: Turn::new(Engine::Babe, epochs.clone(), node.sync.clone()),
        justification_sync_link: node.sync.clone(),
        create_inherent_data_providers: Inherents(link.config().slot_duration()),
        force_authoring,
        backoff_authoring_blocks: super::BACKOFF,
        babe_link: link,
        block_proposal_slot_portion: SlotProportion::new(PROPOSAL_SLOT_PORTION),
        max_block_proposal_slot_portion: None,
        telemetry: node.telemetry.clone(),
    })?;
    node.spawn_essential_handle
        .spawn_blocking("babe", Some("block-authoring"), task);
    Ok(())
}
