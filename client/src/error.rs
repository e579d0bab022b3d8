//! Errors of operations on a chain.

use crate::{
    outside::SignError,
    transaction::{Lost, Refusal},
    NodeUrl,
};
use std::path::PathBuf;
use subxt::config::substrate::{AccountId32, H256};

/// Error of an operation on a chain. Its text gives the reason and the remedy.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// The connection would be unencrypted, and others could read it.
    #[error(
        "the connection to {0} would not be encrypted: use wss:// or a tunnel to the node's \
         machine, or allow it if the network between is your own"
    )]
    Unencrypted(NodeUrl),

    /// The node cannot be reached, or the connection is lost.
    #[error("no answer from {url}: check that the node runs and serves RPC there ({reason})")]
    Unreachable {
        /// Address of the node.
        url: NodeUrl,
        /// Text of the transport's error.
        reason: String,
    },

    /// The node does not serve the method, or not to this caller.
    #[error(
        "{url} does not serve {method}: call from the node's own machine, where unsafe methods are \
         served, and check that its binary belongs to this network"
    )]
    NotServed {
        /// Address of the node.
        url: NodeUrl,
        /// Name of the RPC method.
        method: &'static str,
    },

    /// The node answered with an error.
    #[error("{url} refused {method}: {reason}")]
    Refused {
        /// Address of the node.
        url: NodeUrl,
        /// Name of the RPC method.
        method: &'static str,
        /// Text of the node's error.
        reason: String,
    },

    /// An answer of the node has a form that this crate does not know.
    #[error(
        "{what} of {url} cannot be decoded: check that the node belongs to this network, and that \
         this tool is as new as the node ({reason})"
    )]
    Misunderstood {
        /// Address of the node.
        url: NodeUrl,
        /// Name of the item that was requested.
        what: String,
        /// Fault of the answer.
        reason: String,
    },

    /// The node does not have a block that the chain had a moment ago.
    #[error("{url} does not have the block {block}: ask again, or ask an archive node")]
    NoBlock {
        /// Address of the node.
        url: NodeUrl,
        /// Hash or height of the block.
        block: String,
    },

    /// A key that is kept elsewhere did not sign.
    #[error("nothing was sent, since {signer} did not sign: {reason}")]
    NotSigned {
        /// Account, or name of the key.
        signer: String,
        /// Reason, from where the key is.
        reason: SignError,
    },

    /// The node's pool did not accept the transaction.
    #[error(
        "the node did not accept the transaction of {signer}, and nothing was paid: {refusal}"
    )]
    RejectedByPool {
        /// Account that signed the transaction.
        signer: AccountId32,
        /// Cause, with the text of the node's error.
        refusal: Refusal,
    },

    /// The transaction was accepted by the pool, and can no longer be included in a block.
    #[error(
        "the transaction {transaction:?} is not in a block and never will be: {why}. Nothing was \
         paid: run the command again"
    )]
    Lost {
        /// Hash of the transaction.
        transaction: H256,
        /// Reason why it can no longer be included.
        why: Lost,
    },

    /// The outcome of the transaction is not known: it may be in a block.
    #[error(
        "the transaction {transaction:?} was sent, and it is not known whether a block includes \
         it: look for it before sending another ({why})"
    )]
    OutcomeUnknown {
        /// Hash of the transaction.
        transaction: H256,
        /// Error that ended the search in the blocks.
        why: Box<Error>,
    },

    /// The transaction was included in a block, and failed.
    #[error("the transaction {transaction:?} was included and failed: {reason}")]
    Failed {
        /// Hash of the transaction.
        transaction: H256,
        /// Text of the dispatch error.
        reason: String,
    },

    /// The transaction was not reported final before the timeout.
    #[error(
        "the transaction {transaction:?} was sent, but was not reported final within {seconds} s: \
         look for it before sending another, and check whether the chain finalises"
    )]
    NotFinal {
        /// Hash of the transaction.
        transaction: H256,
        /// Timeout in seconds.
        seconds: u64,
    },

    /// The file was written by a later version of this tool.
    #[error("{} is of version {version}, which this tool does not know: use a newer one", path.display())]
    Newer {
        /// Path of the file.
        path: PathBuf,
        /// Version of the file.
        version: u32,
    },

    /// Error of the wallet, or of a change of it.
    #[error(transparent)]
    Wallet(#[from] aura_wallet::Error),

    /// Error of a DID, or of its operations.
    #[error(transparent)]
    Did(#[from] crate::did::Problem),

    /// Error of credentials, or of the records on which they depend.
    #[error(transparent)]
    Credentials(#[from] crate::credentials::Problem),

    /// Error of proofs, keys or policies.
    #[error(transparent)]
    Proofs(#[from] crate::zkp::Problem),

    /// Error of staking.
    #[error(transparent)]
    Staking(#[from] crate::staking::Problem),

    /// Error of referenda.
    #[error(transparent)]
    Governance(#[from] crate::governance::Problem),
}
