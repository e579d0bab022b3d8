//! BABE's first epochs, where a chain has switched to it.
//!
//! BABE keeps a tree of the epochs that blocks announced. On a chain born under BABE the first
//! block begins it. Behind a switch no block announces the first two epochs: they are in the
//! state after the last block of Aura consensus, are read there, and are planted at that block.

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
    /// Plants into `tree`.
    pub fn new(client: Arc<FullClient>, tree: SharedEpochChanges<Block, Epoch>) -> Self {
        Self { client, tree }
    }

    /// The chain whose epochs these are.
    pub fn client(&self) -> &FullClient {
        &self.client
    }

    /// Makes sure that BABE knows the epoch of the children of `parent`, if they are the first
    /// that are BABE's to author.
    ///
    /// Planting cannot be one with the import of that block, since it takes the state after it. So
    /// this may be asked at any time and again: after the import; at start, for a crash between
    /// the two and for a node that imported the block with a binary that knew no BABE; before a
    /// child is verified, for a block that is not the best one; and before a child is authored.
    ///
    /// # Errors
    ///
    /// If the database, or the runtime in it, does not say what is needed.
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
        // Behind finality the first epochs may have been pruned, and nothing can be built there
        // any more. Planted again, they would be taken for the epochs that followed.
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
        // Written first: what only the memory knew would be lost at the next start.
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

/// Forgets the epochs of the last `blocks` blocks, where the best block is of Aura consensus: a
/// competing branch may have gone over to BABE. BABE's own function needs its API there.
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

/// Keeps the tree. BABE itself writes it only where an epoch begins.
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
