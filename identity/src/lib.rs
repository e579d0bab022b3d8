//! Identities of Aura in the formats of the standards: DID documents, credentials and proofs.
//!
//! - [`clock`]: tolerance for clocks that differ.
//! - [`credential`]: making and verifying credentials and presentations, on top of
//!   [`data_integrity`], [`status`] and [`anchoring`].
//! - [`did`]: DID documents, resolution, and DID URLs.
//! - [`DateTime`]: points in time in the format of the standards.
//! - [`zkp`]: requests for zero-knowledge proofs about credentials, answers, and their
//!   verification.
//! - [`Error`]: the error of the crate, which contains those of its rooms. [`limits`]: every limit.
//!
//! The node's RPC, the command line, the explorer and the SDKs share this crate. It does not depend
//! on the polkadot-sdk and reads no network: callers pass the chain as a [`did::Chain`], and its
//! records as facts.

#![deny(missing_docs)]
#![cfg_attr(
    not(test),
    deny(
        clippy::unwrap_used,
        clippy::indexing_slicing,
        clippy::arithmetic_side_effects
    )
)]

pub mod anchoring;
mod bounded;
pub mod clock;
pub mod credential;
pub mod data_integrity;
pub mod did;
mod error;
pub mod limits;
pub mod status;
mod time;
pub mod zkp;

pub use error::Error;
pub use time::{DateTime, DateTimeError};
