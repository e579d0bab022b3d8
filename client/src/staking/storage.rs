//! Keys of stored maps, and all entries of one.

use crate::{did::Chain, Result};
use codec::{Decode, DecodeAll};
use serde::Deserialize;
use sp_crypto_hashing::{blake2_128, twox_128, twox_64};
use subxt::{
    config::substrate::H256,
    rpcs::{methods::legacy::Bytes, rpc_params},
};

/// Keys that are asked for at a time.
const PAGE: u32 = 512;

/// Changes of the storage since a block; of one block alone, its values.
#[derive(Deserialize)]
struct Changes {
    changes: Vec<(Bytes, Option<Bytes>)>,
}

/// Returns the part of a storage key that is hashed with `Twox64Concat`.
pub fn twox(key: &[u8]) -> Vec<u8> {
    [&twox_64(key)[..], key].concat()
}

/// Returns the part of a storage key that is hashed with `Blake2_128Concat`.
pub fn blake2(key: &[u8]) -> Vec<u8> {
    [&blake2_128(key)[..], key].concat()
}

/// Returns the account at the end of a key, or at its start after the hash.
pub fn account_in(key: &[u8], start: usize) -> [u8; 32] {
    let bytes = key.get(start..).and_then(<[u8]>::first_chunk);
    bytes.copied().unwrap_or_default()
}

/// Returns the number at the end of a key.
pub fn last_number(key: &[u8]) -> u32 {
    key.last_chunk()
        .map_or(0, |bytes| u32::from_le_bytes(*bytes))
}

impl Chain {
    /// Returns all entries of a stored map whose keys begin with `under`, with the rest of their
    /// keys.
    pub(crate) async fn entries<T: Decode>(
        &self,
        pallet: &str,
        entry: &str,
        under: &[u8],
        at: H256,
    ) -> Result<Vec<(Vec<u8>, T)>> {
        let what = format!("{pallet}.{entry}");
        let prefix = [twox_128(pallet.as_bytes()), twox_128(entry.as_bytes())].concat();
        let prefix = [&prefix[..], under].concat();
        let start = const_hex::encode_prefixed(&prefix);
        let (mut all, mut after) = (vec![], None::<String>);
        loop {
            let keys: Vec<Bytes> = self
                .node
                .request("state_getKeysPaged", rpc_params![&start, PAGE, &after, at])
                .await?;
            let Some(last) = keys.last() else {
                return Ok(all);
            };
            let last = const_hex::encode_prefixed(&last.0);
            // Without this check, a node whose pages do not advance would be asked for ever.
            if after.as_ref().is_some_and(|after| last <= *after) {
                return Err(self.node.misunderstood(&what, &"it does not go on"));
            }
            let is_last = u32::try_from(keys.len()).map_or(true, |count| count < PAGE);
            let values: Vec<Changes> = self
                .node
                .request("state_queryStorageAt", rpc_params![&keys, at])
                .await?;
            for (key, value) in values.into_iter().flat_map(|values| values.changes) {
                let (Some(rest), Some(value)) = (key.0.strip_prefix(&prefix[..]), value) else {
                    continue;
                };
                let value = T::decode_all(&mut value.0.as_slice())
                    .map_err(|error| self.node.misunderstood(&what, &error))?;
                all.push((rest.to_vec(), value));
            }
            if is_last {
                return Ok(all);
            }
            after = Some(last);
        }
    }
}
