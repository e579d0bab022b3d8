//! Verification policies: the requirements of a verifier.

use super::Circuit;
use crate::limits;
use crate::{
    base58_id::base58_id,
    credentials::{ClaimKind, Schema, SchemaId},
    did::Did,
    List,
};
use alloc::vec::Vec;
use codec::{Decode, DecodeWithMemTracking, Encode, MaxEncodedLen};
use scale_info::TypeInfo;
use sp_crypto_hashing::blake2_256;

/// Domain separator of the hash that is a policy's identifier.
const DOMAIN: &[u8] = b"aura/policy/1";

base58_id!(
    /// Identifier of a policy: a hash of all its fields, including the verifier. Written in
    /// base58btc.
    PolicyId,
    /// The text is not a policy identifier.
    PolicyIdError,
    "the identifier of a policy is 32 bytes in base58btc"
);

/// A day of the Gregorian calendar in UTC: 0001-01-01 is 1, and 1970-01-01 is 719,163.
pub type Day = u32;

/// The predicate that a credential must satisfy.
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
pub enum Predicate {
    /// No predicate: possession of a valid credential is enough.
    Ownership,
    /// The subject has reached an age: the date in a slot is at least `years` ago.
    Age {
        /// Slot of the date.
        slot: u8,
        /// Age in years.
        years: u8,
    },
    /// The integer in a slot is in a closed range.
    Range {
        /// Slot of the integer.
        slot: u8,
        /// Least value allowed.
        least: i64,
        /// Greatest value allowed.
        greatest: i64,
    },
    /// The value in a slot is a member of a set.
    Membership {
        /// Slot of the value.
        slot: u8,
        /// Root of the tree over the set, little-endian.
        set_root: [u8; 32],
    },
}

/// Number of times that a person can satisfy a policy.
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
pub enum Uses {
    /// Unlimited. Presentations of one person cannot be linked.
    Many,
    /// Once per person. The issuer must promise that no person has two valid credentials at a time:
    /// such a policy has exactly one issuer, and a schema that is unique.
    Once {
        /// The day on which the credential must have been in force, so that a credential issued
        /// later does not count again.
        opens: Day,
        /// The first block in which the policy can no longer be satisfied.
        closes: u32,
        /// Maximum number of persons, 1 to [`limits::MAX_POLICY_USES`]. The policy's deposit pays
        /// for their nullifiers, which the chain keeps until `closes`.
        max_uses: u32,
    },
}

/// Verifying keys whose proofs a policy accepts.
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
pub enum AcceptedKeys {
    /// Keys of this version or a later one, including keys registered after the policy.
    AtLeast(u16),
    /// The one key with this digest ([`PreparedKey::digest`](super::PreparedKey)). It may be
    /// registered after the policy. Once it is retired or disabled, the policy can no longer be
    /// satisfied.
    Exactly([u8; 32]),
}

impl AcceptedKeys {
    /// Returns true if a key of that version and digest is accepted.
    pub fn accept(&self, version: u16, digest: &[u8; 32]) -> bool {
        match self {
            Self::AtLeast(least) => version >= *least,
            Self::Exactly(pinned) => pinned == digest,
        }
    }
}

/// A verification policy. It is immutable: any change makes another policy.
#[derive(
    Clone, PartialEq, Eq, Debug, Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo,
)]
pub struct VerificationPolicy {
    /// The DID of the verifier.
    pub verifier: Did,
    /// Schema of the credential.
    pub schema: SchemaId,
    /// Accepted issuers, in strictly ascending order. No proof is accepted while its issuer is not
    /// in good standing.
    pub issuers: List<Did, { limits::MAX_POLICY_ISSUERS }>,
    /// Predicate on the credential.
    pub predicate: Predicate,
    /// Number of times that a person can satisfy the policy.
    pub uses: Uses,
    /// Lifetime of receipts in minutes by the chain's clock: 1 to [`limits::MAX_RECEIPT_MINUTES`].
    pub lifetime: u32,
    /// Verifying keys whose proofs are accepted.
    pub keys: AcceptedKeys,
}

