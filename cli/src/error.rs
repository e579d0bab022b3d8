//! Errors that end a command.

use crate::{remedy, text::Fault};
use aura_client::{credentials, did, governance, staking, zkp};
use std::{io, net::SocketAddr, path::PathBuf};
use subxt::config::substrate::AccountId32;

/// The reason why a command ended, and the remedy.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// No node was named.
    #[error("no node was named: name one with --url")]
    NoNode,

    /// A file cannot be read.
    #[error("{} cannot be read: {reason}", path.display())]
    File {
        /// Path of the file.
        path: PathBuf,
        /// The operating system's error.
        reason: io::Error,
    },

    /// A file is longer than the limit for its kind.
    #[error("{} is longer than {limit} bytes: it cannot be the right file", path.display())]
    TooLong {
        /// Path of the file.
        path: PathBuf,
        /// The limit, in bytes.
        limit: u64,
    },

    /// Other users of the machine can read a secret.
    #[error(
        "{} must be readable by you alone: `chmod 600` it; a mounted secret is root's with mode \
         0440; or give a pipe",
        path.display()
    )]
    Exposed {
        /// Path of the file.
        path: PathBuf,
    },

    /// A file is not text, or has invisible characters.
    #[error("{} is not valid text: {fault}", path.display())]
    Text {
        /// Path of the file.
        path: PathBuf,
        /// The reason why it is not accepted.
        fault: Fault,
    },

    /// A secret that was typed has invisible characters.
    #[error("the input is not valid text: {0}")]
    Typed(Fault),

    /// A new secret has several lines.
    #[error("a new passphrase is one line, and this has several: leave one")]
    SeveralLines,

    /// Two arguments are `-`, and there is only one standard input.
    #[error("`-` is standard input, which can be only one file: name a file for the other")]
    InputTwice,

    /// A file that is read twice is a pipe or the standard input.
    #[error("{} is read twice, so it must be a regular file: save it to one", path.display())]
    ReadTwice {
        /// Path of the file.
        path: PathBuf,
    },

    /// No output file was named.
    #[error("no output was named: name a new file with --out")]
    NoFile,

    /// The output file exists; it is not overwritten.
    #[error("{} already exists: name another file", path.display())]
    Exists {
        /// Path of the file.
        path: PathBuf,
    },

    /// A file cannot be written.
    #[error("{} cannot be written: {reason}", path.display())]
    Unwritten {
        /// Path of the file.
        path: PathBuf,
        /// The operating system's error.
        reason: io::Error,
    },

    /// There is no terminal on which the secret could be typed.
    #[error("the secret cannot be asked for without a terminal: give it in a file ({0})")]
    NoTerminal(io::Error),

    /// There is no terminal on which the phrase could be shown.
    #[error("the phrase cannot be shown without a terminal: have it written to a file ({0})")]
    NothingToShowOn(io::Error),

    /// The secret that was typed the second time is different.
    #[error("the two inputs differ: nothing was done")]
    TypedTwoThings,

    /// The user did not type the word of confirmation.
    #[error("this was not confirmed: nothing was done")]
    NotConfirmed,

    /// The operating system provides no random bytes.
    #[error("the operating system returned no random numbers: {0}")]
    Randomness(io::Error),

    /// The input is not the secret of an account.
    #[error(
        "that is not the secret of an account: give a phrase of 12 to 24 words or a seed of 32 \
         bytes after 0x, either with a derivation such as //stash"
    )]
    NoSecret,

    /// The secret belongs to another account than the owner.
    #[error("the secret is of {signer}, not of the owner {owner}: give one of the two only")]
    OtherOwner {
        /// Account of the secret.
        signer: AccountId32,
        /// Account that was named as the owner.
        owner: AccountId32,
    },

    /// No path of the wallet is known: no option, no variable and no home folder.
    #[error("the wallet file is not known: name it with --wallet or in AURA_WALLET")]
    NoHome,

    /// The wallet file does not exist.
    #[error(
        "there is no wallet at {}: make one with `aura wallet create` or `aura wallet restore`",
        path.display()
    )]
    NoWallet {
        /// Path at which it was expected.
        path: PathBuf,
    },

    /// Another process is changing the wallet.
    #[error("another process is changing {}: try again when it is done", path.display())]
    Locked {
        /// Path of the wallet file.
        path: PathBuf,
    },

    /// The server cannot listen on the address.
    #[error("cannot listen on {address}: {reason}; choose another address with --listen")]
    Listen {
        /// Address and port from `--listen`.
        address: SocketAddr,
        /// The operating system's error.
        reason: io::Error,
    },

    /// A file was written by a later version of this tool.
    #[error("{} is of version {version}, which this tool does not know: use a newer one", path.display())]
    Newer {
        /// Path of the file.
        path: PathBuf,
        /// Version of the file's format.
        version: u32,
    },

    /// An error of the wallet, or of a change of it.
    #[error("{0}{remedy}", remedy = remedy::of_wallet(.0))]
    Wallet(#[from] aura_wallet::Error),

    /// An error of an operation on the chain.
    #[error("{0}{remedy}", remedy = remedy::of_client(.0))]
    Client(#[from] aura_client::Error),

    /// An error that keeps the server from starting.
    #[error("{0}{remedy}", remedy = remedy::of_serve(.0))]
    Serve(#[from] aura_serve::Error),

    /// The standard output is closed, or the disk is full.
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

impl From<staking::Problem> for Error {
    fn from(problem: staking::Problem) -> Self {
        aura_client::Error::from(problem).into()
    }
}

impl From<governance::Problem> for Error {
    fn from(problem: governance::Problem) -> Self {
        aura_client::Error::from(problem).into()
    }
}

impl From<zkp::Problem> for Error {
    fn from(problem: zkp::Problem) -> Self {
        aura_client::Error::from(problem).into()
    }
}
