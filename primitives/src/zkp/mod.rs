//! Circuits, verifying keys, policies and presentations, as shared by the chain, provers and
//! verifiers.
//!
//! - [`Circuit`]: the statements that can be proven.
//! - [`KeyId`], [`VerifyingKey`], [`PreparedKey`]: keys that verify proofs.
//! - [`Provenance`]: the trusted setup of a key.
//! - [`VerificationPolicy`], [`Predicate`]: a verifier's requirements; [`AcceptedKeys`]: the keys
//!   whose proofs it accepts.
//! - [`Presentation`], [`Receipt`]: the submitted proof, and the record of its acceptance.
//! - `api`: the runtime API for clients; with the feature `runtime-api`, which needs the SDK.
//!
//! These are plain data without curve arithmetic. Checks of keys and proofs are in the crate
//! `aura-zkp-core`.

#[cfg(feature = "runtime-api")]
pub mod api;
mod circuit;
mod key;
mod page;
mod policy;
mod presentation;

pub use circuit::Circuit;
pub use key::{
    Constants, KeyId, PreparedKey, Provenance, Target, UncompressedG1, UncompressedG2, VerifyingKey,
};
pub use page::PolicyPage;
pub use policy::{
    AcceptedKeys, Day, PolicyError, PolicyId, PolicyIdError, Predicate, Uses, VerificationPolicy,
};
pub use presentation::{Nullifier, Presentation, Receipt, NOBODY};
