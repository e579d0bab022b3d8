//! Circuits.

use codec::{Decode, DecodeWithMemTracking, Encode, MaxEncodedLen};
use scale_info::TypeInfo;

/// A circuit. Each one proves that the holder has a credential that an issuer signed and that is in
/// force and not revoked; the variants add a predicate.
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
pub enum Circuit {
    /// No predicate.
    Ownership,
    /// A date claim is not later than a given date: the subject has reached an age.
    Age,
    /// An integer claim lies between two bounds.
    Range,
    /// A claim is a member of a set.
    Membership,
}

impl Circuit {
    /// All circuits, in the order of their encoding.
    pub const ALL: [Self; 4] = [Self::Ownership, Self::Age, Self::Range, Self::Membership];

    /// Number of public inputs.
    pub const fn inputs(self) -> usize {
        match self {
            Self::Ownership => 8,
            Self::Age | Self::Membership => 10,
            Self::Range => 11,
        }
    }
}
