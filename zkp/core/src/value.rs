//! Claims as elements of the field (`docs/zkp.md`, section 4.1).
//!
//! Different values of one kind have different elements, up to collisions of BLAKE2b. Values of
//! different kinds may share one: the schema states the kind of a claim. An absent claim has one
//! element that satisfies no predicate: it is above 2^64, and not a hash.

use crate::{
    date::Day,
    hash::{tag, to_field},
    tags, Fr,
};
use zeroize::Zeroize;

/// A claim of a credential.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Value<'a> {
    /// No claim.
    Absent,
    /// A whole number.
    Integer(i64),
    /// A day of the Gregorian calendar.
    Date(Day),
    /// True or false, as 1 or 0.
    Boolean(bool),
    /// A text, a member of a set, or a country code, in Unicode's Normalization Form C: otherwise
    /// two texts that look the same would differ. See [`Value::text`].
    Text(&'a str),
    /// Bytes; their hash is the claim.
    Bytes(&'a [u8]),
}

/// The text is not in Unicode's Normalization Form C.
#[derive(Clone, Copy, PartialEq, Eq, Debug, thiserror::Error)]
#[error("the text is not in Unicode's Normalization Form C: normalize it in the credential")]
pub struct NotNormalized;

impl<'a> Value<'a> {
    /// A text claim.
    ///
    /// The text is refused rather than normalized, so that the credential shows the same characters
    /// that are proven.
    ///
    /// # Errors
    ///
    /// If it is not in Normalization Form C.
    #[cfg(feature = "std")]
    pub fn text(text: &'a str) -> Result<Self, NotNormalized> {
        if unicode_normalization::is_nfc(text) {
            Ok(Self::Text(text))
        } else {
            Err(NotNormalized)
        }
    }

    /// Encodes the claim as an element of the field.
    pub fn to_field(&self) -> Fr {
        match self {
            Self::Absent => ABSENT,
            Self::Integer(value) => Fr::from(offset(*value)),
            Self::Date(Day(day)) => Fr::from(u64::from(*day)),
            Self::Boolean(value) => Fr::from(offset(i64::from(*value))),
            Self::Text(text) => to_field(tags::STRING, text.as_bytes()),
            Self::Bytes(bytes) => to_field(tags::BYTES, bytes),
        }
    }
}

/// The element of an absent claim: the bytes `aura/1/absent` as an integer.
pub const ABSENT: Fr = tag(tags::ABSENT);

/// Shifts an integer for comparison in circuits: the least one becomes 0.
pub const fn offset(value: i64) -> u64 {
    value.cast_unsigned() ^ (1 << 63)
}

/// Converts the random bytes of a secret to an element of the field: clears the two highest bits.
pub fn from_random(mut bytes: [u8; 32]) -> Fr {
    if let Some(last) = bytes.last_mut() {
        *last &= 0b0011_1111;
    }
    let value = Option::from(Fr::from_bytes(&bytes)).unwrap_or_default();
    bytes.zeroize();
    value
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn low(value: Value) -> u64 {
        let bytes = value.to_field().to_bytes();
        assert!(bytes[8..].iter().all(|byte| *byte == 0));
        u64::from_le_bytes(bytes[..8].try_into().unwrap())
    }

    #[test]
    fn numbers_keep_their_order() {
        for (value, expected) in [
            (i64::MIN, 0),
            (-1, (1 << 63) - 1),
            (0, 1 << 63),
            (1, (1 << 63) + 1),
            (i64::MAX, u64::MAX),
        ] {
            assert_eq!(low(Value::Integer(value)), expected);
        }
        assert_eq!(low(Value::Boolean(false)), 1 << 63);
        assert_eq!(low(Value::Boolean(true)), (1 << 63) + 1);
        assert_eq!(low(Value::Date(Day(719_163))), 719_163);
    }

    #[test]
    fn what_is_absent_is_no_number() {
        let bytes = Value::Absent.to_field().to_bytes();
        assert_eq!(&bytes[..13], b"aura/1/absent");
        assert!(bytes[13..].iter().all(|byte| *byte == 0));
        // The negative is not a small number either.
        let minus = (-ABSENT).to_bytes();
        assert!(minus[16..].iter().any(|byte| *byte != 0));
    }

    #[test]
    fn texts_and_bytes_are_hashed_apart() {
        assert_ne!(
            Value::Text("abc").to_field(),
            Value::Bytes(b"abc").to_field()
        );
        assert_ne!(Value::Text("").to_field(), ABSENT);
    }

    #[test]
    fn texts_are_normalized() {
        assert!(Value::text("é").is_ok());
        assert_eq!(Value::text("e\u{301}").err(), Some(NotNormalized));
    }

    #[test]
    fn secrets_are_below_the_modulus() {
        let most = from_random([0xff; 32]).to_bytes();
        assert_eq!((most[0], most[31]), (0xff, 0x3f));
    }

    proptest! {
        #[test]
        fn values_of_a_kind_do_not_meet(a: i64, b: i64, s in ".{0,20}", t in ".{0,20}") {
            let number = |value| Value::Integer(value).to_field();
            prop_assert_eq!(number(a) == number(b), a == b);
            prop_assert_eq!(a < b, low(Value::Integer(a)) < low(Value::Integer(b)));
            let text = |text| Value::Text(text).to_field();
            prop_assert_eq!(text(&s) == text(&t), s == t);
        }
    }
}
