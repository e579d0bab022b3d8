//! What is encrypted, as JSON.

use super::{Commitments, Credentials, Kind, Register};
use crate::{Error, Result};
use serde::{de::DeserializeOwned, Deserialize, Serialize};
use std::{
    io::{self, Write},
    path::Path,
};
use zeroize::Zeroizing;

/// The version of what is written, which stands in it as `version`.
pub const VERSION: u32 = 1;

/// The version of what has credentials in it: a tool that would lose them does not open it.
pub const WITH_CREDENTIALS: u32 = 2;

/// The version of what has commitments or keys for proofs in it.
pub const WITH_PROOFS: u32 = 3;

/// The version of what has these in it: the lowest, so that no tool is shut out for nothing.
pub fn version(dids: &Register, credentials: &Credentials, commitments: &Commitments) -> u32 {
    if !commitments.is_empty() || dids.has_key_of(Kind::Jubjub) {
        WITH_PROOFS
    } else if !credentials.is_empty() {
        WITH_CREDENTIALS
    } else {
        VERSION
    }
}

/// `value` as JSON.
///
/// # Errors
/// If there is no memory for it.
pub fn encode(value: &impl Serialize) -> Result<Zeroizing<Vec<u8>>> {
    let full = |_| Error::Full;
    // Room for all of it at once: a buffer that grows leaves copies behind.
    let mut length = Length(0);
    serde_json::to_writer(&mut length, value).map_err(full)?;
    let mut bytes = Zeroizing::new(Vec::with_capacity(length.0));
    serde_json::to_writer(&mut *bytes, value).map_err(full)?;
    Ok(bytes)
}

/// The value that JSON from the file at `path` holds.
///
/// # Errors
/// If it is of a newer version, whose parts would be lost; or not understood.
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

/// Counts what is written.
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

/// A value as the text that it is shown as.
pub mod text {
    use serde::{de::Error, Deserialize, Deserializer, Serializer};
    use std::{fmt::Display, str::FromStr};

    pub fn serialize<S: Serializer>(
        value: &impl Display,
        serializer: S,
    ) -> Result<S::Ok, S::Error> {
        serializer.collect_str(value)
    }

    pub fn deserialize<'de, D: Deserializer<'de>, T: FromStr>(
        deserializer: D,
    ) -> Result<T, D::Error> {
        let text = String::deserialize(deserializer)?;
        text.parse().map_err(|_| Error::custom("not understood"))
    }
}

/// The same of a value that may be missing.
pub mod optional_text {
    use serde::{de::Error, Deserialize, Deserializer, Serializer};
    use std::{fmt::Display, str::FromStr};

    pub fn serialize<S: Serializer>(
        value: &Option<impl Display>,
        serializer: S,
    ) -> Result<S::Ok, S::Error> {
        match value {
            Some(value) => serializer.collect_str(value),
            None => serializer.serialize_none(),
        }
    }

    pub fn deserialize<'de, D: Deserializer<'de>, T: FromStr>(
        deserializer: D,
    ) -> Result<Option<T>, D::Error> {
        let text = Option::<String>::deserialize(deserializer)?;
        text.map(|text| text.parse().map_err(|_| Error::custom("not understood")))
            .transpose()
    }
}

/// 32 bytes, in hexadecimal digits behind `0x`.
pub mod hex {
    use serde::{de::Error, Deserialize, Deserializer, Serializer};

    pub fn serialize<S: Serializer>(bytes: &[u8; 32], serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&const_hex::encode_prefixed(bytes))
    }

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
