//! Which verifier a block goes to.

use super::Epochs;
use crate::consensus::engine::Engine;
use aura_runtime_common::Block;
use polkadot_sdk::*;
use sc_consensus::{BlockImportParams, Verifier};
use sp_runtime::traits::Header as _;

/// Gives each block to the verifier of the engine that sealed it.
///
/// Whether that engine's turn it was needs no check here: each verifier refuses a child of the
/// other's last block, since the state after it does not say who its authorities are. A refusal
/// by a verifier is held against the peer that sent the block.
pub struct SwitchVerifier<A, B> {
    /// Of Aura consensus.
    pub aura: A,
    /// Of BABE.
    pub babe: B,
    /// What BABE must know of before.
    pub epochs: Epochs,
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
                self.epochs
                    .ensure(*block.header.parent_hash())
                    .map_err(|error| error.to_string())?;
                self.babe.verify(block).await
            }
            None => Err("sealed by no engine that this node knows".into()),
        }
    }
}
