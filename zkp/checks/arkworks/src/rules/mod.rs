//! The rules of `docs/zkp.md`, section 8, each as constraints.

pub mod claims;
pub mod credential;
pub mod nullifier;
pub mod signature;
pub mod status;
