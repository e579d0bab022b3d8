//! Aura consensus, the engine of phase 1: validators author in turn, one slot each.

use super::{
    engine::Engine,
    inherents::Inherents,
    switch::{Epochs, SwitchClient, Turn},
    Node, BACKOFF, PROPOSAL_SLOT_PORTION,
};
use crate::client::{FullClient, TransactionPool};
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
use sp_blockchain::HeaderBackend;
use sp_consensus::BlockOrigin;
use sp_consensus_aura::sr25519::AuthorityPair;
use sp_consensus_babe::BabeBlockWeight;
use sp_consensus_slots::SlotDuration;
use std::sync::Arc;

/// The weight of the best block, which the import of a block compares with.
pub trait BestBlock: Send + Sync {
    /// Weight of the best block among BABE's blocks, if that is known.
    ///
    /// # Errors
    ///
    /// If the database cannot be read.
    fn weight_of_best(&self) -> sp_blockchain::Result<Option<BabeBlockWeight>>;
}

impl BestBlock for SwitchClient {
    fn weight_of_best(&self) -> sp_blockchain::Result<Option<BabeBlockWeight>> {
        let info = self.info();
        if info.best_number == 0 {
            return Ok(Some(BabeBlockWeight::MIN));
        }
        self.weight(info.best_hash)
    }
}

/// Import of blocks of Aura consensus into `I`. It decides which of them may become the best.
///
/// - The longest chain wins, as the verifier decided, but no chain wins over one with blocks of
///   BABE. BABE compares weights first and then heights; if a block of Aura consensus could win by
///   its height alone, two branches could win over each other for ever.
/// - Headers of a warp sync are proven by it and reach this import without a verifier. The database
///   refuses them without a fork choice. They have no state to build on, so they are never the
///   best.
#[derive(Clone)]
pub struct BlockImport<I, C> {
    inner: I,
    chain: C,
}

impl<I, C> BlockImport<I, C> {
    /// Imports into `inner`, which is of `chain`.
    pub fn new(inner: I, chain: C) -> Self {
        Self { inner, chain }
    }
}

impl<I, C: BestBlock> BlockImport<I, Arc<C>> {
    fn fork_choice(
        &self,
        block: &BlockImportParams<Block>,
    ) -> sp_blockchain::Result<Option<ForkChoiceStrategy>> {
        Ok(match block.fork_choice {
            None if block.origin == BlockOrigin::WarpSync => {
                Some(ForkChoiceStrategy::Custom(false))
            }
            Some(ForkChoiceStrategy::LongestChain)
                if self.chain.weight_of_best()? != Some(BabeBlockWeight::MIN) =>
            {
                Some(ForkChoiceStrategy::Custom(false))
            }
            given => given,
        })
    }
}

#[async_trait::async_trait]
impl<I, C> sc_consensus::BlockImport<Block> for BlockImport<I, Arc<C>>
where
    I: sc_consensus::BlockImport<Block, Error = sp_consensus::Error> + Send + Sync,
    C: BestBlock,
{
    type Error = I::Error;

    async fn check_block(&self, block: BlockCheckParams<Block>) -> Result<ImportResult, I::Error> {
        self.inner.check_block(block).await
    }

    async fn import_block(
        &self,
        mut block: BlockImportParams<Block>,
    ) -> Result<ImportResult, I::Error> {
        block.fork_choice = self
            .fork_choice(&block)
            .map_err(|error| sp_consensus::Error::ChainLookup(error.to_string()))?;
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
        create_inherent_data_providers: Inherents(slot_duration),
        check_for_equivocation: CheckForEquivocation::Yes,
        telemetry,
        compatibility_mode: CompatibilityMode::None,
    })
}

/// See [`super::Consensus::start_authoring`].
pub fn start<I>(
    node: &Node,
    epochs: &Epochs,
    block_import: I,
    slot_duration: SlotDuration,
    proposer: ProposerFactory<TransactionPool, FullClient>,
    force_authoring: bool,
) -> Result<(), Error>
where
    I: sc_consensus::BlockImport<Block> + Send + Sync + 'static,
{
    let task = sc_consensus_aura::start_aura::<AuthorityPair, _, _, _, _, _, _, _, _, _, _>(
        StartAuraParams {
            slot_duration,
            client: node.client.clone(),
            select_chain: node.select_chain.clone(),
            block_import,
            proposer_factory: Turn::new(Engine::Aura, epochs.clone(), proposer),
            sync_oracle: Turn::new(Engine::Aura, epochs.clone(), node.sync.clone()),
            justification_sync_link: node.sync.clone(),
            create_inherent_data_providers: Inherents(slot_duration),
            force_authoring,
            backoff_authoring_blocks: BACKOFF,
            keystore: node.keystore.clone(),
            block_proposal_slot_portion: SlotProportion::new(PROPOSAL_SLOT_PORTION),
            max_block_proposal_slot_portion: None,
            telemetry: node.telemetry.clone(),
            compatibility_mode: CompatibilityMode::None,
        },
    )?;
    node.spawn_essential_handle
        .spawn_blocking("aura", Some("block-authoring"), task);
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use aura_runtime_common::Header;
    use futures::executor::block_on;
    use sc_consensus::BlockImport as _;
    use sp_runtime::traits::Header as _;
    use std::sync::Mutex;

    /// Imports every block, and records its fork choice.
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

    /// The weight of the best block.
    struct Best(Option<BabeBlockWeight>);

    impl BestBlock for Best {
        fn weight_of_best(&self) -> sp_blockchain::Result<Option<BabeBlockWeight>> {
            Ok(self.0)
        }
    }

    /// The fork choice with which a block reaches the database.
    fn fork_choice(
        best: Best,
        origin: BlockOrigin,
        given: Option<ForkChoiceStrategy>,
    ) -> Option<ForkChoiceStrategy> {
        let header = Header::new(
            5,
            Default::default(),
            Default::default(),
            Default::default(),
            Default::default(),
        );
        let mut block = BlockImportParams::new(origin, header);
        block.fork_choice = given;

        let import = BlockImport::new(Recorder::default(), Arc::new(best));
        block_on(import.import_block(block)).unwrap();
        let mut seen = import.inner.0.into_inner().unwrap();
        seen.pop().unwrap()
    }

    /// The fork choice of the import, after a verifier that chose the longest chain.
    fn of_longest(best: Best) -> Option<ForkChoiceStrategy> {
        let longest = Some(ForkChoiceStrategy::LongestChain);
        fork_choice(best, BlockOrigin::NetworkBroadcast, longest)
    }

    #[test]
    fn a_warp_synced_header_is_never_the_best_block() {
        assert_eq!(
            fork_choice(Best(Some(0)), BlockOrigin::WarpSync, None),
            Some(ForkChoiceStrategy::Custom(false)),
        );
    }

    #[test]
    fn the_longest_chain_wins() {
        assert_eq!(
            of_longest(Best(Some(0))),
            Some(ForkChoiceStrategy::LongestChain)
        );
    }

    #[test]
    fn no_length_wins_over_weight() {
        for weight in [Some(1), None] {
            assert_eq!(
                of_longest(Best(weight)),
                Some(ForkChoiceStrategy::Custom(false))
            );
        }
    }

    #[test]
    fn another_choice_of_the_verifier_is_kept() {
        let state = || Some(ForkChoiceStrategy::Custom(true));
        let best = || Best(Some(3));
        assert_eq!(
            fork_choice(best(), BlockOrigin::NetworkInitialSync, state()),
            state()
        );
        assert_eq!(
            fork_choice(best(), BlockOrigin::NetworkBroadcast, None),
            None
        );
    }
}
