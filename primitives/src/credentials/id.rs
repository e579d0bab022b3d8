//! The identifier of a schema.

use alloc::string::String;
use codec::{Decode, DecodeWithMemTracking, Encode, MaxEncodedLen};
use core::{fmt, str::FromStr};
use scale_info::TypeInfo;

/// Characters of base58 for 32 bytes, at most. A longer text needs no decoding to be refused.
const LONGEST: usize = 44;

/// The identifier of a schema: a hash of all that it says, its owner included. Written in base58btc.
#[derive(
    Clone,
    Copy,
    PartialEq,
    Eq,
    PartialOrd,
    Ord,
    Encode,
    Decode,
    DecodeWithMemTracking,
    MaxEncodedLen,
    TypeInfo,
)]
pub struct SchemaId([u8; 32]);

impl SchemaId {
    /// The 32 bytes.
    pub const fn as_bytes(&self) -> &[u8; 32] {
        &self.0
    }

    /// The text.
    pub fn to_base58(&self) -> String {
        bs58::encode(self.0).into_string()
    }
}

impl From<[u8; 32]> for SchemaId {
    fn from(bytes: [u8; 32]) -> Self {
        Self(bytes)
    }
}

impl fmt::Display for SchemaId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.to_base58())
    }
}

impl fmt::Debug for SchemaId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

/// A text is not the identifier of a schema.
#[derive(Clone, Copy, PartialEq, Eq, Debug, thiserror::Error)]
#[error("the identifier of a schema is 32 bytes in base58btc")]
pub struct SchemaIdError;

impl FromStr for SchemaId {
    type Err = SchemaIdError;

    /// Reads exactly what [`fmt::Display`] writes.
    fn from_str(text: &str) -> Result<Self, SchemaIdError> {
        if text.len() > LONGEST {
            return Err(SchemaIdError);
        }
        // Base58 of a fixed length has one text for each value: 32 bytes need no second look.
        let mut bytes = [0; 32];
        match bs58::decode(text).onto(&mut bytes) {
            Ok(32) => Ok(Self(bytes)),
            _ => Err(SchemaIdError),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn what_is_no_identifier_is_refused() {
        let ones = |count| "1".repeat(count);
        for text in [
            "",
            "0OIl",
            "1 ",
            &ones(31),
            &ones(33),
            &ones(45),
            "did:aura:1",
        ] {
            assert_eq!(text.parse::<SchemaId>(), Err(SchemaIdError), "{text}");
        }
        assert_eq!(ones(32).parse(), Ok(SchemaId([0; 32])));
    }

    proptest! {
        #[test]
        fn an_identifier_is_read_as_it_was_written(bytes: [u8; 32]) {
            let id = SchemaId(bytes);
            prop_assert_eq!(id.to_string().parse(), Ok(id));
        }

        #[test]
        fn what_can_be_read_is_written_the_same(text in "[1-9A-HJ-NP-Za-km-z]{30,46}") {
            if let Ok(id) = text.parse::<SchemaId>() {
                prop_assert_eq!(id.to_string(), text);
            }
        }
    }
}
