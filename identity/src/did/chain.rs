//! What is needed of a node.

use aura_primitives::did::{view::View, Did};
use serde::{de::Error as _, Deserialize, Deserializer, Serialize, Serializer};

/// A chain that can be asked about DIDs.
///
/// The node's RPC implements it over its runtime API, and tests over a model.
pub trait Chain {
    /// The block that an answer is about.
    ///
    /// # Errors
    ///
    /// [`ChainError::Failed`].
    fn head(&self, which: Head) -> Result<BlockRef, ChainError>;

    /// What the state of a block says of a DID; none if there was none then, or no DIDs at all. `height` is at most
    /// that of `head`, and the block is `head` itself or an ancestor of it: where the chain has
    /// changed sides since `head` was read, [`ChainError::Failed`] is the answer.
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

/// Why a chain does not answer.
#[derive(Clone, PartialEq, Eq, Debug, thiserror::Error)]
pub enum ChainError {
    /// The node forgets old states.
    #[error("this node does not keep the state of that time: ask an archive node")]
    HistoryNotKept,
    /// Something else, in words that may be shown to whoever asked.
    #[error("the chain could not be read: {0}")]
    Failed(String),
    /// Two states of one DID contradict each other.
    #[error("the chain says contradictory things of this DID: report this")]
    Inconsistent,
}

/// Which end of the chain.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum Head {
    /// The last block that is final.
    #[default]
    Finalised,
    /// The last block that this node takes for the best. It may still be undone.
    Best,
}

/// A block.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct BlockRef {
    /// Its height.
    pub number: u32,
    /// Its hash.
    pub hash: [u8; 32],
}

/// 32 bytes, in hexadecimal behind `0x`.
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
