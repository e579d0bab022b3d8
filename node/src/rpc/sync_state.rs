//! `sync_state_genSyncSpec`: a chain spec from whose checkpoint a light client starts.

use crate::consensus::Checkpoint;
use aura_runtime_common::Block;
use jsonrpsee::core::async_trait;
use polkadot_sdk::*;
use sc_chain_spec::{get_extension_mut, ChainSpec};
use sc_sync_state_rpc::{Error, LightSyncStateExtension, SyncStateApiServer};

/// The SDK's method queries a worker that only BABE's import queue starts. Our import queue serves
/// both engines, so this method reads the tree of epochs itself.
pub struct SyncState {
    /// Chain spec of this network.
    pub chain_spec: Box<dyn ChainSpec>,
    /// The state of consensus at the finalised block.
    pub checkpoint: Checkpoint,
}

#[async_trait]
impl SyncStateApiServer<Block> for SyncState {
    async fn system_gen_sync_spec(&self, raw: bool) -> Result<serde_json::Value, Error<Block>> {
        let checkpoint = self.checkpoint.light_sync_state()?;
        let mut spec = self.chain_spec.cloned_box();
        let extension = get_extension_mut::<LightSyncStateExtension>(spec.extensions_mut())
            .ok_or(Error::LightSyncStateExtensionNotFound)?;
        let json = |error: serde_json::Error| Error::JsonRpc(error.to_string());
        *extension = Some(serde_json::to_value(checkpoint).map_err(json)?);
        let text = spec.as_json(raw).map_err(Error::JsonRpc)?;
        serde_json::from_str(&text).map_err(json)
    }
}
