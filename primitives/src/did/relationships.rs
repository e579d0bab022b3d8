//! Verification relationships and sets of them.

use crate::described::described_as;
use codec::{Decode, DecodeWithMemTracking, Encode, Error, Input, MaxEncodedLen};
use core::ops::{BitAnd, BitOr};
use scale_info::TypeInfo;

/// A verification relationship of [DID
/// Core](https://www.w3.org/TR/did-1.1/#verification-relationships).
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
#[repr(u8)]
pub enum Relationship {
    /// Authenticates as the DID subject.
    Authentication = 0,
    /// Makes assertions: issues credentials.
    AssertionMethod = 1,
    /// Receives messages encrypted for the DID subject.
    KeyAgreement = 2,
    /// Invokes capabilities: changes the document and makes calls that need it.
    CapabilityInvocation = 3,
    /// Delegates capabilities of the DID subject to others.
    CapabilityDelegation = 4,
}

impl Relationship {
    /// All relationships, in the order of their bits.
    pub const ALL: [Self; 5] = [
        Self::Authentication,
        Self::AssertionMethod,
        Self::KeyAgreement,
        Self::CapabilityInvocation,
        Self::CapabilityDelegation,
    ];

    /// The property name in a DID document.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Authentication => "authentication",
            Self::AssertionMethod => "assertionMethod",
            Self::KeyAgreement => "keyAgreement",
            Self::CapabilityInvocation => "capabilityInvocation",
            Self::CapabilityDelegation => "capabilityDelegation",
        }
    }
}

/// A set of [`Relationship`]s as a bit mask; the first relationship is the lowest bit.
#[derive(
    Clone, Copy, PartialEq, Eq, Debug, Default, Encode, DecodeWithMemTracking, MaxEncodedLen,
)]
pub struct Relationships(u8);

described_as!(Relationships, u8);

impl Relationships {
    /// The empty set.
    pub const NONE: Self = Self(0);
    /// All five relationships.
    pub const ALL: Self = Self(0b1_1111);
    /// All relationships in which keys sign: every one but key agreement.
    pub const SIGNING: Self = Self(0b1_1011);
    /// Key agreement alone.
    pub const KEY_AGREEMENT: Self = Self(0b0_0100);
    /// The assertion method alone.
    pub const ASSERTION: Self = Self(0b0_0010);
    /// Capability invocation alone: control of the document.
    pub const CONTROL: Self = Self(0b0_1000);

    /// Returns true if the set contains `relationship`.
    pub fn contains(self, relationship: Relationship) -> bool {
        self & relationship.into() != Self::NONE
    }

    /// Returns true if the set is empty.
    pub fn is_empty(self) -> bool {
        self == Self::NONE
    }

    /// Returns true if all members are also in `others`.
    pub fn is_within(self, others: Self) -> bool {
        self & others == self
    }

    /// The members that are not in `others`.
    pub fn without(self, others: Self) -> Self {
        Self(self.0 & !others.0)
    }

    /// Iterates over the members, in the order of their bits.
    pub fn iter(self) -> impl Iterator<Item = Relationship> {
        Relationship::ALL
            .into_iter()
            .filter(move |relationship| self.contains(*relationship))
    }
}

impl From<Relationship> for Relationships {
    fn from(relationship: Relationship) -> Self {
        Self(match relationship {
            Relationship::Authentication => 1,
            Relationship::AssertionMethod => 2,
            Relationship::KeyAgreement => 4,
            Relationship::CapabilityInvocation => 8,
            Relationship::CapabilityDelegation => 16,
        })
    }
}

impl FromIterator<Relationship> for Relationships {
    fn from_iter<I: IntoIterator<Item = Relationship>>(relationships: I) -> Self {
        relationships
            .into_iter()
            .fold(Self::NONE, |all, one| all | one.into())
    }
}

impl BitOr for Relationships {
    type Output = Self;

    fn bitor(self, others: Self) -> Self {
        Self(self.0 | others.0)
    }
}

impl BitAnd for Relationships {
    type Output = Self;

    fn bitand(self, others: Self) -> Self {
        Self(self.0 & others.0)
    }
}

impl Decode for Relationships {
    fn decode<I: Input>(input: &mut I) -> Result<Self, Error> {
        let set = Self(input.read_byte()?);
        if set.is_within(Self::ALL) {
            Ok(set)
        } else {
            Err("a bit is not a verification relationship".into())
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_set_holds_what_it_was_made_of() {
        for bits in 0..=Relationships::ALL.0 {
            let set = Relationships(bits);
            assert_eq!(set.iter().collect::<Relationships>(), set);
            assert_eq!(Relationships::decode(&mut &set.encode()[..]), Ok(set));
        }
    }

    #[test]
    fn unknown_bits_are_refused() {
        for bits in 32..=u8::MAX {
            assert!(Relationships::decode(&mut &[bits][..]).is_err());
        }
    }

    #[test]
    fn the_named_sets_are_what_they_say() {
        use Relationship::*;
        let set = |all: &[Relationship]| all.iter().copied().collect::<Relationships>();
        assert_eq!(set(&Relationship::ALL), Relationships::ALL);
        assert_eq!(set(&[KeyAgreement]), Relationships::KEY_AGREEMENT);
        assert_eq!(set(&[AssertionMethod]), Relationships::ASSERTION);
        assert_eq!(set(&[CapabilityInvocation]), Relationships::CONTROL);
        assert_eq!(
            Relationships::ALL.without(Relationships::KEY_AGREEMENT),
            Relationships::SIGNING
        );
    }
}
