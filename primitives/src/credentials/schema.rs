//! Schemas: the claims of a type of credential, and its issuance policy.

use super::SchemaId;
use crate::limits;
use crate::{
    described::described_as,
    did::{Did, Uri},
    List,
};
use alloc::vec::Vec;
use codec::{Decode, DecodeWithMemTracking, Encode, Error, Input, MaxEncodedLen};
use core::fmt;
use scale_info::TypeInfo;
use sp_crypto_hashing::blake2_256;

/// Domain separator of the hash that is a schema's identifier.
const DOMAIN: &[u8] = b"aura/schema/1";

/// Reserved claim names, sorted.
///
/// Most are terms that the context `https://www.w3.org/ns/credentials/v2` defines at its top level
/// or for a type. It protects them, so a credential that redefined one would not be valid JSON-LD.
/// The others are members of a credential subject for proofs.
pub const RESERVED: [&str; 63] = [
    "BitstringStatusList",
    "BitstringStatusListCredential",
    "BitstringStatusListEntry",
    "DataIntegrityProof",
    "EnvelopedVerifiableCredential",
    "EnvelopedVerifiablePresentation",
    "JsonSchema",
    "JsonSchemaCredential",
    "VerifiableCredential",
    "VerifiablePresentation",
    "aud",
    "challenge",
    "claims",
    "claimsRoot",
    "cnf",
    "confidenceMethod",
    "created",
    "credentialSchema",
    "credentialStatus",
    "credentialSubject",
    "cryptosuite",
    "description",
    "digestMultibase",
    "digestSRI",
    "domain",
    "encodedList",
    "evidence",
    "exp",
    "expires",
    "iat",
    "id",
    "iss",
    "issuer",
    "jku",
    "jsonSchema",
    "kid",
    "mediaType",
    "name",
    "nbf",
    "nonce",
    "previousProof",
    "proof",
    "proofPurpose",
    "proofValue",
    "refreshService",
    "relatedResource",
    "renderMethod",
    "salt",
    "statusListCredential",
    "statusListIndex",
    "statusMessage",
    "statusPurpose",
    "statusReference",
    "statusSize",
    "sub",
    "termsOfUse",
    "ttl",
    "type",
    "validFrom",
    "validUntil",
    "verifiableCredential",
    "verificationMethod",
    "x5u",
];

/// Reserved prefixes of claim names, used by the credential format.
pub const RESERVED_PREFIXES: [&str; 2] = ["aura", "holder"];

/// Name of a claim: a letter, then letters, digits and `_`, at most 32 characters.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Encode, DecodeWithMemTracking, MaxEncodedLen)]
pub struct ClaimName(List<u8, { limits::MAX_CLAIM_NAME_BYTES }>);

described_as!(ClaimName, Vec<u8>);

/// The text is not a valid claim name.
#[derive(Clone, Copy, PartialEq, Eq, Debug, thiserror::Error)]
#[error(
    "the name of a claim is a letter, then letters, digits and `_`, at most {} characters",
    limits::MAX_CLAIM_NAME_BYTES
)]
pub struct ClaimNameError;

impl ClaimName {
    /// Validates a claim name.
    ///
    /// # Errors
    ///
    /// [`ClaimNameError`] if the text is not one.
    pub fn new(name: &str) -> Result<Self, ClaimNameError> {
        let bytes = List::try_from(name.as_bytes().to_vec()).map_err(|_| ClaimNameError)?;
        let name = Self(bytes);
        if name.is_valid() {
            Ok(name)
        } else {
            Err(ClaimNameError)
        }
    }

    /// The name as text.
    pub fn as_str(&self) -> &str {
        // It was checked to be ASCII on construction.
        core::str::from_utf8(&self.0).unwrap_or_default()
    }

    /// Returns true if the name is in [`RESERVED`] or begins with one of [`RESERVED_PREFIXES`].
    pub fn is_reserved(&self) -> bool {
        let name = self.as_str();
        RESERVED.binary_search(&name).is_ok()
            || RESERVED_PREFIXES
                .iter()
                .any(|prefix| name.starts_with(prefix))
    }

    fn is_valid(&self) -> bool {
        self.0.first().is_some_and(u8::is_ascii_alphabetic)
            && self
                .0
                .iter()
                .all(|byte| byte.is_ascii_alphanumeric() || *byte == b'_')
    }
}

