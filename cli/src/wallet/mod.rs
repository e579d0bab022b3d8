//! `aura wallet`: the wallet as one encrypted file. `docs/wallet.md` says what is in it and against
//! what it protects; its contents are the crate `aura-wallet`.
//!
//! - [`WalletFile`] and [`WalletEdit`]: the file, opened to look at or to change. Groups of commands
//!   that need a wallet take [`Access`] for arguments.
//! - Below them `lock`, one change at a time; `passphrase`, asked for; `backup`, files of exports.
//!
//! It never speaks to a node.

mod access;
mod backup;
mod command;
mod lock;
mod passphrase;
mod store;

pub use access::Access;
pub use aura_wallet::{
    AnchorPath, Commitment, Cost, DidRecord, KeyRecord, Kind, Name, NewAnchor, Opening, Passphrase,
    Phrase, PrivateKey, StoredCredential, Wallet, Words,
};
pub use command::Command;
pub(crate) use lock::Lock;
pub use store::{WalletEdit, WalletFile};
