//! Points in time.

use ::time::{format_description::well_known::Rfc3339, OffsetDateTime};
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use std::{fmt, str::FromStr};

/// First second with a year of four digits: 0000-01-01T00:00:00Z.
const FIRST: i64 = -62_167_219_200;
/// Last second with a year of four digits: 9999-12-31T23:59:59Z.
const LAST: i64 = 253_402_300_799;

/// A second in the format of [DID Resolution](https://www.w3.org/TR/did-resolution/#datetime): UTC,
/// without fractions, as in `2026-01-31T12:00:00Z`.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct DateTime(OffsetDateTime);

/// The text is not a [`DateTime`].
#[derive(Clone, Copy, PartialEq, Eq, Debug, thiserror::Error)]
#[error("a time is written in UTC, as in 2026-01-31T12:00:00Z, and must exist")]
pub struct DateTimeError;

impl DateTime {
    /// Makes a time from milliseconds since 1970, rounded down to the second. Times after the year
    /// 9999 become its last second, since they cannot be written.
    pub fn from_millis(millis: u64) -> Self {
        let seconds = i64::try_from(millis / 1000).unwrap_or(LAST).min(LAST);
        Self(OffsetDateTime::from_unix_timestamp(seconds).unwrap_or(OffsetDateTime::UNIX_EPOCH))
    }

    /// Reads a [`dateTimeStamp`](https://www.w3.org/TR/xmlschema11-2/#dateTimeStamp) of XML Schema.
    /// It has an offset, and may have a fraction of a second, which is dropped. 24:00:00 is the
    /// following midnight.
    ///
    /// # Errors
    ///
    /// The text is not one, or its year in UTC is not in 0 to 9999.
    pub fn from_timestamp(text: &str) -> Result<Self, DateTimeError> {
        let (time, offset) = split_offset(text).ok_or(DateTimeError)?;
        let (whole, fraction) = time.split_once('.').unwrap_or((time, "0"));
        let is_fraction =
            !fraction.is_empty() && fraction.bytes().all(|byte| byte.is_ascii_digit());
        let (day, clock) = whole.split_once('T').ok_or(DateTimeError)?;
        let is_end = clock == "24:00:00" && fraction.bytes().all(|byte| byte == b'0');
        let clock = if is_end { "00:00:00" } else { clock };
        let utc: Self = format!("{day}T{clock}Z").parse()?;
        let seconds = utc
            .unix_timestamp()
            .saturating_add(if is_end { 86_400 } else { 0 })
            .saturating_sub(offset);
        if !is_fraction || !(FIRST..=LAST).contains(&seconds) {
            return Err(DateTimeError);
        }
        let time = OffsetDateTime::from_unix_timestamp(seconds);
        time.map(Self).map_err(|_| DateTimeError)
    }

    /// Seconds since 1970.
    pub fn unix_timestamp(self) -> i64 {
        self.0.unix_timestamp()
    }
}

/// Splits a text before its offset, which is returned in seconds.
fn split_offset(text: &str) -> Option<(&str, i64)> {
    if let Some(time) = text.strip_suffix('Z') {
        return Some((time, 0));
    }
    let (time, offset) = text.split_at_checked(text.len().checked_sub(6)?)?;
    let (sign, offset) = offset.split_at_checked(1)?;
    let (hours, minutes) = offset.split_once(':')?;
    let two_digits = |text: &str| {
        let is_number = text.len() == 2 && text.bytes().all(|byte| byte.is_ascii_digit());
        is_number.then(|| text.parse::<i64>().ok()).flatten()
    };
    let (hours, minutes) = (two_digits(hours)?, two_digits(minutes)?);
    let seconds = hours
        .checked_mul(3600)?
        .checked_add(minutes.checked_mul(60)?)?;
    match sign {
        _ if minutes > 59 || seconds > 14 * 3600 => None,
        "+" => Some((time, seconds)),
        "-" => Some((time, seconds.checked_neg()?)),
        _ => None,
    }
}

impl FromStr for DateTime {
    type Err = DateTimeError;

    /// Accepts fractions of a second, and drops them.
    fn from_str(text: &str) -> Result<Self, DateTimeError> {
        let time = OffsetDateTime::parse(text, &Rfc3339).map_err(|_| DateTimeError)?;
        let seconds = OffsetDateTime::from_unix_timestamp(time.unix_timestamp());
        let time = Self(seconds.map_err(|_| DateTimeError)?);
        // A text with another offset, a leap second or lower case differs from its canonical form.
        let shown = time.to_string();
        let seconds = shown.strip_suffix('Z').unwrap_or(&shown);
        if text.starts_with(seconds) && text.ends_with('Z') {
            Ok(time)
        } else {
            Err(DateTimeError)
        }
    }
}

