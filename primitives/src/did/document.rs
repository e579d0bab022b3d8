//! The document of a DID: verification methods, services and other names, and changes of them.

use super::{PublicKey, Relationship, Relationships};
use crate::{described::described_as, limits, List};
use alloc::vec::Vec;
use codec::{Decode, DecodeWithMemTracking, Encode, Error, Input, MaxEncodedLen};
use core::fmt;
use scale_info::TypeInfo;

/// A block and its timestamp.
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
pub struct Stamp {
    /// Height of the block; also the `versionId` of a version set in it.
    pub block: u32,
    /// Timestamp of the block, in milliseconds since 1970 (UTC).
    pub time: u64,
}

/// Number of a verification method: its fragment is `#key-<n>`. A DID never assigns a number twice.
pub type KeyIndex = u32;

/// State of a verification method.
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
pub enum KeyState {
    /// Usable for all its relationships.
    Active,
    /// No longer usable for new signatures. Assertions made before the stamp stay valid.
    Retired(Stamp),
    /// Compromised from the stamp on: not usable, and assertions made with it are not trusted.
    Revoked(Stamp),
}

/// A verification method of a DID document (DID Core, section 5.2).
#[derive(
    Clone, PartialEq, Eq, Debug, Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo,
)]
pub struct VerificationMethod {
    /// Number of the method; see [`KeyIndex`].
    pub index: KeyIndex,
    /// The public key of the method.
    pub key: PublicKey,
    /// Verification relationships of the method while it is active.
    pub relationships: Relationships,
    /// State: active, retired or revoked.
    pub state: KeyState,
}

impl VerificationMethod {
    /// The relationships in which the key may sign now; none unless it is active.
    pub fn usable(&self) -> Relationships {
        match self.state {
            KeyState::Active => self.relationships,
            KeyState::Retired(_) | KeyState::Revoked(_) => Relationships::NONE,
        }
    }

    /// The relationships under which a resolved document lists the key. A retired key stays listed
    /// for assertions made before.
    pub fn shown(&self) -> Relationships {
        match self.state {
            KeyState::Active => self.relationships,
            KeyState::Retired(_) => self.relationships & Relationships::ASSERTION,
            KeyState::Revoked(_) => Relationships::NONE,
        }
    }

    /// Returns true if the key may now act for its DID, by capability invocation.
    pub fn controls(&self) -> bool {
        self.usable().contains(Relationship::CapabilityInvocation)
    }
}

/// The verification methods of a DID, in ascending order of their numbers.
pub type VerificationMethods = List<VerificationMethod, { limits::MAX_METHODS }>;

/// A URI (RFC 3986) of at most [`limits::MAX_URI_BYTES`] bytes.
#[derive(Clone, PartialEq, Eq, Encode, DecodeWithMemTracking, MaxEncodedLen)]
pub struct Uri(List<u8, { limits::MAX_URI_BYTES }>);

described_as!(Uri, Vec<u8>);

/// The reason for which a text is refused as a [`Uri`].
#[derive(Clone, Copy, PartialEq, Eq, Debug, thiserror::Error)]
pub enum UriError {
    /// The text is longer than [`limits::MAX_URI_BYTES`] bytes.
    #[error("a URI has at most {} bytes", limits::MAX_URI_BYTES)]
    TooLong,
    /// The text has no scheme, or a character that a URI must not contain.
    #[error("a URI begins with a scheme and has only ASCII characters, without spaces")]
    Malformed,
}

impl Uri {
    /// Validates a URI.
    ///
    /// # Errors
    ///
    /// See [`UriError`].
    pub fn new(text: &str) -> Result<Self, UriError> {
        let bytes = text.as_bytes().to_vec();
        let bytes = List::try_from(bytes).map_err(|_| UriError::TooLong)?;
        if is_uri(&bytes) {
            Ok(Self(bytes))
        } else {
            Err(UriError::Malformed)
        }
    }

    /// The URI as text.
    pub fn as_str(&self) -> &str {
        text(&self.0)
    }
}

impl Decode for Uri {
    fn decode<I: Input>(input: &mut I) -> Result<Self, Error> {
        let bytes = List::decode(input)?;
        if is_uri(&bytes) {
            Ok(Self(bytes))
        } else {
            Err("not a URI".into())
        }
    }
}

impl fmt::Debug for Uri {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.as_str().fmt(f)
    }
}

/// Checks the scheme, that all other characters are allowed by RFC 3986, and that each `%` precedes
/// two hexadecimal digits. Everything else is left to the client that follows the URI.
fn is_uri(text: &[u8]) -> bool {
    let Some(colon) = text.iter().position(|byte| *byte == b':') else {
        return false;
    };
    let (scheme, rest) = text.split_at(colon);
    let scheme = scheme.first().is_some_and(u8::is_ascii_alphabetic)
        && scheme
            .iter()
            .all(|byte| byte.is_ascii_alphanumeric() || b"+-.".contains(byte));
    // The colon itself is among the allowed characters.
    let escapes = rest
        .split(|byte| *byte == b'%')
        .skip(1)
        .all(|part| matches!(part, [a, b, ..] if a.is_ascii_hexdigit() && b.is_ascii_hexdigit()));
    scheme
        && escapes
        && rest.len() > 1
        && rest
            .iter()
            .all(|byte| byte.is_ascii_alphanumeric() || b"-._~:/?#[]@!$&'()*+,;=%".contains(byte))
}

