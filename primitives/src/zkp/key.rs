//! Verifying keys of Groth16: as submitted and as stored.

use super::Circuit;
use crate::{limits, List};
use codec::{Decode, DecodeWithMemTracking, Encode, MaxEncodedLen};
use scale_info::TypeInfo;

/// A point of G1 of BLS12-381 in Zcash's uncompressed encoding: x and y, big-endian.
pub type UncompressedG1 = [u8; 96];

/// A point of G2 of BLS12-381 in Zcash's uncompressed encoding: x and y, big-endian, c1 before c0.
pub type UncompressedG2 = [u8; 192];

/// An element of the target group: twelve coordinates over the base field, little-endian, c0 before
/// c1 at every level.
pub type Target = [u8; 576];

/// The points that public inputs are multiplied with. The first one has no input and is added
/// alone.
pub type Constants = List<UncompressedG1, { limits::MAX_INPUT_POINTS }>;

/// Identifier of a verifying key, unique on the chain.
#[derive(
    Clone,
    Copy,
    PartialEq,
    Eq,
    PartialOrd,
    Ord,
    Hash,
    Debug,
    Encode,
    Decode,
    DecodeWithMemTracking,
    MaxEncodedLen,
    TypeInfo,
)]
pub struct KeyId {
    /// Circuit of the key.
    pub circuit: Circuit,
    /// Version of the key among those of its circuit; later keys have greater versions.
    pub version: u16,
}

/// Origin of a verifying key: its trusted setup.
#[derive(
    Clone,
    Copy,
    PartialEq,
    Eq,
    Debug,
    Encode,
    Decode,
    DecodeWithMemTracking,
    MaxEncodedLen,
    TypeInfo,
)]
pub enum Provenance {
    /// Development setup with public secrets: proofs can be forged by anybody.
    Development,
    /// Ceremony of several parties: secure if one of them was honest.
    Ceremony {
        /// Hash of the transcript, with which the ceremony can be checked.
        transcript: [u8; 32],
    },
}

/// A verifying key as submitted. Nothing in it has been checked.
#[derive(
    Clone, PartialEq, Eq, Debug, Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo,
)]
pub struct VerifyingKey {
    /// Identifier.
    pub id: KeyId,
    /// Hash of the constraint system that the key was made for.
    pub circuit_hash: [u8; 32],
    /// Provenance as claimed by the submitter.
    pub provenance: Provenance,
    /// α in G1.
    pub alpha: UncompressedG1,
    /// β in G2.
    pub beta: UncompressedG2,
    /// γ in G2.
    pub gamma: UncompressedG2,
    /// δ in G2.
    pub delta: UncompressedG2,
    /// One point more than the circuit has public inputs.
    pub ic: Constants,
}

/// A verifying key as stored: checked, and prepared for verification.
///
/// Only `aura-zkp-core` makes them. A key from elsewhere than chain state must be made anew from a
/// [`VerifyingKey`].
#[derive(
    Clone, PartialEq, Eq, Debug, Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo,
)]
pub struct PreparedKey {
    /// Identifier.
    pub id: KeyId,
    /// Hash of the constraint system that the key was made for.
    pub circuit_hash: [u8; 32],
    /// Trusted setup of the key.
    pub provenance: Provenance,
    /// α in G1.
    pub alpha: UncompressedG1,
    /// β in G2.
    pub beta: UncompressedG2,
    /// −γ in G2.
    pub neg_gamma: UncompressedG2,
    /// −δ in G2.
    pub neg_delta: UncompressedG2,
    /// e(α, β).
    pub alpha_beta: Target,
    /// One point more than the circuit has public inputs.
    pub ic: Constants,
    /// Digest of all other fields, which binds proofs to the key.
    pub digest: [u8; 32],
}
