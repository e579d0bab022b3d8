//! Anchoring: batches of credentials whose roots are on the chain, and the proof that a credential
//! is in one.

mod batch;
mod error;
mod inclusion;

pub use batch::{leaf, Batch, BatchBuilder, Hash, Path};
pub use error::AnchoringError;
pub use inclusion::Inclusion;
