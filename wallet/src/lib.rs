//! A wallet: a recovery phrase from which every key is derived, the DIDs that were made with it,
//! and the credentials and commitments that no phrase restores. `docs/wallet.md` describes the
//! sealed form and the attacks that it protects against.
//!
//! - [`Wallet`]: the contents, opened from sealed bytes and sealed again.
//! - [`Phrase`]: the secret, and the accounts that pay fees. [`PrivateKey`]: the keys of DIDs.
//! - [`Register`], [`DidRecord`], [`KeyRecord`]: the DIDs, and the paths of their keys.
//! - [`Credentials`] and [`Commitments`]: the stored credentials, and the holder's side of proofs.
//! - [`Export`]: everything but the phrase, for another wallet of the same phrase.
//! - [`sealed`]: the encrypted form; `derivation` and `slip10`: the paths of keys; [`json`]: the
//!   encrypted content.
//! - [`limits`]: every limit.
//!
//! The crate does no I/O: no files, no locks, no terminal, no node. The caller passes randomness,
//! as [`Random`]. Paths occur only in errors, as names for the bytes that the caller read.

#![deny(missing_docs)]

mod backup;
mod commitment;
mod commitments;
mod credentials;
mod derivation;
mod error;
pub mod json;
mod key;
pub mod limits;
mod name;
mod passphrase;
mod phrase;
mod random;
mod record;
mod register;
pub mod sealed;
mod slip10;
mod wallet;

pub use backup::Export;
pub use commitment::{Commitment, NoCommitment};
pub use commitments::{CommitmentRecord, Commitments, Opening};
pub use credentials::{Credentials, StoredCredential};
pub use error::Error;
pub use key::{Kind, PrivateKey};
pub use limits::Cost;
pub use name::Name;
pub use passphrase::Passphrase;
pub use phrase::{Phrase, Words};
pub use random::Random;
pub use record::{AnchorPath, DidRecord, KeyRecord};
pub use register::{NewAnchor, Register};
pub use wallet::Wallet;

/// The result of this crate's functions.
pub type Result<T> = std::result::Result<T, Error>;
