//! Proofs of Aura, made fast.
//!
//! - [`prove`]: from a statement and its witness to a proof.
//! - [`ProvingKey`]: what proofs are made with; its file.
//! - [`Keys`]: a folder of them, each checked once.
//!
//! Whether a proof is true to what a verifier means is not asked here: the statement says it, and
//! whoever verifies makes the statement anew.
//!
//! A key from somebody else is checked point by point and then tried: `trial`.
//!
//! Nothing here needs a thread pool of the caller's, and all of it may be called from one. All cores
//! are used.

mod create;
mod error;
mod fast;
mod key;
mod keys;
mod prove;
#[cfg(test)]
mod tests;
mod trial;

pub use error::ProveError;
pub use key::{development, KeyFileError, List, ProvingKey};
pub use keys::{KeyEntry, KeyError, Keys, Step};
pub use prove::prove;
