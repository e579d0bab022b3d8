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

/// Limits of verifying keys, policies, presentations and listings.
pub mod limits {
    /// Public inputs of a circuit.
    pub const INPUTS: u32 = 16;
    /// Input points of a verifying key: one per public input, and one more.
    pub const IC: u32 = INPUTS + 1;
    /// Issuers of a policy.
    pub const ISSUERS: u32 = 16;
    /// Age in years that a policy can require.
    pub const YEARS: u8 = 150;
    /// Lifetime of a receipt in minutes; a receipt can outlive a revocation by as much.
    pub const RECEIPT: u32 = 60;
    /// Persons that can satisfy a policy of one use per person.
    pub const USES: u32 = 1_000_000;
    /// Entries of policies that one call of the runtime API reads.
    pub const POLICIES_READ: u32 = 256;
    /// Presentations in a batch.
    pub const BATCH: u32 = 32;
    /// Bytes of a compressed proof, as in files, presentations and digests.
    pub const PROOF: usize = 192;
    /// Bytes of an uncompressed proof, as in extrinsics.
    pub const UNCOMPRESSED_PROOF: usize = 384;
}
