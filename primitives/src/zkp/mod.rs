//! What the chain and everybody who proves or verifies mean by circuits and keys.
//!
//! - [`Circuit`]: what can be proven.
//! - [`KeyId`], [`VerifyingKey`], [`PreparedKey`]: what proofs are checked with.
//! - [`Provenance`]: where a key comes from.
//! - [`VerificationPolicy`]: what a verifier wants to be proven; [`AcceptedKeys`]: proofs by which keys it takes.
//! - [`Presentation`], [`Receipt`]: what is sent to the chain, and what comes of it.
//!
//! - `api`: how the chain shows all this to those who ask; with the feature `runtime-api`, which
//!   needs the SDK.
//!
//! Plain data: no arithmetic of curves is here. The rules of keys and the check of proofs are in
//! the crate `aura-zkp-core`.

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

/// Every limit.
pub mod limits {
    /// Public inputs of a circuit.
    pub const INPUTS: u32 = 16;
    /// Points of a key that public inputs are multiplied with: one for each, and one alone.
    pub const IC: u32 = INPUTS + 1;
    /// Issuers of a policy.
    pub const ISSUERS: u32 = 16;
    /// Years that a policy can ask for.
    pub const YEARS: u8 = 150;
    /// Minutes for which a receipt is valid, at most: it outlives a revocation of the credential.
    pub const RECEIPT: u32 = 60;
    /// Persons that can satisfy a policy of one use, at most.
    pub const USES: u32 = 1_000_000;
    /// Entries of policies that one call of the runtime API reads, at most.
    pub const POLICIES_READ: u32 = 256;
    /// Presentations that are checked together.
    pub const BATCH: u32 = 32;
    /// Bytes of a proof in files, presentations and digests: its points compressed.
    pub const PROOF: usize = 192;
    /// Bytes of a proof in an extrinsic: its points uncompressed.
    pub const UNCOMPRESSED_PROOF: usize = 384;
}
