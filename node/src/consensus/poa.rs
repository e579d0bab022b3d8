//! Aura consensus, the engine of phase 1: validators author in turn, one slot each.

use super::Node;
use crate::service::FullClient;
use aura_runtime_common::Block;
use polkadot_sdk::*;
use sc_basic_authorship::ProposerFactory;
use sc_consensus::{
    BlockCheckParams, BlockImportParams, ForkChoiceStrategy, ImportResult, Verifier,
};
use sc_consensus_aura::{
    BuildVerifierParams, CheckForEquivocation, CompatibilityMode, SlotProportion, StartAuraParams,
};
use sc_service::Error;
use sc_telemetry::TelemetryHandle;
use sp_consensus::BlockOrigin;
use sp_consensus_aura::{inherents::InherentDataProvider as SlotProvider, sr25519::AuthorityPair};
use sp_consensus_slots::SlotDuration;
use sp_inherents::CreateInherentDataProviders;
use sp_timestamp::InherentDataProvider as TimestampProvider;
use std::sync::Arc;

/// The part of a slot in which a block is built; the rest is for its way to the others.
const PROPOSING: f32 = 2.0 / 3.0;

/// Never delays authoring while finality lags: blocks that wait would hold up the governance that
/// has to repair finality.
const BACKOFF: Option<()> = None;

/// Import of Aura blocks into `I`.
///
/// Warp sync brings headers that were proven with it, past the verifier, and it is the verifier
/// that says whether a block may become the best. The database refuses a header that comes
/// without an answer, so it is given here: a header of a warp proof has no state to build on and
/// is never the best block.
#[derive(Clone)]
pub struct BlockImport<I> {
    inner: I,
}

impl<I> BlockImport<I> {
    /// Imports into `inner`.
    pub fn new(inner: I) -> Self {
        Self { inner }
    }
}

#[async_trait::async_trait]
impl<I> sc_consensus::BlockImport<Block> for BlockImport<I>
where
    I: sc_consensus::BlockImport<Block> + Send + Sync,
{
    type Error = I::Error;

    async fn check_block(&self, block: BlockCheckParams<Block>) -> Result<ImportResult, I::Error> {
        self.inner.check_block(block).await
    }

    async fn import_block(
        &self,
        mut block: BlockImportParams<Block>,
    ) -> Result<ImportResult, I::Error> {
        if block.origin == BlockOrigin::WarpSync {
            block
                .fork_choice
                .get_or_insert(ForkChoiceStrategy::Custom(false));
        }
        self.inner.import_block(block).await
    }
}

/// Checks that a block was authored by the validator whose slot it is.
pub fn verifier(
    client: Arc<FullClient>,
    slot_duration: SlotDuration,
    telemetry: Option<TelemetryHandle>,
) -> impl Verifier<Block> + 'static {
    sc_consensus_aura::build_verifier::<AuthorityPair, _, _, _>(BuildVerifierParams {
        client,
        create_inherent_data_providers: inherents(slot_duration),
        check_for_equivocation: CheckForEquivocation::Yes,
        telemetry,
        compatibility_mode: CompatibilityMode::None,
    })
}

/// See [`super::Consensus::start_authoring`].
pub fn start<I>(
    node: &Node,
    block_import: I,
    slot_duration: SlotDuration,
    force_authoring: bool,
) -> Result<(), Error>
where
    I: sc_consensus::BlockImport<Block> + Send + Sync + 'static,
{
    let proposer_factory = ProposerFactory::new(
        node.spawn_handle.clone(),
        node.client.clone(),
        node.transaction_pool.clone(),
        node.registry.as_ref(),
        node.telemetry.clone(),
    );
    let task = sc_consensus_aura::start_aura::<AuthorityPair, _, _, _, _, _, _, _, _, _, _>(
        StartAuraParams {
            slot_duration,
            client: node.client.clone(),
            select_chain: node.select_chain.clone(),
            block_import,
            proposer_factory,
            sync_oracle: node.sync.clone(),
            justification_sync_link: node.sync.clone(),
            create_inherent_data_providers: inherents(slot_duration),
            force_authoring,
            backoff_authoring_blocks: BACKOFF,
            keystore: node.keystore.clone(),
            block_proposal_slot_portion: SlotProportion::new(PROPOSING),
            max_block_proposal_slot_portion: None,
            telemetry: node.telemetry.clone(),
            compatibility_mode: CompatibilityMode::None,
        },
    )?;
    node.spawn_essential_handle
        .spawn_blocking("aura", Some("block-authoring"), task);
    Ok(())
}

/// The slot and the time, both from the system's clock; nothing from the parent.
fn inherents(
    slot_duration: SlotDuration,
) -> impl CreateInherentDataProviders<Block, (), InherentDataProviders = (SlotProvider, TimestampProvider)>
{
    move |_, ()| async move {
        let timestamp = TimestampProvider::from_system_time();
        let slot = SlotProvider::from_timestamp_and_slot_duration(*timestamp, slot_duration);
        Ok((slot, timestamp))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use aura_runtime_common::Header;
    use futures::executor::block_on;
    use sc_consensus::BlockImport as _;
    use sp_runtime::traits::Header as _;
    use std::sync::Mutex;

    /// Takes every block and remembers the fork choice it came with.
    #[derive(Default)]
    struct Recorder(Mutex<Vec<Option<ForkChoiceStrategy>>>);

    #[async_trait::async_trait]
    impl sc_consensus::BlockImport<Block> for Recorder {
        type Error = sp_consensus::Error;

        async fn check_block(
            &self,
            _: BlockCheckParams<Block>,
        ) -> Result<ImportResult, Self::Error> {
            Ok(ImportResult::imported(false))
        }

        async fn import_block(
            &self,
            block: BlockImportParams<Block>,
        ) -> Result<ImportResult, Self::Error> {
            self.0.lock().unwrap().push(block.fork_choice);
            Ok(ImportResult::imported(false))
        }
    }

    /// The fork choice with which a block reaches the database.
    fn fork_choice(
        origin: BlockOrigin,
        given: Option<ForkChoiceStrategy>,
    ) -> Option<ForkChoiceStrategy> {
        let header = Header::new(
            1,
            Default::default(),
            Default::default(),
            Default::default(),
            Default::default(),
        );
        let mut block = BlockImportParams::new(origin, header);
        block.fork_choice = given;

        let import = BlockImport::new(Recorder::default());
        block_on(import.import_block(block)).unwrap();
        let mut seen = import.inner.0.into_inner().unwrap();
        seen.pop().unwrap()
    }

    #[test]
    fn a_warp_synced_header_is_never_the_best_block() {
        assert_eq!(
            fork_choice(BlockOrigin::WarpSync, None),
            Some(ForkChoiceStrategy::Custom(false)),
        );
    }

    #[test]
    fn other_blocks_keep_the_verifiers_choice() {
        let longest = || Some(ForkChoiceStrategy::LongestChain);
        assert_eq!(
            fork_choice(BlockOrigin::NetworkBroadcast, longest()),
            longest()
        );
        assert_eq!(fork_choice(BlockOrigin::NetworkBroadcast, None), None);
    }
}
