//! The rules of `docs/zkp.md`, *What a presentation proves*, each as constraints.

pub mod claims;
pub mod credential;
pub mod nullifier;
pub mod signature;
pub mod status;
