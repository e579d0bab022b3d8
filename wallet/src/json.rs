//! The encrypted content, as JSON.

use super::{Commitments, Credentials, Kind, Register};
use crate::{Error, Result};
use serde::{de::DeserializeOwned, Deserialize, Serialize};
use std::{
    io::{self, Write},
    path::Path,
};
use zeroize::Zeroizing;

/// Version of content without credentials, commitments or Jubjub keys. The content has its version
/// as a member `version`.
pub const VERSION: u32 = 1;

/// Version of content with credentials. Older tools, which would lose them, refuse to open it.
pub const WITH_CREDENTIALS: u32 = 2;

/// Version of content with commitments or Jubjub keys.
pub const WITH_PROOFS: u32 = 3;

/// Returns the version of content with these parts: the lowest that has all of them, so that older
/// tools can open it if possible.
pub fn version(dids: &Register, credentials: &Credentials, commitments: &Commitments) -> u32 {
    if !commitments.is_empty() || dids.has_key_of(Kind::Jubjub) {
        WITH_PROOFS
    } else if !credentials.is_empty() {
        WITH_CREDENTIALS
    } else {
        VERSION
    }
}

/// Encodes `value` as JSON.
///
/// # Errors
/// [`Error::Full`] if there is no memory for it.
pub fn encode(value: &impl Serialize) -> Result<Zeroizing<Vec<u8>>> {
    let full = |_| Error::Full;
    // Allocated once, in full: a buffer that grows leaves copies in memory.
    let mut length = Length(0);
    serde_json::to_writer(&mut length, value).map_err(full)?;
    let mut bytes = Zeroizing::new(Vec::with_capacity(length.0));
    serde_json::to_writer(&mut *bytes, value).map_err(full)?;
    Ok(bytes)
}

/// Decodes a value from the JSON of the file at `path`.
///
/// # Errors
/// If the content has a newer version, whose parts would be lost, or is not valid.
pub fn decode<T: DeserializeOwned>(bytes: &[u8], path: &Path) -> Result<T> {
    #[derive(Deserialize)]
    struct Versioned {
        version: u32,
    }

    let damaged = |_| Error::NotOpened { path: path.into() };
    let Versioned { version } = serde_json::from_slice(bytes).map_err(damaged)?;
    if version > WITH_PROOFS {
        return Err(Error::Newer {
            path: path.into(),
            version,
        });
    }
    serde_json::from_slice(bytes).map_err(damaged)
}

/// A writer that counts bytes.
struct Length(usize);

impl Write for Length {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0 = self.0.saturating_add(bytes.len());
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// Serialises a value as a string, by its `Display` and `FromStr`.
pub mod text {
    use serde::{de::Error, Deserialize, Deserializer, Serializer};
    use std::{fmt::Display, str::FromStr};

    /// Writes the value as its `Display` does.
    ///
    /// # Errors
    ///
    /// If the serialiser fails.
    pub fn serialize<S: Serializer>(
        value: &impl Display,
        serializer: S,
    ) -> Result<S::Ok, S::Error> {
        serializer.collect_str(value)
    }

    /// Reads a string that `FromStr` of the value accepts.
    ///
    /// # Errors
    ///
    /// If the content is not a string, or not one of the value.
    pub fn deserialize<'de, D: Deserializer<'de>, T: FromStr>(
        deserializer: D,
    ) -> Result<T, D::Error> {
        let text = String::deserialize(deserializer)?;
        text.parse().map_err(|_| Error::custom("not understood"))
    }
}

/// Serialises an optional value in the same way.
pub mod optional_text {
    use serde::{de::Error, Deserialize, Deserializer, Serializer};
    use std::{fmt::Display, str::FromStr};

    /// Writes the value as its `Display` does, or `null`.
    ///
    /// # Errors
    ///
    /// If the serialiser fails.
    pub fn serialize<S: Serializer>(
        value: &Option<impl Display>,
        serializer: S,
    ) -> Result<S::Ok, S::Error> {
        match value {
            Some(value) => serializer.collect_str(value),
            None => serializer.serialize_none(),
        }
    }

    /// Reads `null`, or a string that `FromStr` of the value accepts.
    ///
    /// # Errors
    ///
    /// If the content is neither `null` nor a string, or the string is not one of the value.
    pub fn deserialize<'de, D: Deserializer<'de>, T: FromStr>(
        deserializer: D,
    ) -> Result<Option<T>, D::Error> {
        let text = Option::<String>::deserialize(deserializer)?;
        text.map(|text| text.parse().map_err(|_| Error::custom("not understood")))
            .transpose()
    }
}

/// Serialises 32 bytes as hexadecimal digits after `0x`.
pub mod hex {
    use serde::{de::Error, Deserialize, Deserializer, Serializer};

    /// Writes 64 lower-case digits after `0x`.
    ///
    /// # Errors
    ///
    /// If the serialiser fails.
    pub fn serialize<S: Serializer>(bytes: &[u8; 32], serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&const_hex::encode_prefixed(bytes))
    }

    /// Reads 64 digits of either case, with or without `0x`.
    ///
    /// # Errors
    ///
    /// If the content is not a string, or not 32 bytes in hexadecimal.
    pub fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<[u8; 32], D::Error> {
        let text = String::deserialize(deserializer)?;
        const_hex::decode_to_array(text).map_err(D::Error::custom)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[derive(Debug, PartialEq, Serialize, Deserialize)]
    #[serde(deny_unknown_fields)]
    struct Example {
        version: u32,
        a: String,
    }

    fn decode(json: &str) -> Result<Example> {
        super::decode(json.as_bytes(), Path::new("w"))
    }

    #[test]
    fn what_was_encoded_is_decoded() {
        let example = Example {
            version: 1,
            a: "ä\"".into(),
        };
        let bytes = encode(&example).unwrap();
        assert_eq!(bytes.len(), bytes.capacity());
        assert_eq!(
            decode(std::str::from_utf8(&bytes).unwrap()).unwrap(),
            example
        );
    }

    #[test]
    fn a_newer_version_is_named_whatever_else_it_holds() {
        let newer = decode(r#"{"version":4,"credentials":[]}"#).unwrap_err();
        assert!(matches!(newer, Error::Newer { version: 4, .. }));
        assert!(newer.to_string().contains("version 4"), "{newer}");
    }

    #[test]
    fn what_is_not_understood_is_not_dropped() {
        for json in [
            "",
            "[]",
            "{}",
            r#"{"version":1}"#,
            r#"{"version":1,"a":"","b":1}"#,
        ] {
            assert!(
                matches!(decode(json), Err(Error::NotOpened { .. })),
                "{json}"
            );
        }
    }
}
