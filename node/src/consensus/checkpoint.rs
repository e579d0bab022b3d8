//! Checkpoints, from which light clients start.

use super::switch::SwitchClient;
use aura_runtime_common::{Block, BlockNumber, Hash};
use polkadot_sdk::*;
use sc_consensus_babe::Epoch;
use sc_consensus_epochs::SharedEpochChanges;
use sc_consensus_grandpa::SharedAuthoritySet;
use sc_sync_state_rpc::{Error, LightSyncState};
use sp_blockchain::HeaderBackend;
use std::sync::Arc;

/// The state of consensus at the finalised block. See [`super::Consensus::checkpoint`].
#[derive(Clone)]
pub struct Checkpoint {
    pub(super) view: Arc<SwitchClient>,
    pub(super) epochs: SharedEpochChanges<Block, Epoch>,
    pub(super) authorities: SharedAuthoritySet<Hash, BlockNumber>,
}

impl Checkpoint {
    /// The finalised block, the epochs around it and the validators that finalise its children.
    ///
    /// Light clients accept a checkpoint only once blocks of BABE have announced two epochs. With
    /// an earlier one they start from genesis.
    ///
    /// # Errors
    ///
    /// If the database cannot be read, or does not know the weight of that block.
    pub fn light_sync_state(&self) -> Result<LightSyncState<Block>, Error<Block>> {
        let hash = self.view.info().finalized_hash;
        // The header itself, not as BABE sees it.
        let header = self.view.inner().header(hash)?;
        let weight = self.view.weight(hash)?;
        Ok(LightSyncState {
            finalized_block_header: header
                .ok_or_else(|| sp_blockchain::Error::MissingHeader(hash.to_string()))?,
            babe_epoch_changes: self.epochs.shared_data().clone(),
            babe_finalized_block_weight: weight.ok_or(Error::LoadingBlockWeightFailed(hash))?,
            grandpa_authority_set: self.authorities.clone_inner(),
        })
    }
}
