//! Issuing credentials in batches, with files of this machine; the operation is
//! [`aura_client::credentials::issue`].
//!
//! - [`files`]: the output, and the working files beside it until it is written.
//! - [`host`]: the node, the wallet and the account of a command.

pub mod files;
pub mod host;

pub use aura_client::credentials::issue::{
    journal, rows, run, terms, validity_warnings, Issued, Storage,
};

use aura_client::credentials::issue::{journal::Journal, shuffle::Seed, Host, Lines, StoredLines};
