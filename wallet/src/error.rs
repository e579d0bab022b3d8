//! Errors of a wallet.

use crate::{Kind, Name};
use aura_identity::anchoring::AnchoringError;
use std::{io, path::PathBuf};
use subxt_utils_accountid32::AccountId32;

/// What is wrong with a wallet, or with a change of it.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// The system gave no randomness.
    #[error("the system gives no randomness: {0}")]
    Randomness(io::Error),

    /// Not a file of that form.
    #[error("{} is not {wanted}", path.display())]
    OtherFile {
        /// The file.
        path: PathBuf,
        /// What it should have been.
        wanted: &'static str,
    },

    /// A file that a later version of this tool has written.
    #[error("{} is of version {version}, which this tool does not know: use a newer one", path.display())]
    Newer {
        /// The file.
        path: PathBuf,
        /// Its version.
        version: u32,
    },

    /// A file that cannot be decrypted, whatever the cause.
    #[error(
        "{} cannot be opened: the passphrase is wrong, or the file is damaged",
        path.display()
    )]
    NotOpened {
        /// The file.
        path: PathBuf,
    },

    /// A passphrase that is soon guessed.
    #[error("a passphrase has at least {0} characters; several words are better")]
    ShortPassphrase(usize),

    /// What was given is no phrase.
    #[error(
        "that is no phrase of BIP39: give its 12, 15, 18, 21 or 24 English words, all of them and \
         in their order"
    )]
    NoPhrase,

    /// There is no more room, or no number left.
    #[error("the wallet has no room for that: use another one")]
    Full,

    /// The wallet does not know a DID.
    #[error("the wallet has no DID '{0}': see `aura wallet show`")]
    UnknownDid(String),

    /// The wallet does not have a key.
    #[error("the wallet does not have that key of {0}: see `aura wallet show --json`")]
    UnknownKey(Name),

    /// The name is that of another DID.
    #[error("the wallet has a DID of the name {0} already: take another name")]
    NameTaken(Name),

    /// Bytes that are no private key.
    #[error("those bytes are no private key of {0}")]
    NoKey(Kind),

    /// Keys of the kind are for something else.
    #[error("a key of {0} signs no operation of a DID: use one of another kind")]
    CannotSign(Kind),

    /// What is imported does not belong to the wallet.
    #[error(
        "the export goes with the phrase of the account {exported}, the wallet with that of \
         {wallet}: import it into a wallet of that phrase"
    )]
    OtherPhrase {
        /// Whose DIDs were exported.
        exported: AccountId32,
        /// Whose wallet it is.
        wallet: AccountId32,
    },

    /// What is imported disagrees with the wallet.
    #[error(
        "nothing was imported, since the two disagree: {}. Restore the phrase to another wallet \
         and import it there",
        .0.join("; ")
    )]
    Conflicts(Vec<String>),

    /// The JSON has no `credentialSubject`.
    #[error("that is no credential")]
    NoCredential,

    /// The proof of inclusion is not one of the credential.
    #[error(transparent)]
    Inclusion(#[from] AnchoringError),

    /// The wallet has none of that name, or several.
    #[error("the wallet has no credential '{0}', or several: see `aura credential list`")]
    NoSuchCredential(String),

    /// It is too long.
    #[error("a credential of more than 256 KiB does not go into the wallet: keep it in a file")]
    LongCredential,

    /// There are too many.
    #[error("a wallet has room for 1,000 credentials: keep them in files")]
    ManyCredentials,
}
