//! A fast prover for Aura's statements.
//!
//! - [`prove`]: makes the proof of a statement with its witness.
//! - [`ProvingKey`]: a proving key and its file.
//! - [`Keys`]: a folder of keys, each checked once.
//!
//! The prover does not check that the statement is the one that a verifier expects: the verifier
//! computes the statement itself.
//!
//! A key of an untrusted maker is checked point by point, and then tried: `trial`.
//!
//! The functions use all cores. They need no thread pool of the caller, and may be called from one.

#![deny(missing_docs)]

mod create;
mod error;
mod fast;
mod key;
mod keys;
mod limits;
mod prove;
#[cfg(test)]
mod tests;
mod trial;

pub use error::ProveError;
pub use key::{development, KeyFileError, List, ProvingKey};
pub use keys::{KeyEntry, KeyError, Keys, Step};
pub use prove::prove;
