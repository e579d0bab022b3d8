//! The wallet: one encrypted file, with a phrase from which every key follows, and a list of the
//! DIDs that were made with it. `docs/wallet.md` says what is in it and against what it protects.
//!
//! - [`Wallet`] and [`WalletEdit`]: the file, opened to look at or to change. Groups of commands
//!   that need a wallet take [`Access`] for arguments.
//! - [`Phrase`]: the secret, and the accounts that pay. [`PrivateKey`]: what DIDs sign with.
//! - [`Register`], [`DidRecord`], [`KeyRecord`]: which DIDs there are, and where their keys are.
//! - [`Credentials`], and [`Commitments`]: what it holds, and for whom that is in proofs.
//! - Below them `sealed`, the form of the file; `derivation` and `slip10`, the paths of keys;
//!   `json`, what is encrypted; `lock`, one change at a time.
//!
//! It never speaks to a node.

mod access;
mod backup;
mod command;
mod commitment;
mod commitments;
mod credentials;
mod derivation;
pub(crate) mod json;
mod key;
mod lock;
mod name;
mod passphrase;
mod phrase;
mod record;
mod register;
mod sealed;
mod slip10;
mod store;

pub use access::Access;
pub use command::Command;
pub use commitment::{Commitment, NoCommitment};
pub use commitments::{CommitmentRecord, Commitments, Opening};
pub use credentials::{Credentials, StoredCredential};
pub use key::{Kind, PrivateKey};
pub(crate) use lock::Lock;
pub use name::Name;
pub use passphrase::Passphrase;
pub use phrase::{Phrase, Words};
pub use record::{AnchorPath, DidRecord, KeyRecord};
pub use register::{NewAnchor, Register};
pub use sealed::Cost;
pub use store::{Wallet, WalletEdit};
