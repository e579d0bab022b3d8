//! Size of a part of the state.

use crate::Client;
use anyhow::Result;
use std::ops::Sub;
use subxt::rpcs::{methods::legacy::Bytes, rpc_params};

/// Entries of a pallet or of a map.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Footprint {
    /// Number of entries.
    pub entries: u64,
    /// Bytes of their keys.
    pub keys: u64,
    /// Bytes of their values.
    pub values: u64,
}

impl Sub for Footprint {
    type Output = Self;

    fn sub(self, before: Self) -> Self {
        Self {
            entries: self.entries.saturating_sub(before.entries),
            keys: self.keys.saturating_sub(before.keys),
            values: self.values.saturating_sub(before.values),
        }
    }
}

impl Client {
    /// Size of the entries whose keys begin with `prefix`, at the last final block.
    ///
    /// # Errors
    /// If the node does not answer.
    pub async fn footprint(&self, prefix: Vec<u8>) -> Result<Footprint> {
        let prefix = Bytes(prefix);
        let at = self.hash(self.finalized().await?.number).await?;
        let values = self
            .request("state_getStorageSize", rpc_params![prefix.clone(), at])
            .await?;
        let mut found = Footprint {
            entries: 0,
            keys: 0,
            values: values.as_u64().unwrap_or_default(),
        };
        let mut last: Option<Bytes> = None;
        loop {
            let params = rpc_params![prefix.clone(), 1000, last, at];
            let keys = self.request("state_getKeysPaged", params).await?;
            let mut keys: Vec<Bytes> = serde_json::from_value(keys)?;
            for key in &keys {
                found.entries = found.entries.saturating_add(1);
                found.keys = found.keys.saturating_add(key.len().try_into()?);
            }
            match keys.pop() {
                Some(key) => last = Some(key),
                None => return Ok(found),
            }
        }
    }
}
