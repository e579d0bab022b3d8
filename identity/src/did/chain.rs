//! The chain, as resolution needs it.

use aura_primitives::did::{view::View, Did};
use serde::{de::Error as _, Deserialize, Deserializer, Serialize, Serializer};

/// A chain that can be queried for DIDs.
///
/// The node's RPC implements it over its runtime API, and tests over a model.
pub trait Chain {
    /// Finds the block to read: the last finalised or the best one.
    ///
    /// # Errors
    ///
    /// [`ChainError::Failed`].
    fn head(&self, which: Head) -> Result<BlockRef, ChainError>;

    /// Reads a DID in the state of the block at `height`, which is `head` or an ancestor of it.
    /// Returns `None` if the DID did not exist then, or the runtime had no DIDs yet. `height` is at
    /// most that of `head`. If a reorganisation has removed `head` since, the result is
    /// [`ChainError::Failed`].
    ///
    /// # Errors
    ///
    /// [`ChainError::HistoryNotKept`] if the state of that block is not kept here,
    /// [`ChainError::Failed`].
    fn view(
        &self,
        head: &BlockRef,
        height: u32,
        did: &Did,
    ) -> Result<Option<View<[u8; 32]>>, ChainError>;
}

/// An error of reading the chain.
#[derive(Clone, PartialEq, Eq, Debug, thiserror::Error)]
pub enum ChainError {
    /// The node has pruned that state.
    #[error("this node does not keep states that old: ask an archive node")]
    HistoryNotKept,
    /// Any other error. The text may be shown to the client.
    #[error("the chain could not be read: {0}")]
    Failed(String),
    /// Two states of one DID contradict each other.
    #[error("the states of the chain contradict one another on this DID: report this")]
    Inconsistent,
}

/// The end of the chain to read.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum Head {
    /// The last finalised block.
    #[default]
    Finalized,
    /// The node's best block. It can still be reverted.
    Best,
}

/// Number and hash of a block.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct BlockRef {
    /// Block number.
    pub number: u32,
    /// Block hash.
    pub hash: [u8; 32],
}

/// Serialises 32 bytes as hexadecimal with a `0x` prefix.
pub(crate) mod hex {
    use super::*;

    pub fn serialize<S: Serializer>(bytes: &[u8; 32], serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&const_hex::encode_prefixed(bytes))
    }

    pub fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<[u8; 32], D::Error> {
        let text = String::deserialize(deserializer)?;
        let digits = text
            .strip_prefix("0x")
            .ok_or_else(|| D::Error::custom("hexadecimal begins with 0x"))?;
        const_hex::decode_to_array(digits).map_err(D::Error::custom)
    }
}