/// Declares a text of letters, digits, `-`, `_` and `.` in a service of a DID document.
macro_rules! service_text {
    ($(#[$doc:meta])* $name:ident, $limit:expr, $refusal:literal) => {
        $(#[$doc])*
        #[derive(Clone, PartialEq, Eq, Encode, DecodeWithMemTracking, MaxEncodedLen)]
        pub struct $name(List<u8, { $limit }>);

        described_as!($name, Vec<u8>);

        impl $name {
            /// Validates a text: 1 to 32 letters, digits, `-`, `_` or `.`. The prefix `key-` is
            /// reserved for the fragments of verification methods. `None` if the text is invalid.
            pub fn new(text: &str) -> Option<Self> {
                let text = Self(List::try_from(text.as_bytes().to_vec()).ok()?);
                text.is_valid().then_some(text)
            }

            /// The text, without the `#` of a fragment.
            pub fn as_str(&self) -> &str {
                text(&self.0)
            }

            fn is_valid(&self) -> bool {
                !self.0.is_empty()
                    && !self.0.starts_with(b"key-")
                    && self
                        .0
                        .iter()
                        .all(|byte| byte.is_ascii_alphanumeric() || b"-_.".contains(byte))
            }
        }

        impl Decode for $name {
            fn decode<I: Input>(input: &mut I) -> Result<Self, Error> {
                let text = Self(List::decode(input)?);
                if text.is_valid() {
                    Ok(text)
                } else {
                    Err($refusal.into())
                }
            }
        }

        impl fmt::Debug for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                self.as_str().fmt(f)
            }
        }
    };
}

service_text!(
    /// The name of a service: the fragment of its `id` in the DID document.
    ServiceName,
    limits::MAX_SERVICE_NAME_BYTES,
    "not a valid service name"
);

service_text!(
    /// The `type` of a service, for instance `LinkedDomains`. It obeys the same rules as
    /// [`ServiceName`].
    ServiceType,
    limits::MAX_SERVICE_TYPE_BYTES,
    "not a valid service type"
);

/// Views bytes as text. They were checked to be ASCII on construction.
fn text(bytes: &[u8]) -> &str {
    core::str::from_utf8(bytes).unwrap_or_default()
}

/// A service of a DID document (DID Core, section 5.4).
#[derive(
    Clone, PartialEq, Eq, Debug, Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo,
)]
pub struct Service {
    /// Name of the service: the fragment of its `id` in the document.
    pub name: ServiceName,
    /// The `type` of the service, for instance `LinkedDomains`.
    pub service_type: ServiceType,
    /// URIs at which the service is reached.
    pub endpoints: List<Uri, { limits::MAX_ENDPOINTS }>,
}

/// The services of a DID, in the order in which they were first set.
pub type Services = List<Service, { limits::MAX_SERVICES }>;

/// The `alsoKnownAs` of a document: other identifiers of the DID subject.
pub type AlsoKnownAs = List<Uri, { limits::MAX_ALSO_KNOWN_AS }>;

/// A verification method to be added; the chain assigns its number.
#[derive(
    Clone, PartialEq, Eq, Debug, Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo,
)]
pub struct NewVerificationMethod {
    /// The public key to add.
    pub key: PublicKey,
    /// Verification relationships of the key.
    pub relationships: Relationships,
}

/// The document of a new DID.
#[derive(
    Clone,
    PartialEq,
    Eq,
    Debug,
    Default,
    Encode,
    Decode,
    DecodeWithMemTracking,
    MaxEncodedLen,
    TypeInfo,
)]
pub struct Document {
    /// Verification methods; they get the numbers 1, 2 and so on.
    pub methods: List<NewVerificationMethod, { limits::MAX_METHODS }>,
    /// Services, each with a unique name.
    pub services: Services,
    /// Other identifiers of the DID subject.
    pub also_known_as: AlsoKnownAs,
}

/// One change of a DID document.
#[derive(
    Clone, PartialEq, Eq, Debug, Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo,
)]
pub enum Change {
    /// Adds a verification method.
    AddKey(NewVerificationMethod),
    /// Replaces the relationships of an active verification method.
    SetKeyRelationships(KeyIndex, Relationships),
    /// Retires an active verification method.
    RetireKey(KeyIndex),
    /// Revokes a verification method because its key is compromised.
    RevokeKey(KeyIndex),
    /// Adds a service, or replaces the one of the same name.
    SetService(Service),
    /// Removes the service of that name.
    RemoveService(ServiceName),
    /// Replaces the other identifiers of the DID subject.
    SetAlsoKnownAs(AlsoKnownAs),
    /// Adds a key for zero-knowledge proofs, for assertions.
    AddProofKey {
        /// Compressed point of Jubjub.
        key: [u8; 32],
        /// Proof of possession: a signature by the key over the DID, so that nobody can present
        /// another's key as their own.
        possession: [u8; 48],
    },
}

