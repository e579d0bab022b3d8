//! Serialisation of the members of a request. Each value has one spelling.

use crate::{limits::MAX_SAFE_INTEGER, zkp::text};
use serde::{de::Error as _, Deserialize, Deserializer, Serialize, Serializer};
use std::{fmt::Display, str::FromStr};

/// Serialises a value as its text.
pub struct Text;

impl Text {
    pub fn serialize<T: Display, S: Serializer>(
        value: &T,
        serializer: S,
    ) -> Result<S::Ok, S::Error> {
        serializer.collect_str(value)
    }

    pub fn deserialize<'de, T, D>(deserializer: D) -> Result<T, D::Error>
    where
        T: FromStr<Err: Display>,
        D: Deserializer<'de>,
    {
        let text = String::deserialize(deserializer)?;
        text.parse().map_err(D::Error::custom)
    }
}

/// Bytes as lower-case hexadecimal digits.
pub mod hex {
    use super::*;

    pub fn serialize<S: Serializer>(bytes: &[u8; 32], serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&const_hex::encode(bytes))
    }

    pub fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<[u8; 32], D::Error> {
        let text = String::deserialize(deserializer)?;
        const_hex::decode_to_array(&text)
            .ok()
            .filter(|bytes: &[u8; 32]| const_hex::encode(bytes) == text)
            .ok_or_else(|| D::Error::custom("expected 64 lower-case hexadecimal digits"))
    }
}

/// The 32 bytes of an optional account.
pub mod account {
    use super::*;

    #[derive(Serialize, Deserialize)]
    struct Account(#[serde(with = "hex")] [u8; 32]);

    pub fn serialize<S: Serializer>(
        account: &Option<[u8; 32]>,
        serializer: S,
    ) -> Result<S::Ok, S::Error> {
        account.map(Account).serialize(serializer)
    }

    pub fn deserialize<'de, D: Deserializer<'de>>(
        deserializer: D,
    ) -> Result<Option<[u8; 32]>, D::Error> {
        // A member that is present has a value.
        Account::deserialize(deserializer).map(|Account(bytes)| Some(bytes))
    }
}

/// A JSON array of DIDs; at most 16 are read.
pub mod dids {
    use super::*;
    use aura_primitives::{did::Did, limits};

    pub fn serialize<S: Serializer>(dids: &[Did], serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_seq(dids.iter().map(Did::to_string))
    }

    pub fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Vec<Did>, D::Error> {
        let texts = Vec::<String>::deserialize(deserializer)?;
        if texts.len() > limits::MAX_POLICY_ISSUERS as usize {
            return Err(D::Error::custom("a request names at most 16 issuers"));
        }
        let dids = texts
            .iter()
            .map(|text| text.parse().map_err(D::Error::custom));
        dids.collect()
    }
}

/// A day in the format of credentials.
pub mod day {
    use super::*;
    use aura_primitives::zkp;
    use aura_zkp_core::date::Day;

    pub fn serialize<S: Serializer>(day: &zkp::Day, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&text::day(Day(*day)))
    }

    pub fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<zkp::Day, D::Error> {
        let text = String::deserialize(deserializer)?;
        let day = text::read_day(&text).map(|day| day.0);
        day.ok_or_else(|| D::Error::custom("expected a day that exists, as in 2026-01-31"))
    }
}

/// Integers within ±(2^53 − 1), which all libraries read alike.
pub mod decimal {
    use super::*;

    pub fn serialize<S: Serializer>(value: &i64, serializer: S) -> Result<S::Ok, S::Error> {
        value.serialize(serializer)
    }

    pub fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<i64, D::Error> {
        let value = i64::deserialize(deserializer)?;
        if (-MAX_SAFE_INTEGER..=MAX_SAFE_INTEGER).contains(&value) {
            Ok(value)
        } else {
            Err(D::Error::custom("integers lie within ±(2^53 − 1)"))
        }
    }
}
