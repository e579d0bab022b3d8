//! Points in time.

use ::time::{format_description::well_known::Rfc3339, OffsetDateTime};
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use std::{fmt, str::FromStr};

/// The last second that has four digits for its year: 9999-12-31T23:59:59Z.
const LAST: i64 = 253_402_300_799;

/// A second, as [DID Resolution](https://www.w3.org/TR/did-resolution/#datetime) writes it: in UTC
/// and without fractions, `2026-01-31T12:00:00Z`.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct DateTime(OffsetDateTime);

/// Why a text is no [`DateTime`].
#[derive(Clone, Copy, PartialEq, Eq, Debug, thiserror::Error)]
#[error("a time is written in UTC, as in 2026-01-31T12:00:00Z, and must be one that there is")]
pub struct DateTimeError;

impl DateTime {
    /// The second in which a point in time lies, which is given in milliseconds since 1970. Times
    /// after the year 9999 count as its last second, since they cannot be written.
    pub fn from_millis(millis: u64) -> Self {
        let seconds = i64::try_from(millis / 1000).unwrap_or(LAST).min(LAST);
        Self(OffsetDateTime::from_unix_timestamp(seconds).unwrap_or(OffsetDateTime::UNIX_EPOCH))
    }

    /// Seconds since 1970.
    pub fn unix_timestamp(self) -> i64 {
        self.0.unix_timestamp()
    }
}

impl FromStr for DateTime {
    type Err = DateTimeError;

    /// Takes fractions of a second, and drops them.
    fn from_str(text: &str) -> Result<Self, DateTimeError> {
        let time = OffsetDateTime::parse(text, &Rfc3339).map_err(|_| DateTimeError)?;
        let seconds = OffsetDateTime::from_unix_timestamp(time.unix_timestamp());
        let time = Self(seconds.map_err(|_| DateTimeError)?);
        // Other offsets, leap seconds and lower case are all written otherwise.
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
            // No leap second is a second of its own here.
            "2016-12-31T23:59:60Z",
            "2020-12-20T19:17:47.Z",
            " 2020-12-20T19:17:47Z",
            "+2020-12-20T19:17:47Z",
            "1608491867",
        ] {
            assert_eq!(bad.parse::<DateTime>(), Err(DateTimeError), "{bad}");
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
        }
    }
}
