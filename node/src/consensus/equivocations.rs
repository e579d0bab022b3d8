//! Reports of validators that author two blocks in one slot under BABE.
//!
//! `sc-consensus-babe` has a detector too, but since
//! [polkadot-sdk#9147](https://github.com/paritytech/polkadot-sdk/pull/9147) it runs during the
//! import of a block, where the header no longer has its seal. Runtimes refuse reports without
//! seals, so no validator would ever be disabled. This detector runs after the verifier, on whole
//! headers; [`SwitchClient`](super::switch::SwitchClient) hides the records of the other one.

use crate::client::FullClient;
use aura_runtime_common::{Block, Hash, Header};
use polkadot_sdk::*;
use sc_client_api::HeaderBackend;
use sc_consensus::BlockImportParams;
use sc_consensus_babe::{BabeIntermediate, BabeLink, Epoch, INTERMEDIATE_KEY};
use sc_consensus_epochs::SharedEpochChanges;
use sc_consensus_slots::check_equivocation;
use sc_transaction_pool_api::OffchainTransactionPoolFactory;
use sp_api::{ApiExt, ProvideRuntimeApi};
use sp_consensus::BlockOrigin;
use sp_consensus_babe::{
    digests::CompatibleDigestItem, AuthorityId, BabeApi, BabeConfiguration, EquivocationProof,
};
use sp_consensus_slots::Slot;
use sp_runtime::traits::Header as _;
use std::{
    error::Error,
    sync::{Arc, Mutex, PoisonError},
};

/// Records the author of each slot, and reports a validator that authored two blocks in one.
pub struct Equivocations {
    client: Arc<FullClient>,
    epochs: SharedEpochChanges<Block, Epoch>,
    config: BabeConfiguration,
    pool: OffchainTransactionPoolFactory<Block>,
    /// The slot and the author of the last report.
    reported: Mutex<Option<(Slot, AuthorityId)>>,
}

impl Equivocations {
    /// A detector whose reports go to `pool`, which keeps them for blocks of this node.
    pub fn new(
        client: Arc<FullClient>,
        babe: &BabeLink<Block>,
        pool: OffchainTransactionPoolFactory<Block>,
    ) -> Self {
        Self {
            client,
            epochs: babe.epoch_changes().clone(),
            config: babe.config().clone(),
            pool,
            reported: Mutex::default(),
        }
    }

    /// Examines a block that BABE's verifier accepted; `header` still has its seal.
    ///
    /// Failures are logged: the block is valid in any case.
    pub fn look(&self, header: &Header, block: &BlockImportParams<Block>) {
        // A block fetched from the past is too old to be reported.
        if block.origin == BlockOrigin::NetworkInitialSync {
            return;
        }
        if let Err(error) = self.find(header, block) {
            log::warn!("🔀 equivocations could not be searched for: {error}");
        }
    }

    fn find(
        &self,
        header: &Header,
        block: &BlockImportParams<Block>,
    ) -> Result<(), Box<dyn Error>> {
        let claim = header
            .digest()
            .logs()
            .iter()
            .find_map(CompatibleDigestItem::as_babe_pre_digest)
            .ok_or("a block claims no slot")?;
        // A verifier leaves nothing of a block that it did not look at: history behind a warp sync.
        let verified = block.get_intermediate::<BabeIntermediate<Block>>(INTERMEDIATE_KEY);
        let Ok(BabeIntermediate { epoch_descriptor }) = verified else {
            return Ok(());
        };
        let author = {
            let epochs = self.epochs.shared_data();
            let epoch = epochs
                .viable_epoch(epoch_descriptor, |slot| Epoch::genesis(&self.config, slot))
                .ok_or("the epoch of a block is no longer known")?;
            let index = usize::try_from(claim.authority_index())?;
            let author = epoch.as_ref().authorities.get(index);
            author.ok_or("a block has no author")?.0.clone()
        };

        let (slot, now) = (claim.slot(), self.now());
        match check_equivocation(&*self.client, now, slot, header, &author)? {
            Some(proof) => self.report(proof, *header.parent_hash()),
            None => Ok(()),
        }
    }

    fn report(&self, proof: EquivocationProof<Header>, parent: Hash) -> Result<(), Box<dyn Error>> {
        let (slot, offender) = (proof.slot, proof.offender.clone());
        // One report is enough, however many blocks there are.
        let mut reported = self.reported.lock().unwrap_or_else(PoisonError::into_inner);
        if *reported == Some((slot, offender.clone())) {
            return Ok(());
        }
        let blocks = [proof.first_header.hash(), proof.second_header.hash()];
        log::warn!("👶 {offender} is equivocating: {blocks:?} are both of slot {slot}");
        let best = self.client.info().best_hash;
        // The proof needs a state in the session of the slot or in the next one. The best block can
        // be of an earlier session: no block of the slot's epoch may be imported yet, or it is on
        // another fork. Then the first of the two blocks may do, and else their parent.
        let [first, _] = blocks;
        let owner = [best, first, parent].into_iter().find_map(|at| {
            let runtime = self.client.runtime_api();
            let proof = runtime.generate_key_ownership_proof(at, slot, offender.clone());
            proof.ok().flatten()
        });
        let Some(owner) = owner else {
            log::warn!("👶 {offender} cannot be shown to be a validator of slot {slot}");
            return Ok(());
        };
        let mut runtime = self.client.runtime_api();
        runtime.register_extension(self.pool.offchain_transaction_pool(best));
        let submitted =
            runtime.submit_report_equivocation_unsigned_extrinsic(best, proof, owner)?;
        if submitted.is_some() {
            log::info!("👶 Submitted equivocation report for author {offender}");
            *reported = Some((slot, offender));
        }
        Ok(())
    }

    fn now(&self) -> Slot {
        let now = sp_timestamp::Timestamp::current();
        Slot::from_timestamp(now, self.config.slot_duration())
    }
}