/// The reason for which a policy is invalid.
#[derive(Clone, Copy, PartialEq, Eq, Debug, thiserror::Error)]
pub enum PolicyError {
    /// The policy names another schema.
    #[error("the policy names another schema")]
    Schema,
    /// The issuers are empty, repeated or out of order.
    #[error("a policy names its issuers, each once and in the order of their bytes")]
    Issuers,
    /// The slot has no claim of the type that the predicate needs.
    #[error("slot {0} of the schema has no claim of the type that this predicate needs")]
    Slot(u8),
    /// The age is out of range.
    #[error("an age is 1 to {} years", limits::MAX_AGE_YEARS)]
    Years,
    /// The range is empty.
    #[error("the range is empty: its lower bound is above its upper bound")]
    Range,
    /// The lifetime of receipts is out of range.
    #[error("receipts are valid for 1 to {} minutes", limits::MAX_RECEIPT_MINUTES)]
    Lifetime,
    /// The maximum number of persons is out of range.
    #[error(
        "a policy of one use per person is for 1 to {} persons",
        limits::MAX_POLICY_USES
    )]
    MaxUses,
    /// A policy of one use per person needs one issuer and a unique schema.
    #[error("one use per person: name one issuer, and a schema that is unique")]
    NotUnique,
}

impl Predicate {
    /// The circuit that proves the predicate.
    pub const fn circuit(&self) -> Circuit {
        match self {
            Self::Ownership => Circuit::Ownership,
            Self::Age { .. } => Circuit::Age,
            Self::Range { .. } => Circuit::Range,
            Self::Membership { .. } => Circuit::Membership,
        }
    }

    /// The slot that the predicate is about, and the value type that it needs; `None` as the type
    /// accepts any.
    fn opened(&self) -> Option<(u8, Option<ClaimKind>)> {
        match self {
            Self::Ownership => None,
            Self::Age { slot, .. } => Some((*slot, Some(ClaimKind::Date))),
            Self::Range { slot, .. } => Some((*slot, Some(ClaimKind::Integer))),
            Self::Membership { slot, .. } => Some((*slot, None)),
        }
    }
}

impl VerificationPolicy {
    /// The identifier. It covers the verifier, whose DID is bound to the chain.
    pub fn id(&self) -> PolicyId {
        let mut preimage: Vec<u8> = DOMAIN.to_vec();
        self.encode_to(&mut preimage);
        blake2_256(&preimage).into()
    }

