//! What the chain and everybody who proves or verifies mean by circuits and keys.
//!
//! - [`Circuit`]: what can be proven.
//! - [`KeyId`], [`VerifyingKey`], [`PreparedKey`]: what proofs are checked with.
//! - [`Provenance`]: where a key comes from.
//!
//! Plain data: no arithmetic of curves is here. The rules of keys and the check of proofs are in
//! the crate `aura-zkp-verifier`.

mod circuit;
mod key;

pub use circuit::Circuit;
pub use key::{
    Constants, KeyId, PreparedKey, Provenance, Target, UncompressedG1, UncompressedG2, VerifyingKey,
};

/// Every limit.
pub mod limits {
    /// Public inputs of a circuit.
    pub const INPUTS: u32 = 16;
    /// Points of a key that public inputs are multiplied with: one for each, and one alone.
    pub const IC: u32 = INPUTS + 1;
    /// Bytes of a proof in files, presentations and digests: its points compressed.
    pub const PROOF: usize = 192;
    /// Bytes of a proof in an extrinsic: its points uncompressed.
    pub const UNCOMPRESSED_PROOF: usize = 384;
}