impl fmt::Display for DateTime {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let text = self.0.format(&Rfc3339).map_err(|_| fmt::Error)?;
        f.write_str(&text)
    }
}

impl fmt::Debug for DateTime {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

impl Serialize for DateTime {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for DateTime {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        text.parse().map_err(serde::de::Error::custom)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_second_is_written_as_the_standard_does() {
        for (millis, text) in [
            (0, "1970-01-01T00:00:00Z"),
            (999, "1970-01-01T00:00:00Z"),
            (1_608_491_867_999, "2020-12-20T19:17:47Z"),
            (u64::MAX, "9999-12-31T23:59:59Z"),
        ] {
            assert_eq!(DateTime::from_millis(millis).to_string(), text);
        }
    }

    #[test]
    fn only_real_times_in_utc_are_taken() {
        for good in [
            "2020-12-20T19:17:47Z",
            "2020-12-20T19:17:47.9Z",
            "2024-02-29T00:00:00Z",
        ] {
            let time: DateTime = good.parse().unwrap();
            assert_eq!(time.to_string()[..19], good[..19]);
        }
        for bad in [
            "",
            "2020-12-20",
            "2020-12-20T19:17Z",
            "2020-12-20T19:17:47",
            "2020-12-20T19:17:47+00:00",
            "2020-12-20T20:17:47+01:00",
            "2020-12-20t19:17:47Z",
            "2020-12-20T19:17:47z",
            "2020-12-20 19:17:47Z",
            "2020-12-20T24:00:00Z",
            "2020-12-20T19:60:00Z",
            "2020-02-30T00:00:00Z",
            "2023-02-29T00:00:00Z",
            "2020-13-01T00:00:00Z",
            // Leap seconds are refused.
            "2016-12-31T23:59:60Z",
            "2020-12-20T19:17:47.Z",
            " 2020-12-20T19:17:47Z",
            "+2020-12-20T19:17:47Z",
            "1608491867",
        ] {
            assert_eq!(bad.parse::<DateTime>(), Err(DateTimeError), "{bad}");
        }
    }

    #[test]
    fn a_timestamp_of_xml_schema_may_have_an_offset() {
        for (text, utc) in [
            ("2026-01-01T00:00:00Z", "2026-01-01T00:00:00Z"),
            ("2026-01-01T00:00:00+00:00", "2026-01-01T00:00:00Z"),
            ("2026-01-01T00:00:00-00:00", "2026-01-01T00:00:00Z"),
            ("2026-01-01T01:30:00.5+02:00", "2025-12-31T23:30:00Z"),
            ("2025-12-31T12:00:00.000-14:00", "2026-01-01T02:00:00Z"),
            ("2024-02-28T24:00:00Z", "2024-02-29T00:00:00Z"),
            ("0000-01-01T05:00:00+05:00", "0000-01-01T00:00:00Z"),
            ("9999-12-31T23:59:59Z", "9999-12-31T23:59:59Z"),
        ] {
            let read = DateTime::from_timestamp(text).map(|time| time.to_string());
            assert_eq!(read, Ok(utc.into()), "{text}");
        }
        for bad in [
            "",
            "Z",
            "+00:00",
            "2026-01-01T00:00:00",
            "2026-01-01",
            "2026-01-01Z",
            "2026-01-01T00:00:00+14:01",
            "2026-01-01T00:00:00+02:60",
            "2026-01-01T00:00:00+0200",
            "2026-01-01T00:00:00 02:00",
            "2026-01-01T00:00:00+02:00Z",
            "2026-01-01T00:00:00.Z",
            "2026-01-01T00:00:00.5.5Z",
            "2026-01-01T00:00Z",
            "2026-01-01T24:00:01Z",
            "2026-01-01T24:00:00.1Z",
            "2026-01-01t00:00:00Z",
            "2026-01-01T00:00:00z",
            "2026-01-01T00:00:60Z",
            "2026-02-30T00:00:00+01:00",
            "2026-01-01T00:00:00+0é:0",
            "Sat 25 Feb 2023 07:16:31 PM CST",
            // The year in UTC would not have four digits.
            "0000-01-01T00:00:00+00:01",
            "9999-12-31T24:00:00Z",
        ] {
            assert_eq!(DateTime::from_timestamp(bad), Err(DateTimeError), "{bad}");
        }
    }

    proptest! {
        #[test]
        fn a_time_is_read_as_it_was_written(millis: u64) {
            let time = DateTime::from_millis(millis);
            prop_assert_eq!(time.to_string().parse(), Ok(time));
        }

        #[test]
        fn no_text_makes_reading_panic(text in "\\PC{0,40}") {
            let _ = text.parse::<DateTime>();
            let _ = DateTime::from_timestamp(&text);
        }
    }
}
