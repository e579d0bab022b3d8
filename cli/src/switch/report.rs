//! What the nodes told: plain data, and what `--json` shows.

use super::engine::Engine;
use crate::{NodeUrl, SessionKeys};
use serde::Serialize;
use subxt::config::substrate::{AccountId32, H256};

/// Everything that was asked.
#[derive(Debug, Clone, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Report {
    /// The chain, at the best block of the node that has finalised most.
    pub chain: Chain,
    /// The upgrade that governance authorised, and the one on offer.
    pub upgrade: Upgrade,
    /// The validators of this session and of the next, in the order of the state.
    pub validators: Vec<Validator>,
    /// The nodes, in the order in which they were named.
    pub nodes: Vec<Node>,
}

/// A chain.
#[derive(Debug, Clone, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Chain {
    /// Its name.
    pub name: String,
    /// The hash of its genesis block.
    pub genesis: H256,
    /// The best block.
    pub best: Block,
    /// The last finalised block.
    pub finalized: Block,
    /// The slot of the best block; the genesis block has none.
    pub slot: Option<u64>,
    /// Milliseconds of a slot.
    pub slot_duration: u64,
    /// The index of the session.
    pub session: u32,
    /// Slots of an epoch, which is also a session.
    pub epoch_length: u32,
    /// BABE's epoch; none in phase 1.
    pub epoch: Option<Epoch>,
    /// Where the chain switched.
    pub switch: Switch,
}

/// A block, and the runtime in its state.
#[derive(Debug, Clone, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Block {
    /// Its height.
    pub number: u64,
    /// Its hash.
    pub hash: H256,
    /// The engine that authors on top of it.
    pub engine: Engine,
    /// `spec_name` of the runtime.
    pub spec_name: String,
    /// `impl_name` of the runtime.
    pub impl_name: String,
    /// `spec_version` of the runtime.
    pub spec_version: u32,
}

/// An epoch of BABE.
#[derive(Debug, Clone, Copy, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Epoch {
    /// Its index.
    pub index: u64,
    /// Its first slot.
    pub start: u64,
    /// Its length in slots.
    pub length: u64,
}

/// Where a chain came from phase 1 to phase 2.
#[derive(Debug, Clone, Serialize)]
#[serde(tag = "state", rename_all = "camelCase")]
pub enum Switch {
    /// It has not yet.
    Ahead,
    /// In this block, the last of Aura consensus.
    Done {
        /// Its height.
        number: u64,
        /// Its hash.
        hash: H256,
    },
    /// It began in phase 2.
    AtGenesis,
    /// The node does not have the headers that tell it.
    Unknown {
        /// The height of the first header that was looked for and is not there.
        absent: u64,
    },
}

/// An upgrade under way.
#[derive(Debug, Clone, Copy, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Upgrade {
    /// The blake2-256 hash of the code that may be applied.
    pub authorized: Option<H256>,
    /// The hash of the code in the file that the operator named.
    pub offered: Option<H256>,
}

/// A validator.
#[derive(Debug, Clone, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Validator {
    /// Its account.
    pub account: AccountId32,
    /// Whether it is in this session's set.
    pub current: bool,
    /// Its keys of the next session, if it is in that session's set.
    pub queued: Option<SessionKeys>,
    /// The keys that it has registered last, which may count only from a later session on.
    pub registered: Option<SessionKeys>,
    /// Whether it is disabled for an offence.
    pub disabled: bool,
}

/// A node, or its silence.
#[derive(Debug, Clone, Serialize)]
#[serde(tag = "state", rename_all = "camelCase")]
pub enum Node {
    /// It answered.
    Reached(About),
    /// It did not.
    Unreached {
        /// Its address.
        url: NodeUrl,
        /// What went wrong.
        reason: String,
    },
}

/// What a node says of itself.
#[derive(Debug, Clone, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct About {
    /// Its address.
    pub url: NodeUrl,
    /// The name of the implementation.
    pub name: String,
    /// The version of the implementation.
    pub version: String,
    /// `Authority` or `Full`.
    pub roles: Vec<String>,
    /// The hash of its chain's genesis block.
    pub genesis: H256,
    /// The height of its best block.
    pub best: u64,
    /// The height of its last finalised block.
    pub finalized: u64,
    /// Nodes that it is connected to.
    pub peers: u64,
    /// Whether it is still catching up.
    pub syncing: bool,
    /// Whether its binary knows phase 2.
    pub knows_phase2: bool,
}