    /// Checks that credentials of `schema` can satisfy the policy.
    ///
    /// # Errors
    ///
    /// See [`PolicyError`].
    pub fn check(&self, schema: &Schema) -> Result<(), PolicyError> {
        if schema.id() != self.schema {
            return Err(PolicyError::Schema);
        }
        if self.issuers.is_empty() || !self.issuers.is_sorted_by(|a, b| a < b) {
            return Err(PolicyError::Issuers);
        }
        if let Some((slot, kind)) = self.predicate.opened() {
            let claim = schema.claims.iter().find(|claim| claim.slot == Some(slot));
            let fits = claim.is_some_and(|claim| kind.is_none_or(|kind| claim.kind == kind));
            if !fits {
                return Err(PolicyError::Slot(slot));
            }
        }
        match self.predicate {
            Predicate::Age { years, .. } if !(1..=limits::MAX_AGE_YEARS).contains(&years) => {
                return Err(PolicyError::Years);
            }
            Predicate::Range {
                least, greatest, ..
            } if least > greatest => return Err(PolicyError::Range),
            _ => (),
        }
        if !(1..=limits::MAX_RECEIPT_MINUTES).contains(&self.lifetime) {
            return Err(PolicyError::Lifetime);
        }
        if let Uses::Once { max_uses, .. } = self.uses {
            if self.issuers.len() != 1 || !schema.unique {
                return Err(PolicyError::NotUnique);
            }
            if !(1..=limits::MAX_POLICY_USES).contains(&max_uses) {
                return Err(PolicyError::MaxUses);
            }
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        credentials::{Claim, ClaimName, IssuancePolicy},
        did::Uri,
    };

    fn schema() -> Schema {
        let claim = |name, kind, slot| Claim {
            name: ClaimName::new(name).unwrap(),
            kind,
            slot,
        };
        Schema {
            owner: Did::from([1; 32]),
            digest: [2; 32],
            uri: Uri::new("a:b").unwrap(),
            claims: vec![
                claim("born", ClaimKind::Date, Some(4)),
                claim("income", ClaimKind::Integer, Some(5)),
                claim("country", ClaimKind::Text, Some(6)),
                claim("seen", ClaimKind::Date, None),
            ]
            .try_into()
            .unwrap(),
            policy: IssuancePolicy::Accredited,
            unique: true,
        }
    }

    fn policy(predicate: Predicate) -> VerificationPolicy {
        VerificationPolicy {
            verifier: Did::from([9; 32]),
            schema: schema().id(),
            issuers: vec![Did::from([1; 32])].try_into().unwrap(),
            predicate,
            uses: Uses::Many,
            lifetime: 10,
            keys: AcceptedKeys::AtLeast(1),
        }
    }

    const ADULT: Predicate = Predicate::Age { slot: 4, years: 18 };

    fn changed(change: fn(&mut VerificationPolicy)) -> VerificationPolicy {
        let mut policy = policy(ADULT);
        change(&mut policy);
        policy
    }

    fn checked(change: fn(&mut VerificationPolicy)) -> Result<(), PolicyError> {
        changed(change).check(&schema())
    }

    #[test]
    fn the_identifier_is_as_specified() {
        let expected = [
            &b"aura/policy/1"[..],
            &[9; 32],
            schema().id().as_bytes(),
            // SCALE lengths: four times the number.
            &[4],
            &[1; 32],
            &[1, 4, 18],
            &[0],
            &[10, 0, 0, 0],
            &[0, 1, 0],
        ]
        .concat();
        assert_eq!(*policy(ADULT).id().as_bytes(), blake2_256(&expected));
    }

    #[test]
    fn keys_and_uses_are_encoded_as_specified() {
        assert_eq!(AcceptedKeys::AtLeast(0x0203).encode(), [0, 3, 2]);
        let exactly = AcceptedKeys::Exactly([7; 32]).encode();
        assert_eq!(exactly, [&[1][..], &[7; 32]].concat());
        let once = Uses::Once {
            opens: 1,
            closes: 2,
            max_uses: 3,
        };
        assert_eq!(once.encode(), [1, 1, 0, 0, 0, 2, 0, 0, 0, 3, 0, 0, 0]);
    }

    #[test]
    fn a_policy_takes_keys_from_a_version_on_or_one_key() {
        let from = AcceptedKeys::AtLeast(2);
        assert!(!from.accept(1, &[7; 32]));
        assert!(from.accept(2, &[7; 32]) && from.accept(3, &[8; 32]));
        let pinned = AcceptedKeys::Exactly([7; 32]);
        assert!(pinned.accept(0, &[7; 32]) && pinned.accept(9, &[7; 32]));
        assert!(!pinned.accept(9, &[8; 32]));
    }

    #[test]
    fn every_part_makes_another_policy() {
        let mut all = vec![
            changed(|_| ()).id(),
            changed(|policy| policy.verifier = Did::from([8; 32])).id(),
            changed(|policy| policy.schema = [0; 32].into()).id(),
            changed(|policy| policy.issuers = Default::default()).id(),
            changed(|policy| policy.predicate = Predicate::Ownership).id(),
            changed(|policy| policy.predicate = Predicate::Age { slot: 5, years: 18 }).id(),
            changed(|policy| policy.predicate = Predicate::Age { slot: 4, years: 21 }).id(),
            changed(|policy| {
                policy.uses = Uses::Once {
                    opens: 1,
                    closes: 2,
                    max_uses: 3,
                }
            })
            .id(),
            changed(|policy| policy.lifetime = 11).id(),
            changed(|policy| policy.keys = AcceptedKeys::AtLeast(2)).id(),
            changed(|policy| policy.keys = AcceptedKeys::Exactly([1; 32])).id(),
        ];
        all.sort();
        all.dedup();
        assert_eq!(all.len(), 11);
    }

    #[test]
    fn each_proof_is_about_claims_of_its_kind() {
        let set_root = [0; 32];
        for slot in 0..=u8::MAX {
            for (predicate, fits) in [
                (Predicate::Age { slot, years: 18 }, slot == 4),
                (
                    Predicate::Range {
                        slot,
                        least: 1,
                        greatest: 2,
                    },
                    slot == 5,
                ),
                (
                    Predicate::Membership { slot, set_root },
                    (4..=6).contains(&slot),
                ),
                (Predicate::Ownership, true),
            ] {
                let expected = if fits {
                    Ok(())
                } else {
                    Err(PolicyError::Slot(slot))
                };
                assert_eq!(
                    policy(predicate).check(&schema()),
                    expected,
                    "{predicate:?}"
                );
            }
        }
    }

    #[test]
    fn issuers_are_named_in_order() {
        assert_eq!(
            checked(|policy| policy.issuers = Default::default()),
            Err(PolicyError::Issuers)
        );
        let of = |issuers: &[u8]| {
            let mut policy = policy(ADULT);
            let issuers: Vec<_> = issuers.iter().map(|n| Did::from([*n; 32])).collect();
            policy.issuers = issuers.try_into().unwrap();
            policy.check(&schema())
        };
        assert_eq!(of(&[1, 2]), Ok(()));
        assert_eq!(of(&[2, 1]), Err(PolicyError::Issuers));
        assert_eq!(of(&[1, 1]), Err(PolicyError::Issuers));
    }

    #[test]
    fn ages_and_ranges_are_some() {
        let age = |years| policy(Predicate::Age { slot: 4, years }).check(&schema());
        assert_eq!(age(0), Err(PolicyError::Years));
        assert_eq!(age(1), Ok(()));
        assert_eq!(age(limits::MAX_AGE_YEARS), Ok(()));
        assert_eq!(age(limits::MAX_AGE_YEARS + 1), Err(PolicyError::Years));
        let range = |least, greatest| {
            policy(Predicate::Range {
                slot: 5,
                least,
                greatest,
            })
            .check(&schema())
        };
        assert_eq!(range(i64::MIN, i64::MAX), Ok(()));
        assert_eq!(range(3, 3), Ok(()));
        assert_eq!(range(4, 3), Err(PolicyError::Range));
    }

    #[test]
    fn receipts_are_good_for_a_while() {
        assert_eq!(
            checked(|policy| policy.lifetime = 0),
            Err(PolicyError::Lifetime)
        );
        assert_eq!(
            checked(|policy| policy.lifetime = limits::MAX_RECEIPT_MINUTES),
            Ok(())
        );
        assert_eq!(
            checked(|policy| policy.lifetime = limits::MAX_RECEIPT_MINUTES + 1),
            Err(PolicyError::Lifetime)
        );
    }

    #[test]
    fn once_a_person_counts_on_one_issuer() {
        const ONCE: Uses = Uses::Once {
            opens: 740_000,
            closes: 1000,
            max_uses: 5,
        };
        assert_eq!(checked(|policy| policy.uses = ONCE), Ok(()));
        for (max_uses, expected) in [
            (0, Err(PolicyError::MaxUses)),
            (1, Ok(())),
            (limits::MAX_POLICY_USES, Ok(())),
            (limits::MAX_POLICY_USES + 1, Err(PolicyError::MaxUses)),
        ] {
            let mut policy = policy(ADULT);
            policy.uses = Uses::Once {
                opens: 740_000,
                closes: 1000,
                max_uses,
            };
            assert_eq!(policy.check(&schema()), expected);
        }
        assert_eq!(
            checked(|policy| {
                policy.uses = ONCE;
                policy
                    .issuers
                    .try_push(Did::from([2; 32]))
                    .unwrap_or_default();
            }),
            Err(PolicyError::NotUnique)
        );
        let mut many = schema();
        many.unique = false;
        let mut policy = changed(|policy| policy.uses = ONCE);
        policy.schema = many.id();
        assert_eq!(policy.check(&many), Err(PolicyError::NotUnique));
        policy.uses = Uses::Many;
        assert_eq!(policy.check(&many), Ok(()));
    }

    #[test]
    fn a_policy_is_of_its_schema() {
        assert_eq!(
            checked(|policy| policy.schema = [0; 32].into()),
            Err(PolicyError::Schema)
        );
    }
}