/// The changes of one update.
pub type Changes = List<Change, { limits::MAX_CHANGES }>;

/// The fragment of a DID URL.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Fragment {
    /// A verification method.
    Key(KeyIndex),
    /// The service of that name.
    Service(ServiceName),
}

impl Fragment {
    /// Parses a fragment without its `#`; `None` if no DID document can contain it.
    pub fn new(text: &str) -> Option<Self> {
        match text.strip_prefix("key-") {
            None => ServiceName::new(text).map(Self::Service),
            Some(digits) => {
                let index: KeyIndex = digits.parse().ok()?;
                // Each number has one text: no sign, no leading zeros.
                let one = alloc::format!("{index}") == digits;
                one.then_some(Self::Key(index))
            }
        }
    }
}

impl fmt::Display for Fragment {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Key(index) => write!(f, "key-{index}"),
            Self::Service(name) => f.write_str(name.as_str()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn stamp() -> Stamp {
        Stamp { block: 1, time: 2 }
    }

    fn method(state: KeyState) -> VerificationMethod {
        VerificationMethod {
            index: 1,
            key: PublicKey::Ed25519([0; 32]),
            relationships: Relationships::SIGNING,
            state,
        }
    }

    #[test]
    fn an_active_key_is_used_as_it_is_shown() {
        let method = method(KeyState::Active);
        assert_eq!(method.usable(), Relationships::SIGNING);
        assert_eq!(method.shown(), Relationships::SIGNING);
        assert!(method.controls());
    }

    #[test]
    fn a_retired_key_stands_for_what_it_asserted() {
        let method = method(KeyState::Retired(stamp()));
        assert_eq!(method.usable(), Relationships::NONE);
        assert_eq!(method.shown(), Relationships::ASSERTION);
        assert!(!method.controls());
    }

    #[test]
    fn a_revoked_key_stands_for_nothing() {
        let method = method(KeyState::Revoked(stamp()));
        assert_eq!(method.usable(), Relationships::NONE);
        assert_eq!(method.shown(), Relationships::NONE);
        assert!(!method.controls());
    }

    #[test]
    fn uris() {
        for good in [
            "https://example.com/a?b=c#d",
            "did:key:z6Mk",
            "urn:uuid:f81d4fae-7dec-11d0-a765-00a0c91e6bf6",
            "mailto:alice@example.com",
            "a:b",
            "https://example.com/%C3%A9",
            "http://[::1]:8080/",
        ] {
            assert_eq!(Uri::new(good).unwrap().as_str(), good);
        }
        for bad in [
            "",
            ":",
            "a:",
            "example.com",
            "1http://example.com",
            "ht tp://example.com",
            "https://example.com/a b",
            "https://example.com/é",
            "https://example.com/\n",
            "https://example.com/<script>",
            "https://example.com/%",
            "https://example.com/%4",
            "https://example.com/%zz",
            "https://example.com/\"",
            "https://example.com/\\",
        ] {
            assert_eq!(Uri::new(bad), Err(UriError::Malformed), "{bad}");
        }
        let long = alloc::format!("a:{}", "b".repeat(limits::MAX_URI_BYTES as usize));
        assert_eq!(Uri::new(&long), Err(UriError::TooLong));
        assert!(Uri::new(&long[..limits::MAX_URI_BYTES as usize]).is_ok());
    }

    #[test]
    fn names_of_services() {
        for good in ["a", "LinkedDomains", "files-1", "a.b_c", "keys", "key"] {
            assert_eq!(ServiceName::new(good).unwrap().as_str(), good);
        }
        let long = "a".repeat(limits::MAX_SERVICE_NAME_BYTES as usize + 1);
        for bad in ["", "key-1", "key-", "a b", "a#b", "é", "a/b", "%41", &long] {
            assert_eq!(ServiceName::new(bad), None, "{bad}");
        }
    }

    #[test]
    fn fragments_have_one_text_each() {
        for text in ["key-0", "key-1", "key-4294967295", "files"] {
            assert_eq!(Fragment::new(text).unwrap().to_string(), text);
        }
        for text in [
            "",
            "key-",
            "key-01",
            "key-+1",
            "key-4294967296",
            "key-a",
            "a b",
        ] {
            assert_eq!(Fragment::new(text), None, "{text}");
        }
    }

    proptest! {
        #[test]
        fn decoding_takes_the_same_texts_as_people_write(text in ".{0,60}") {
            let encoded = text.as_bytes().to_vec().encode();
            prop_assert_eq!(Uri::decode(&mut &encoded[..]).ok(), Uri::new(&text).ok());
            prop_assert_eq!(
                ServiceName::decode(&mut &encoded[..]).ok(),
                ServiceName::new(&text)
            );
        }

        #[test]
        fn no_bytes_make_a_decoder_panic(bytes: Vec<u8>) {
            let _ = Document::decode(&mut &bytes[..]);
            let _ = Changes::decode(&mut &bytes[..]);
        }
    }
}
