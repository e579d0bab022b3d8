//! The nodes' responses, as plain data: the output of `--json`.

use super::engine::Engine;
use crate::{NodeUrl, SessionKeys};
use serde::Serialize;
use subxt::config::substrate::{AccountId32, H256};

/// Responses of all nodes, about the chain and about themselves.
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

/// The chain: its blocks, its timing and its phase.
#[derive(Debug, Clone, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Chain {
    /// Name of the chain specification.
    pub name: String,
    /// The hash of its genesis block.
    pub genesis: H256,
    /// The best block.
    pub best: Block,
    /// The last finalised block.
    pub finalized: Block,
    /// The slot of the best block; the genesis block has none.
    pub slot: Option<u64>,
    /// Duration of a slot, in milliseconds.
    pub slot_duration: u64,
    /// The index of the session.
    pub session: u32,
    /// Length of an epoch in slots. A session has the same length.
    pub epoch_length: u32,
    /// BABE's epoch; `None` in phase 1.
    pub epoch: Option<Epoch>,
    /// The switch block, if there is one yet.
    pub switch: Switch,
}

/// A block, and the runtime in its state.
#[derive(Debug, Clone, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Block {
    /// Height of the block.
    pub number: u64,
    /// Hash of its header.
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
    /// Index of the epoch.
    pub index: u64,
    /// First slot of the epoch.
    pub start: u64,
    /// Length in slots.
    pub length: u64,
}

/// The point at which a chain came from phase 1 to phase 2.
#[derive(Debug, Clone, Serialize)]
#[serde(tag = "state", rename_all = "camelCase")]
pub enum Switch {
    /// The chain is in phase 1.
    Ahead,
    /// The chain switched in this block, the last one of Aura consensus.
    Done {
        /// Height of the switch block.
        number: u64,
        /// Hash of the switch block.
        hash: H256,
    },
    /// The chain began in phase 2.
    AtGenesis,
    /// The node lacks the headers from which the switch block is found.
    Unknown {
        /// Height of the first header that the node was asked for and lacks.
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

/// A validator of this session or of the next one.
#[derive(Debug, Clone, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Validator {
    /// Account of the validator.
    pub account: AccountId32,
    /// True if it is in the set of this session.
    pub current: bool,
    /// Session keys for the next session, if it is in that session's set.
    pub queued: Option<SessionKeys>,
    /// Session keys that it registered last, possibly for use in a later session only.
    pub registered: Option<SessionKeys>,
    /// True if it is disabled for an offence.
    pub disabled: bool,
}

/// A node that was queried.
#[derive(Debug, Clone, Serialize)]
#[serde(tag = "state", rename_all = "camelCase")]
pub enum Node {
    /// The node answered.
    Reached(About),
    /// The node did not answer.
    Unreached {
        /// RPC address of the node.
        url: NodeUrl,
        /// The reason, as the client reports it.
        reason: String,
    },
}

/// A node's description of itself.
#[derive(Debug, Clone, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct About {
    /// RPC address of the node.
    pub url: NodeUrl,
    /// Name of the implementation.
    pub name: String,
    /// Version of the implementation.
    pub version: String,
    /// `Authority` or `Full`, as the node reports.
    pub roles: Vec<String>,
    /// Hash of the genesis block of its chain.
    pub genesis: H256,
    /// Height of its best block.
    pub best: u64,
    /// Height of the last block that it knows to be final.
    pub finalized: u64,
    /// Number of nodes that it is connected to.
    pub peers: u64,
    /// True if it is still catching up with the chain.
    pub syncing: bool,
    /// True if its binary has phase 2.
    pub knows_phase2: bool,
}
