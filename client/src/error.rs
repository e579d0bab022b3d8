//! Errors of operations on a chain.

use crate::{
    state::{Lost, Refusal},
    NodeUrl,
};
use std::path::PathBuf;
use subxt::config::substrate::{AccountId32, H256};

/// What stopped an operation, and what to do about it.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// The connection could be read on its way.
    #[error(
        "{0} would be spoken to unencrypted: use wss:// or a tunnel to the node's machine, \
         or add --insecure if the network between is your own"
    )]
    Unencrypted(NodeUrl),

    /// There is no connection, or no longer.
    #[error("no answer from {url}: see that the node runs and serves RPC there ({reason})")]
    Unreachable {
        /// The node.
        url: NodeUrl,
        /// What the transport says.
        reason: String,
    },

    /// The node does not serve the method, or not to us.
    #[error(
        "{url} does not serve {method}: call from the node's own machine, where unsafe methods \
         are served, and see that its binary is of this network"
    )]
    NotServed {
        /// The node.
        url: NodeUrl,
        /// The method.
        method: &'static str,
    },

    /// The node answered with an error.
    #[error("{url} refused {method}: {reason}")]
    Refused {
        /// The node.
        url: NodeUrl,
        /// The method.
        method: &'static str,
        /// What it says.
        reason: String,
    },

    /// An answer has another form than this tool knows.
    #[error(
        "{what} of {url} is not understood: see that the node is of this network, and that this \
         tool is as new as the node ({reason})"
    )]
    Misunderstood {
        /// The node.
        url: NodeUrl,
        /// What was asked for.
        what: String,
        /// What is wrong with it.
        reason: String,
    },

    /// A block that the chain had a moment ago.
    #[error("{url} does not have the block {block}: ask again, or ask an archive node")]
    NoBlock {
        /// The node.
        url: NodeUrl,
        /// Its hash or height.
        block: String,
    },

    /// The pool did not take the transaction.
    #[error("the node did not take the transaction of {signer}, and nothing was paid: {refusal}")]
    NotTaken {
        /// Who signed.
        signer: AccountId32,
        /// The cause, and what the node says.
        refusal: Refusal,
    },

    /// The transaction was taken, and will never be included.
    #[error(
        "the transaction {transaction:?} is in no block and never will be: {why}. Nothing was paid: \
         give the command again"
    )]
    Lost {
        /// Hash of the transaction.
        transaction: H256,
        /// The cause.
        why: Lost,
    },

    /// Nobody knows what became of the transaction.
    #[error(
        "the transaction {transaction:?} was sent, and it is not known whether it came into a block: \
         look for it there before sending another ({why})"
    )]
    Unseen {
        /// Hash of the transaction.
        transaction: H256,
        /// The error that ended the search.
        why: Box<Error>,
    },

    /// The transaction was included, and failed.
    #[error("the transaction {transaction:?} was included and failed: {reason}")]
    Failed {
        /// Hash of the transaction.
        transaction: H256,
        /// The error of the dispatch.
        reason: String,
    },

    /// Finality did not come.
    #[error(
        "the transaction {transaction:?} was sent, but it was not heard within {seconds} s that it is \
         final: see with `aura switch status` whether the chain finalises, then look for it there \
         before sending another"
    )]
    NotFinal {
        /// Hash of the transaction.
        transaction: H256,
        /// How long was waited.
        seconds: u64,
    },

    /// A file that a later version of this tool has written.
    #[error("{} is of version {version}, which this tool does not know: use a newer one", path.display())]
    Newer {
        /// The file.
        path: PathBuf,
        /// Its version.
        version: u32,
    },

    /// What is wrong with the wallet, or with a change of it.
    #[error(transparent)]
    Wallet(#[from] aura_wallet::Error),

    /// What is wrong with a DID, or with what it is to do.
    #[error(transparent)]
    Did(#[from] crate::did::Problem),

    /// What is wrong with credentials, or with what they rest on.
    #[error(transparent)]
    Credentials(#[from] crate::credentials::Problem),

    /// What is wrong with proofs, keys and policies.
    #[error(transparent)]
    Proofs(#[from] crate::zkp::Problem),
}
