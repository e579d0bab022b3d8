//! Verifying keys: as they are sent and as they are stored.

use super::{limits, Circuit};
use crate::List;
use codec::{Decode, DecodeWithMemTracking, Encode, MaxEncodedLen};
use scale_info::TypeInfo;

/// A point of G1 of BLS12-381 as Zcash writes it uncompressed: x and y, big-endian.
pub type UncompressedG1 = [u8; 96];

/// A point of G2 of BLS12-381 as Zcash writes it uncompressed: x and y, big-endian, c1 before c0.
pub type UncompressedG2 = [u8; 192];

/// An element of the target group: its twelve coordinates over the base field, little-endian, c0
/// before c1 at every level.
pub type Target = [u8; 576];

/// The points that public inputs are multiplied with. The first stands alone.
pub type Constants = List<UncompressedG1, { limits::IC }>;

/// The name of a key: no two have the same.
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
    /// What its proofs prove.
    pub circuit: Circuit,
    /// Which of the keys of that circuit. A later one has a greater number.
    pub version: u16,
}

/// Where a key comes from.
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
    /// Made for development with secrets that everybody knows: anybody can forge its proofs.
    Development,
    /// Made by many, whose secrets are gone if one of them was honest.
    Ceremony {
        /// The hash of the transcript, by which everybody can check it.
        transcript: [u8; 32],
    },
}

/// A key of Groth16 as it is sent. Nothing of it has been checked.
#[derive(
    Clone, PartialEq, Eq, Debug, Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo,
)]
pub struct VerifyingKey {
    /// Its name.
    pub id: KeyId,
    /// The hash of the constraints that it was made for.
    pub circuit_hash: [u8; 32],
    /// Where it comes from, as who sends it says.
    pub provenance: Provenance,
    /// α in G1.
    pub alpha: UncompressedG1,
    /// β in G2.
    pub beta: UncompressedG2,
    /// γ in G2.
    pub gamma: UncompressedG2,
    /// δ in G2.
    pub delta: UncompressedG2,
    /// One point more than the circuit has inputs.
    pub ic: Constants,
}

/// A key of Groth16 as it is stored: checked, and prepared for the check of proofs.
///
/// Only `aura-zkp-core` makes them. Whoever takes one from elsewhere than the state of a chain
/// makes it anew from a [`VerifyingKey`].
#[derive(
    Clone, PartialEq, Eq, Debug, Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo,
)]
pub struct PreparedKey {
    /// Its name.
    pub id: KeyId,
    /// The hash of the constraints that it was made for.
    pub circuit_hash: [u8; 32],
    /// Where it comes from.
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
    /// One point more than the circuit has inputs.
    pub ic: Constants,
    /// The digest of all of the above, by which proofs are bound to the key.
    pub digest: [u8; 32],
}
