//! What can stop a command.

use crate::NodeUrl;
use std::{io, path::PathBuf};
use subxt::config::substrate::{AccountId32, H256};

/// What stopped a command, and what to do about it.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// Nobody is there to ask.
    #[error("no node was named: name one with --url")]
    NoNode,

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

    /// A file that cannot be read.
    #[error("{} cannot be read: {reason}", path.display())]
    File {
        /// The file.
        path: PathBuf,
        /// What the system says.
        reason: io::Error,
    },

    /// A file of more bytes than such a file has.
    #[error("{} is longer than {limit} bytes: it cannot be what was asked for", path.display())]
    TooLong {
        /// The file.
        path: PathBuf,
        /// The most that is read.
        limit: u64,
    },

    /// A secret that others on the machine could read.
    #[error(
        "{} must be a plain file that its owner alone can read: `chmod 600` it",
        path.display()
    )]
    Exposed {
        /// The file.
        path: PathBuf,
    },

    /// There is nobody to type the secret.
    #[error("the secret cannot be asked for without a terminal: use --suri-file ({0})")]
    NoTerminal(io::Error),

    /// What was given is no secret.
    #[error(
        "that is no secret of an account: give a phrase of 12 to 24 words or a seed of 32 bytes \
         after 0x, either with a derivation such as //stash"
    )]
    NoSecret,

    /// The secret is of another account.
    #[error("the secret is of {signer}, not of the owner {owner}: give one of the two only")]
    OtherOwner {
        /// Whose the secret is.
        signer: AccountId32,
        /// Who was named.
        owner: AccountId32,
    },

    /// The pool did not take the transaction.
    #[error(
        "the chain did not take the transaction: {reason}. See that {signer} holds the deposit \
         for session keys and the fee. The keys that were made lie unused in the node and do no \
         harm"
    )]
    NotTaken {
        /// Who signed.
        signer: AccountId32,
        /// What the node says.
        reason: String,
    },

    /// The transaction was included, and failed.
    #[error("the transaction {transaction:?} was included and failed: {reason}")]
    Failed {
        /// Its hash.
        transaction: H256,
        /// The error of the dispatch.
        reason: String,
    },

    /// Finality did not come.
    #[error(
        "the transaction {transaction:?} was sent, but is not final after {seconds} s: see with \
         `aura switch status` whether the chain finalises, then look for it there before sending \
         another"
    )]
    NotFinal {
        /// Its hash.
        transaction: H256,
        /// How long was waited.
        seconds: u64,
    },

    /// The standard output is closed, or full.
    #[error("the result cannot be written: {0}")]
    Output(io::Error),
}
