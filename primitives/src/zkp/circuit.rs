//! What can be proven.

use codec::{Decode, DecodeWithMemTracking, Encode, MaxEncodedLen};
use scale_info::TypeInfo;

/// What can be proven of a credential. Each shows that the holder has one that an issuer signed,
/// that is in force and not revoked.
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
    /// Nothing more.
    Ownership,
    /// A date in it is not after another: its subject has reached an age.
    Age,
    /// An integer in it lies between two others.
    Range,
    /// A claim of it is one of a set.
    Membership,
}

impl Circuit {
    /// All of them.
    pub const ALL: [Self; 4] = [Self::Ownership, Self::Age, Self::Range, Self::Membership];

    /// How many public inputs its proofs have.
    pub const fn inputs(self) -> usize {
        match self {
            Self::Ownership => 8,
            Self::Age | Self::Membership => 10,
            Self::Range => 11,
        }
    }
}
