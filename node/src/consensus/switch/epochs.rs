//! BABE's first epochs after the switch of a chain.
//!
//! BABE keeps a tree of the epochs that blocks announced. If a chain begins with BABE, the first
//! block begins the tree. After a switch no block announces the first two epochs: they are read
//! from the state after the last block of Aura consensus, and are inserted at that block.

use crate::{client::FullClient, consensus::engine::Engine};
use aura_runtime_common::{Block, BlockNumber, Hash};
use codec::Encode;
use polkadot_sdk::*;
use sc_client_api::AuxStore;
use sc_consensus_babe::{aux_schema, Epoch};
use sc_consensus_epochs::{descendent_query, EpochChangesFor, SharedEpochChanges, ViableEpoch};
use sp_api::ProvideRuntimeApi;
use sp_blockchain::HeaderBackend;
use sp_consensus::{BlockStatus, Error};
use sp_consensus_babe::{digests::NextEpochDescriptor, BabeApi, BabeConfiguration};
use sp_runtime::traits::Header as _;
use std::sync::Arc;

/// Key of the tree of epochs in the database. The names in `sc-consensus-babe` are private; a test
/// reads the tree back with that crate's own function.
const TREE_KEY: &[u8] = b"babe_epoch_changes";
const TREE_VERSION_KEY: &[u8] = b"babe_epoch_changes_version";
const TREE_VERSION: u32 = 3;

/// BABE's tree of epochs, of which each block of Aura consensus can be a root.
#[derive(Clone)]
pub struct Epochs {
    client: Arc<FullClient>,
    tree: SharedEpochChanges<Block, Epoch>,
}

impl Epochs {
    /// Epochs that are inserted into `tree`.
    pub fn new(client: Arc<FullClient>, tree: SharedEpochChanges<Block, Epoch>) -> Self {
        Self { client, tree }
    }

    /// The chain whose epochs these are.
    pub fn client(&self) -> &FullClient {
        &self.client
    }

    /// Ensures that BABE knows the epoch of the children of `parent`, if BABE authors them and they
    /// are the first such blocks.
    ///
    /// This needs the state after `parent`, so it cannot be part of its import. It may be called at
    /// any time and repeatedly: after the import; at start, in case the node crashed between the
    /// two, or imported the block with a binary without BABE; before a child is verified, if
    /// `parent` is not the best block; and before a child is authored.
    ///
    /// # Errors
    ///
    /// If the database cannot be read or written, or the runtime does not return the epochs.
    pub fn ensure(&self, parent: Hash) -> Result<(), Error> {
        let Some(header) = self.client.header(parent).map_err(other)? else {
            return Ok(());
        };
        if Engine::of_header(&header) != Some(Engine::Aura) {
            return Ok(());
        }
        let Some(slot) = Engine::Aura.slot(&header) else {
            return Ok(());
        };
        let number = *header.number();
        // Below the last final block the first epochs may be pruned, and no block can be built
        // there. Inserted again, they would be mistaken for later epochs.
        if number < self.client.info().finalized_number {
            return Ok(());
        }
        // A block without its state, from a gap of a warp sync, has no runtime to ask.
        let status = self.client.block_status(parent).map_err(other)?;
        if status != BlockStatus::InChainWithState
            || Engine::of_children(&self.client, parent).map_err(other)? != Engine::Babe
        {
            return Ok(());
        }

        let mut tree = self.tree.shared_data();
        let known = tree
            .epoch_descriptor_for_child_of(
                descendent_query(&*self.client),
                &parent,
                number,
                slot + 1,
            )
            .map_err(other)?;
        if known.is_some() {
            return Ok(());
        }
        let runtime = self.client.runtime_api();
        let first = runtime.current_epoch(parent).map_err(other)?;
        let next = runtime.next_epoch(parent).map_err(other)?;
        log::info!(
            "🔀 The children of block {number} ({parent}) are BABE's: epoch {} of {} validators \
             begins at slot {}",
            first.epoch_index,
            first.authorities.len(),
            first.start_slot,
        );
        let descriptor = NextEpochDescriptor {
            authorities: next.authorities,
            randomness: next.randomness,
        };
        let epochs = ViableEpoch::<Epoch>::UnimportedGenesis(first.into())
            .increment((descriptor, next.config));
        // The database is written first: epochs in memory alone would be lost at the next start.
        let mut planted = tree.clone();
        planted
            .import(
                descendent_query(&*self.client),
                parent,
                number,
                *header.parent_hash(),
                epochs,
            )
            .map_err(other)?;
        write(&*self.client, &planted).map_err(other)?;
        *tree = planted;
        Ok(())
    }
}

/// Removes the epochs of the last `blocks` blocks if the best block is of Aura consensus: a
/// competing branch may have switched to BABE. BABE's own function needs the BABE API at the best
/// block.
///
/// # Errors
///
/// If the database cannot be read or written.
pub fn revert(
    client: &FullClient,
    babe: &BabeConfiguration,
    blocks: BlockNumber,
) -> sp_blockchain::Result<()> {
    let info = client.info();
    let number = info
        .best_number
        .saturating_sub(blocks)
        .max(info.finalized_number);
    let hash = client.hash(number)?.ok_or_else(|| {
        sp_blockchain::Error::UnknownBlock(format!("the best chain has no block {number}"))
    })?;
    let tree = aux_schema::load_epoch_changes::<Block, _>(client, babe)?;
    let mut tree = tree.shared_data();
    tree.revert(descendent_query(client), hash, number);
    write(client, &tree)
}

/// Writes the tree to the database. BABE itself writes it only when an epoch begins.
fn write(store: &impl AuxStore, tree: &EpochChangesFor<Block, Epoch>) -> sp_blockchain::Result<()> {
    let (tree, version) = (tree.encode(), TREE_VERSION.encode());
    store.insert_aux(
        &[
            (TREE_KEY, tree.as_slice()),
            (TREE_VERSION_KEY, version.as_slice()),
        ],
        &[],
    )
}

fn other<E: std::error::Error + Send + Sync + 'static>(error: E) -> Error {
    Error::Other(Box::new(error))
}
