//! Amounts in AURA and shares in per cent, as they are written and shown.

use super::Problem;
use crate::display;
use serde::{Serialize, Serializer};
use std::{fmt, str::FromStr};

/// Decimals of an amount.
const DECIMALS: usize = 12;
/// Parts of one, in which shares are given.
pub const BILLION: u32 = 1_000_000_000;

/// An amount in plancks. It is read and shown in AURA; JSON has the plancks, as a string.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Amount(pub u128);

/// A share in parts of a thousand million. It is read and shown in per cent.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Percent(pub u32);

/// Returns `part` of `whole` in parts of a thousand million, rounded down, at most all of it; of
/// nothing, nothing.
pub fn parts(part: u128, whole: u128) -> Percent {
    let billion = u128::from(BILLION);
    // Only amounts beyond any supply are scaled down.
    let (part, whole) = match part.checked_mul(billion) {
        Some(part) => (part, whole),
        None => (part, whole / billion),
    };
    let share = part.checked_div(whole).unwrap_or_default().min(billion);
    Percent(u32::try_from(share).unwrap_or(BILLION))
}

impl Percent {
    /// Returns this share of an amount, rounded down.
    pub fn of(self, amount: u128) -> u128 {
        let (share, billion) = (u128::from(self.0), u128::from(BILLION));
        let whole = (amount / billion).saturating_mul(share);
        let rest = (amount % billion).saturating_mul(share) / billion;
        whole.saturating_add(rest)
    }
}

impl fmt::Display for Amount {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&display::amount(self.0))
    }
}

impl Serialize for Amount {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(&self.0)
    }
}

impl fmt::Display for Percent {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        const HUNDREDTH: u32 = BILLION / 10_000;
        let hundredths = self.0.saturating_add(HUNDREDTH / 2) / HUNDREDTH;
        let (whole, rest) = (hundredths / 100, hundredths % 100);
        if rest == 0 {
            write!(f, "{whole} %")
        } else {
            write!(f, "{whole}.{rest:02} %")
        }
    }
}

impl Serialize for Percent {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_f64(f64::from(self.0) / f64::from(BILLION / 100))
    }
}

impl FromStr for Amount {
    type Err = Problem;

    fn from_str(text: &str) -> Result<Self, Problem> {
        let amount = decimal(text, DECIMALS).map(Self);
        amount.ok_or_else(|| Problem::NoAmount(text.into()))
    }
}

impl FromStr for Percent {
    type Err = Problem;

    fn from_str(text: &str) -> Result<Self, Problem> {
        let number = text.strip_suffix('%').unwrap_or(text).trim_end();
        // A hundredth of the share has two decimals more.
        let share = decimal(number, 7).and_then(|share| u32::try_from(share).ok());
        let share = share.filter(|share| *share <= BILLION);
        share.map(Self).ok_or_else(|| Problem::NoShare(text.into()))
    }
}

/// Reads a decimal number as a multiple of its last possible decimal.
fn decimal(text: &str, decimals: usize) -> Option<u128> {
    let (whole, fraction) = text.split_once('.').unwrap_or((text, "0"));
    let are_digits = |text: &str| !text.is_empty() && text.bytes().all(|c| c.is_ascii_digit());
    if !are_digits(whole) || !are_digits(fraction) || fraction.len() > decimals {
        return None;
    }
    let unit = 10_u128.checked_pow(u32::try_from(decimals).ok()?)?;
    let whole = whole.parse::<u128>().ok()?.checked_mul(unit)?;
    let fraction: u128 = format!("{fraction:0<decimals$}").parse().ok()?;
    whole.checked_add(fraction)
}

#[cfg(test)]
mod tests {
    use super::*;

    const AURA: u128 = 1_000_000_000_000;

    #[test]
    fn amounts_are_read_as_they_are_shown() {
        for (text, plancks) in [
            ("0", 0),
            ("12", 12 * AURA),
            ("0.5", AURA / 2),
            ("0.000000000001", 1),
            ("340282366920938463463374607.431768211455", u128::MAX),
        ] {
            let amount: Amount = text.parse().unwrap();
            assert_eq!(amount, Amount(plancks), "{text}");
            assert_eq!(amount.to_string(), format!("{text} AURA"));
        }
        for text in [
            "",
            ".",
            "1.",
            ".5",
            "-1",
            "+1",
            "1e3",
            "1,5",
            "0.0000000000001",
            "340282366920938463463374607.431768211456",
        ] {
            assert!(text.parse::<Amount>().is_err(), "{text}");
        }
    }

    #[test]
    fn shares_are_read_and_shown_in_per_cent() {
        for (text, share, shown) in [
            ("5", 50_000_000, "5 %"),
            ("7.5%", 75_000_000, "7.50 %"),
            ("100", BILLION, "100 %"),
            ("0.0000001", 1, "0 %"),
            ("49.996", 499_960_000, "50 %"),
        ] {
            let percent: Percent = text.parse().unwrap();
            assert_eq!(percent, Percent(share), "{text}");
            assert_eq!(percent.to_string(), shown);
        }
        for text in ["100.1", "-1", "", "%", "half"] {
            assert!(text.parse::<Percent>().is_err(), "{text}");
        }
    }

    #[test]
    fn shares_never_overflow() {
        assert_eq!(parts(1, 3), Percent(333_333_333));
        assert_eq!(parts(5, 0), Percent(0));
        assert_eq!(parts(u128::MAX, u128::MAX), Percent(BILLION));
        assert_eq!(Percent(BILLION).of(u128::MAX), u128::MAX);
        assert_eq!(Percent(500_000_000).of(7), 3);
    }

    #[test]
    fn json_has_plancks_and_per_cent() {
        let shown = serde_json::to_string(&(Amount(AURA), Percent(75_000_000))).unwrap();
        assert_eq!(shown, r#"["1000000000000",7.5]"#);
    }
}