impl Decode for ClaimName {
    fn decode<I: Input>(input: &mut I) -> Result<Self, Error> {
        let name = Self(List::decode(input)?);
        if name.is_valid() {
            Ok(name)
        } else {
            Err("not the name of a claim".into())
        }
    }
}

impl fmt::Debug for ClaimName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.as_str().fmt(f)
    }
}

/// Value type of a claim.
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
pub enum ClaimKind {
    /// Signed integer of 64 bits: `xsd:integer`.
    Integer,
    /// Calendar day: `xsd:date`.
    Date,
    /// Boolean: `xsd:boolean`.
    Boolean,
    /// Text, for instance a country code or a member of a set.
    Text,
    /// Byte string.
    Bytes,
}

/// A claim about the credential subject.
#[derive(
    Clone, PartialEq, Eq, Debug, Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo,
)]
pub struct Claim {
    /// Name of the claim in the credential.
    pub name: ClaimName,
    /// Value type.
    pub kind: ClaimKind,
    /// Position among the signed values for proofs, 4 to 15. A claim without a slot can be
    /// disclosed, but nothing else can be proven about it.
    pub slot: Option<u8>,
}

/// The claims of a schema, in display order.
pub type Claims = List<Claim, { limits::MAX_CLAIMS }>;

/// Issuance policy of a schema.
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
pub enum IssuancePolicy {
    /// Every DID may issue.
    Open,
    /// The owner may issue, and the DIDs that it or they have accredited.
    Accredited,
}

/// A schema. It is immutable: any change makes another schema.
#[derive(
    Clone, PartialEq, Eq, Debug, Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo,
)]
pub struct Schema {
    /// The first owner, who registered it. Ownership can be transferred; the chain's record names
    /// the present owner, and this field stays.
    pub owner: Did,
    /// SHA-256 of the bytes of the JSON Schema document.
    pub digest: [u8; 32],
    /// Address of that document.
    pub uri: Uri,
    /// Claims of its credentials.
    pub claims: Claims,
    /// DIDs that may issue under the schema.
    pub policy: IssuancePolicy,
    /// Promise of the issuers that no person has two valid credentials at a time; policies of one
    /// use per person, such as votes, rely on it.
    pub unique: bool,
}

/// The reason for which a schema is invalid.
#[derive(Clone, PartialEq, Eq, Debug, thiserror::Error)]
pub enum SchemaError {
    /// A claim name is reserved.
    #[error("the name `{0:?}` of a claim is reserved: choose another one")]
    Reserved(ClaimName),
    /// Two claims have the same name.
    #[error("the name `{0:?}` of a claim appears twice")]
    NameTwice(ClaimName),
    /// A slot is outside the range for claims.
    #[error("slot {0} is not for claims: use one of 4 to 15")]
    Slot(u8),
    /// Two claims have the same slot.
    #[error("slot {0} is in use by another claim")]
    SlotTwice(u8),
}

impl Schema {
    /// The identifier. It covers the owner, whose DID is bound to the chain: nobody can register
    /// another's schema, on this chain or elsewhere.
    pub fn id(&self) -> SchemaId {
        let mut preimage: Vec<u8> = DOMAIN.to_vec();
        self.encode_to(&mut preimage);
        blake2_256(&preimage).into()
    }

