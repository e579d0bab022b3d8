//! Verification of a block by the engine that sealed it.

use super::Epochs;
use crate::consensus::{engine::Engine, equivocations::Equivocations};
use aura_runtime_common::Block;
use polkadot_sdk::*;
use sc_consensus::{BlockImportParams, Verifier};
use sp_runtime::traits::Header as _;

/// Gives each block to the verifier of the engine that sealed it.
///
/// It need not check that it was that engine's turn: BABE's verifier knows no epoch for the child
/// of a block whose state has no BABE API, and that of Aura consensus finds no authorities in a
/// state of phase 2. A block that a verifier refuses costs the peer that sent it reputation.
pub struct SwitchVerifier<A, B> {
    /// Verifier of Aura consensus.
    pub aura: A,
    /// Verifier of BABE.
    pub babe: B,
    /// Epochs that BABE must know before it verifies.
    pub epochs: Epochs,
    /// Reports of equivocations, which BABE's verifier does not make.
    pub equivocations: Equivocations,
}

#[async_trait::async_trait]
impl<A: Verifier<Block>, B: Verifier<Block>> Verifier<Block> for SwitchVerifier<A, B> {
    async fn verify(
        &self,
        block: BlockImportParams<Block>,
    ) -> Result<BlockImportParams<Block>, String> {
        match Engine::of_header(&block.header) {
            Some(Engine::Aura) => self.aura.verify(block).await,
            Some(Engine::Babe) => {
                // An unreadable database is this node's fault, not the sender's. If the epochs
                // were needed, BABE's verifier refuses the block.
                let parent = block.header.parent_hash();
                if let Err(error) = self.epochs.ensure(*parent) {
                    log::error!("🔀 BABE's first epochs after {parent} are not known: {error}");
                }
                let header = block.header.clone();
                let block = self.babe.verify(block).await?;
                self.equivocations.look(&header, &block);
                Ok(block)
            }
            None => Err("the seal is of no engine that this node knows".into()),
        }
    }
}
