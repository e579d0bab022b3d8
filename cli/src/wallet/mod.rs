//! The commands `aura wallet`: the wallet as one encrypted file. `docs/wallet.md` describes its
//! contents and the threats that it protects against; the contents are in the crate `aura-wallet`.
//!
//! - [`WalletFile`] and [`WalletEdit`]: the file, opened read-only or for changes. Groups of
//!   commands that need a wallet have [`Access`] among their arguments.
//! - Below them `lock`: one change at a time; `passphrase`: asking for passphrases; `backup`: files
//!   of exports.
//!
//! Nothing here connects to a node.

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
