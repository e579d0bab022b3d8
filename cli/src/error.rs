//! What can stop a command.

use crate::text::Fault;
use aura_client::{credentials, did, zkp};
use std::{io, net::SocketAddr, path::PathBuf};
use subxt::config::substrate::AccountId32;

/// What stopped a command, and what to do about it.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// Nobody is there to ask.
    #[error("no node was named: name one with --url")]
    NoNode,

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

    /// What stopped an operation on the chain.
    #[error(transparent)]
    Client(#[from] aura_client::Error),

    /// What keeps the server from serving.
    #[error(transparent)]
    Serve(#[from] aura_serve::Error),

    /// The standard output is closed, or full.
    #[error("the result cannot be written: {0}")]
    Output(io::Error),
}

impl From<did::Problem> for Error {
    fn from(problem: did::Problem) -> Self {
        aura_client::Error::from(problem).into()
    }
}

impl From<credentials::Problem> for Error {
    fn from(problem: credentials::Problem) -> Self {
        aura_client::Error::from(problem).into()
    }
}

impl From<zkp::Problem> for Error {
    fn from(problem: zkp::Problem) -> Self {
        aura_client::Error::from(problem).into()
    }
}
