//! Import of a block by the engine that sealed it.

use super::{Epochs, Metrics};
use crate::consensus::engine::Engine;
use aura_runtime_common::Block;
use polkadot_sdk::*;
use sc_consensus::{BlockCheckParams, BlockImport, BlockImportParams, ImportResult};
use sp_consensus::{BlockOrigin, Error};
use sp_consensus_slots::Slot;
use sp_runtime::traits::Header as _;
use std::sync::{
    atomic::{AtomicU64, Ordering},
    Arc,
};

/// Imports each block by the import of the engine that sealed it, and inserts BABE's first epochs
/// after a block of Aura consensus that switches the chain.
#[derive(Clone)]
pub struct SwitchImport<A, B> {
    aura: A,
    babe: B,
    epochs: Epochs,
    own_slot: OwnSlot,
    metrics: Metrics,
}

impl<A, B> SwitchImport<A, B> {
    /// Imports blocks of Aura consensus into `aura`, of BABE into `babe`.
    pub fn new(aura: A, babe: B, epochs: Epochs, metrics: Metrics) -> Self {
        Self {
            aura,
            babe,
            epochs,
            own_slot: OwnSlot::default(),
            metrics,
        }
    }
}

#[async_trait::async_trait]
impl<A, B> BlockImport<Block> for SwitchImport<A, B>
where
    A: BlockImport<Block, Error = Error> + Send + Sync,
    B: BlockImport<Block, Error = Error> + Send + Sync,
{
    type Error = Error;

    async fn check_block(&self, block: BlockCheckParams<Block>) -> Result<ImportResult, Error> {
        // Both ask the same database.
        self.aura.check_block(block).await
    }

    async fn import_block(&self, block: BlockImportParams<Block>) -> Result<ImportResult, Error> {
        // The seal decides here too, not the verifier: headers of a warp sync have passed none.
        let engine = Engine::of_import(&block)
            .ok_or_else(|| refusal("the seal of a block is of no engine that this node knows"))?;
        if block.origin == BlockOrigin::Own {
            self.own_slot.claim(engine.slot(&block.header))?;
        }
        let (hash, parent) = (block.post_hash(), *block.header.parent_hash());
        let result = match engine {
            Engine::Aura => self.aura.import_block(block).await?,
            Engine::Babe => self.babe.import_block(block).await?,
        };
        if matches!(&result, ImportResult::Imported(aux) if aux.is_new_best) {
            self.metrics.best_block(engine);
            let before = self.epochs.client().header(parent);
            let before = before.map_err(|error| Error::ChainLookup(error.to_string()))?;
            if let (Engine::Babe, Some(before)) = (engine, before) {
                if Engine::of_header(&before) == Some(Engine::Aura) {
                    self.metrics.switched(*before.number());
                }
            }
        }
        // Only a block of Aura consensus can be followed by BABE's first epochs. The block is
        // imported: if they cannot be read now, `ensure` is called again before its first child is
        // verified or authored.
        if engine == Engine::Aura {
            if let Err(error) = self.epochs.ensure(hash) {
                log::error!("🔀 BABE's first epochs after {hash} are not known yet: {error}");
            }
        }
        Ok(result)
    }
}

/// The last slot in which this node sealed a block.
///
/// Each slot loop reads the best block by itself. If the last block of Aura consensus arrives
/// between the two reads, one node could seal a sibling and a child of it in one slot.
#[derive(Clone, Default)]
struct OwnSlot(Arc<AtomicU64>);

impl OwnSlot {
    fn claim(&self, slot: Option<Slot>) -> Result<(), Error> {
        let slot = slot.ok_or_else(|| refusal("a block of this node has no slot"))?;
        if self.0.fetch_max(*slot, Ordering::SeqCst) >= *slot {
            return Err(refusal(
                "this node has already sealed a block in that slot or a later one",
            ));
        }
        Ok(())
    }
}

fn refusal(reason: &str) -> Error {
    Error::ClientImport(reason.into())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_slot_is_claimed_twice() {
        let slots = OwnSlot::default();
        assert!(slots.claim(Some(7.into())).is_ok());
        assert!(slots.claim(Some(7.into())).is_err());
        assert!(slots.clone().claim(Some(6.into())).is_err());
        assert!(slots.claim(Some(8.into())).is_ok());
    }

    #[test]
    fn an_own_block_without_a_slot_is_refused() {
        assert!(OwnSlot::default().claim(None).is_err());
    }
}
