//! Errors of a wallet.

use crate::{Kind, Name};
use aura_identity::anchoring::AnchoringError;
use std::{io, path::PathBuf};
use subxt_utils_accountid32::AccountId32;

/// Errors of opening, changing or sealing a wallet.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// The system gave no randomness.
    #[error("the operating system returned no random numbers: {0}")]
    Randomness(io::Error),

    /// The file does not have the expected form.
    #[error("{} is not {wanted}", path.display())]
    OtherFile {
        /// Path of the file.
        path: PathBuf,
        /// The expected kind of file.
        wanted: &'static str,
    },

    /// The file was written by a later version of this tool.
    #[error("{} is of version {version}, which this tool does not know: use a newer one", path.display())]
    Newer {
        /// Path of the file.
        path: PathBuf,
        /// Version of the file's form or content.
        version: u32,
    },

    /// The file cannot be decrypted, whatever the cause.
    #[error(
        "{} cannot be opened: the passphrase is wrong, or the file is damaged",
        path.display()
    )]
    NotOpened {
        /// Path of the file.
        path: PathBuf,
    },

    /// The passphrase is too short to be safe; the value is the minimum length in characters.
    #[error("a passphrase has at least {0} characters; several words are better")]
    ShortPassphrase(usize),

    /// The text is not a recovery phrase.
    #[error(
        "that is not a phrase of BIP39: give its 12, 15, 18, 21 or 24 English words, all of them \
         and in their order"
    )]
    NoPhrase,

    /// The wallet has no room, or no number for another DID or key.
    #[error("the wallet has no room for this: use another one")]
    Full,

    /// The wallet does not know a DID.
    #[error("the wallet has no DID '{0}'")]
    UnknownDid(String),

    /// The wallet does not have a key.
    #[error("the wallet does not have that key of {0}")]
    UnknownKey(Name),

    /// The name belongs to another DID.
    #[error("the wallet already has a DID with the name {0}: choose another name")]
    NameTaken(Name),

    /// The bytes are not a private key of this kind.
    #[error("these bytes are not a private key of {0}")]
    NoKey(Kind),

    /// Keys of this kind do not sign messages.
    #[error("a key of {0} cannot sign operations of a DID: use one of another kind")]
    CannotSign(Kind),

    /// The export belongs to another phrase.
    #[error(
        "the export belongs to the phrase of the account {exported}, the wallet to that of \
         {wallet}: import it into a wallet of the first phrase"
    )]
    OtherPhrase {
        /// Account 0 of the export's phrase.
        exported: AccountId32,
        /// Account 0 of the wallet's phrase.
        wallet: AccountId32,
    },

    /// The export contradicts the wallet; the texts say where.
    #[error(
        "nothing was imported, since the two disagree: {}. Restore the phrase to another wallet \
         and import it there",
        .0.join("; ")
    )]
    Conflicts(Vec<String>),

    /// The JSON has no `credentialSubject`.
    #[error("that is not a credential")]
    NoCredential,

    /// The inclusion proof does not belong to the credential.
    #[error(transparent)]
    Inclusion(#[from] AnchoringError),

    /// The wallet has no credential with this name, or several that match.
    #[error("the wallet has no credential '{0}', or several that match")]
    NoSuchCredential(String),

    /// The credential is longer than the limit.
    #[error("a credential of more than 256 KiB does not go into the wallet: keep it in a file")]
    LongCredential,

    /// The wallet has no room for another credential.
    #[error("a wallet has room for 1,000 credentials: keep them in files")]
    ManyCredentials,
}
