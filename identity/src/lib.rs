//! What Aura shows of identities, in the formats of the standards.
//!
//! - [`clock`]: the one tolerance for clocks that differ.
//! - [`credential`]: credentials, presentations, status lists, and how they are verified.
//! - [`did`]: DID documents, their resolution, and DID URLs.
//! - [`DateTime`]: points in time, as the standards write them.
//! - [`zkp`]: what of a credential can be proven without showing it, and how that is asked for, shown
//!   and verified.
//! - [`Error`]: everything that goes wrong, and the [`Problem`] that is shown of it.
//!
//! The RPC of the node, the command line, the explorer and the libraries for developers share this
//! crate. It knows no SDK and reads no network: whoever has a chain lends it as a [`did::Chain`].

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
