//! What can stop a command.

use crate::{
    state::{Lost, Refusal},
    text::Fault,
    NodeUrl,
};
use std::{io, net::SocketAddr, path::PathBuf};
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
        "{} must be readable by you alone: `chmod 600` it; a mounted secret is root's with mode \
         0440, and a pipe may stand in its place",
        path.display()
    )]
    Exposed {
        /// The file.
        path: PathBuf,
    },

    /// A file that is not text, or has characters that nobody sees.
    #[error("{} cannot be taken as text: {fault}", path.display())]
    Text {
        /// The file.
        path: PathBuf,
        /// The fault.
        fault: Fault,
    },

    /// A secret that was typed has characters that nobody sees.
    #[error("what was typed cannot be taken: {0}")]
    Typed(Fault),

    /// A new secret of several lines.
    #[error("a new passphrase is one line, and this has several: leave one")]
    SeveralLines,

    /// The standard input is wanted for two things.
    #[error("`-` is the standard input, which gives one file only: name a file for the other")]
    InputTwice,

    /// Something that is read twice cannot be.
    #[error("{} is read twice, so it must be a file on the disk: write it to one", path.display())]
    ReadTwice {
        /// The file.
        path: PathBuf,
    },

    /// Nothing says where to write.
    #[error("nothing says where to write: name a new file with --out")]
    NoFile,

    /// A file that would be written over.
    #[error("{} exists already: name another file", path.display())]
    Exists {
        /// The file.
        path: PathBuf,
    },

    /// A file that cannot be written.
    #[error("{} cannot be written: {reason}", path.display())]
    Unwritten {
        /// The file.
        path: PathBuf,
        /// What the system says.
        reason: io::Error,
    },

    /// There is nobody to type the secret.
    #[error("the secret cannot be asked for without a terminal: give it in a file ({0})")]
    NoTerminal(io::Error),

    /// There is nobody to see the phrase.
    #[error("the phrase cannot be shown without a terminal: have it written to a file ({0})")]
    NothingToShowOn(io::Error),

    /// Something else was typed for the second time.
    #[error("that was not the same twice: nothing was done")]
    TypedTwoThings,

    /// Who was asked did not say yes.
    #[error("that was not yes: nothing was done")]
    NotConfirmed,

    /// The system gave no randomness.
    #[error("the system gives no randomness: {0}")]
    Randomness(io::Error),

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

    /// Nothing says where the wallet is.
    #[error("nothing says where the wallet is: name it with --wallet or in AURA_WALLET")]
    NoHome,

    /// There is no wallet.
    #[error(
        "there is no wallet at {}: make one with `aura wallet create` or `aura wallet restore`",
        path.display()
    )]
    NoWallet {
        /// Where it was looked for.
        path: PathBuf,
    },

    /// Somebody else changes the wallet.
    #[error("another process is changing {}: try again when it is done", path.display())]
    Locked {
        /// The wallet.
        path: PathBuf,
    },

    /// The address cannot be listened on.
    #[error("{address} cannot be listened on: {reason}; choose another with --listen")]
    Listen {
        /// Where to listen.
        address: SocketAddr,
        /// What the system says.
        reason: io::Error,
    },

    /// The server cannot sign in that name.
    #[error("{issuer} cannot issue: {reason}")]
    CannotIssue {
        /// Whose name it is.
        issuer: String,
        /// What is missing, and what to do.
        reason: &'static str,
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

    /// The standard output is closed, or full.
    #[error("the result cannot be written: {0}")]
    Output(io::Error),
}
