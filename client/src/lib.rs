//! Operations on an Aura chain: DIDs, credentials and proofs, read and changed through a node.
//!
//! - [`rpc`]: a node and its plain methods; [`state`]: the interface to `subxt`, with the state
//!   after a block; [`transaction`]: transactions until they are final.
//! - [`did`], [`credentials`], [`zkp`]: a module per pallet, each with its runtime APIs, its calls
//!   and its errors; [`staking`], [`governance`]: the same for stakers and voters.
//! - [`text`], [`display`]: text that people write, and text that is shown to them. [`limits`]:
//!   every limit.
//!
//! The crate knows no runtime's types. It decodes the state with the metadata of that state, so
//! that one binary serves both phases.
//!
//! An operation does no I/O: it reaches nodes, randomness, time and keys kept elsewhere through
//! [`outside::Outside`], which the caller implements, or takes from [`outside::System`] (feature
//! `system`). [`Progress`] reports to the caller why an operation waits.

#![deny(missing_docs)]

pub mod credentials;
pub mod did;
pub mod display;
mod error;
pub mod governance;
pub mod limits;
pub mod outside;
pub mod rpc;
pub mod session_keys;
pub mod staking;
pub mod state;
#[cfg(test)]
mod test_node;
pub mod text;
pub mod transaction;
mod url;
pub mod zkp;

pub use error::Error;
pub use session_keys::SessionKeys;
pub use url::NodeUrl;

/// Result of this crate's functions.
pub type Result<T> = std::result::Result<T, Error>;

/// Function that reports to the user why an operation waits.
pub type Progress = fn(&str);