    /// Checks names and slots of the claims.
    ///
    /// # Errors
    ///
    /// The fault of the first claim that has one.
    pub fn check(&self) -> Result<(), SchemaError> {
        for (count, claim) in self.claims.iter().enumerate() {
            let mut before = self.claims.iter().take(count);
            let name = &claim.name;
            if name.is_reserved() {
                return Err(SchemaError::Reserved(name.clone()));
            }
            if before.clone().any(|other| other.name == *name) {
                return Err(SchemaError::NameTwice(name.clone()));
            }
            let Some(slot) = claim.slot else { continue };
            if !(limits::FIRST_CLAIM_SLOT..=limits::LAST_CLAIM_SLOT).contains(&slot) {
                return Err(SchemaError::Slot(slot));
            }
            if before.any(|other| other.slot == Some(slot)) {
                return Err(SchemaError::SlotTwice(slot));
            }
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn name(text: &str) -> ClaimName {
        ClaimName::new(text).unwrap()
    }

    fn claim(text: &str, slot: Option<u8>) -> Claim {
        Claim {
            name: name(text),
            kind: ClaimKind::Integer,
            slot,
        }
    }

    fn schema(claims: Vec<Claim>) -> Schema {
        Schema {
            owner: Did::from([1; 32]),
            digest: [2; 32],
            uri: Uri::new("a:b").unwrap(),
            claims: claims.try_into().unwrap(),
            policy: IssuancePolicy::Accredited,
            unique: true,
        }
    }

    #[test]
    fn the_identifier_is_as_specified() {
        let schema = schema(vec![claim("age", Some(4)), claim("note", None)]);
        let expected = [
            &b"aura/schema/1"[..],
            &[1; 32],
            &[2; 32],
            // SCALE lengths: four times the number.
            &[12],
            b"a:b",
            &[8],
            &[12],
            b"age",
            &[0, 1, 4],
            &[16],
            b"note",
            &[0, 0],
            &[1, 1],
        ]
        .concat();
        assert_eq!(*schema.id().as_bytes(), blake2_256(&expected));
    }

    #[test]
    fn every_part_makes_another_schema() {
        let change = |change: fn(&mut Schema)| {
            let mut schema = schema(vec![claim("age", Some(4))]);
            change(&mut schema);
            schema.id()
        };
        let mut all = vec![
            change(|_| ()),
            change(|schema| schema.owner = Did::from([9; 32])),
            change(|schema| schema.digest = [9; 32]),
            change(|schema| schema.uri = Uri::new("a:c").unwrap()),
            change(|schema| schema.claims = Default::default()),
            change(|schema| schema.claims[0].name = name("years")),
            change(|schema| schema.claims[0].kind = ClaimKind::Date),
            change(|schema| schema.claims[0].slot = None),
            change(|schema| schema.policy = IssuancePolicy::Open),
            change(|schema| schema.unique = false),
        ];
        all.sort();
        all.dedup();
        assert_eq!(all.len(), 10);
    }

    #[test]
    fn a_schema_may_state_nothing_or_all() {
        assert_eq!(schema(vec![]).check(), Ok(()));
        let claims = (0..limits::MAX_CLAIMS).map(|n| {
            let slot = u8::try_from(n).unwrap() + limits::FIRST_CLAIM_SLOT;
            claim(
                &format!("c{n}"),
                (slot <= limits::LAST_CLAIM_SLOT).then_some(slot),
            )
        });
        assert_eq!(schema(claims.collect()).check(), Ok(()));
    }

    #[test]
    fn slots_of_the_suite_and_slots_that_do_not_exist_are_refused() {
        for slot in 0..=u8::MAX {
            let expected = match slot {
                4..=15 => Ok(()),
                other => Err(SchemaError::Slot(other)),
            };
            assert_eq!(schema(vec![claim("age", Some(slot))]).check(), expected);
        }
    }

    #[test]
    fn nothing_stands_twice() {
        let twice = schema(vec![claim("age", Some(4)), claim("age", None)]);
        assert_eq!(twice.check(), Err(SchemaError::NameTwice(name("age"))));
        let twice = schema(vec![claim("age", Some(4)), claim("size", Some(4))]);
        assert_eq!(twice.check(), Err(SchemaError::SlotTwice(4)));
        // Any number of claims may have no slot.
        let none = schema(vec![claim("age", None), claim("size", None)]);
        assert_eq!(none.check(), Ok(()));
    }

    #[test]
    fn names_that_mean_something_else_are_refused() {
        assert!(RESERVED.is_sorted_by(|a, b| a < b));
        let prefixed = ["holder", "holderBlinding", "auraSuite"];
        for text in RESERVED.into_iter().chain(prefixed) {
            let schema = schema(vec![claim(text, None)]);
            assert_eq!(schema.check(), Err(SchemaError::Reserved(name(text))));
        }
        for text in ["ID", "identifier", "types", "shareholder", "salted"] {
            assert!(!name(text).is_reserved(), "{text}");
        }
    }

    #[test]
    fn names_are_letters_digits_and_underscores() {
        let longest = format!("a{}", "9".repeat(31));
        for text in ["a", "Z_9", &longest] {
            assert_eq!(name(text).as_str(), text);
        }
        let long = format!("{longest}9");
        for text in [
            "", "_a", "9a", "a-b", "a.b", "a b", "@id", "ä", "a\0", &long,
        ] {
            assert_eq!(ClaimName::new(text), Err(ClaimNameError), "{text}");
        }
    }

    proptest! {
        #[test]
        fn what_is_decoded_could_have_been_written(text in ".{0,40}") {
            let decoded = ClaimName::decode(&mut &text.encode()[..]);
            prop_assert_eq!(decoded.ok(), ClaimName::new(&text).ok());
        }
    }
}
