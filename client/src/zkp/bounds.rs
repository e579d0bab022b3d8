//! Bounds of predicates as people write them: days, and ranges of numbers.

use crate::display::tame;
use aura_identity::limits::MAX_SAFE_INTEGER;
use aura_primitives::zkp::Day;
use aura_zkp_core::date;

/// Parses a range with both ends included. An end that is left out is the lowest or highest number
/// that a credential can have.
pub fn range(text: &str) -> Result<(i64, i64), String> {
    let wrong = || format!("'{text}' is not a range: write 30000..60000, 30000.. or ..60000");
    let (least, greatest) = text.split_once("..").ok_or_else(wrong)?;
    let end = |text: &str, open| match text {
        "" => Ok(open),
        text => text.parse().map_err(|_| wrong()),
    };
    let ends = (
        end(least, -MAX_SAFE_INTEGER)?,
        end(greatest, MAX_SAFE_INTEGER)?,
    );
    if least.is_empty() && greatest.is_empty() {
        return Err(wrong());
    }
    Ok(ends)
}

/// Parses a day, as in 2026-01-31.
pub fn day(text: &str) -> Result<Day, String> {
    let wrong = || {
        format!(
            "'{}' is not a day: write 2026-01-31, for instance",
            tame(text)
        )
    };
    let parts: Vec<_> = text.split('-').collect();
    let [year, month, day] = parts[..] else {
        return Err(wrong());
    };
    let digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    let plain =
        parts.iter().all(|part| digits(part)) && [year, month, day].map(str::len) == [4, 2, 2];
    let number = |text: &str| text.parse::<u32>().map_err(|_| wrong());
    let small = |text: &str| text.parse::<u8>().map_err(|_| wrong());
    let found = date::Day::new(number(year)?, small(month)?, small(day)?);
    found.filter(|_| plain).map(|day| day.0).ok_or_else(wrong)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ranges_have_an_end_at_least() {
        assert_eq!(range("1..2"), Ok((1, 2)));
        assert_eq!(range("-3..-2"), Ok((-3, -2)));
        assert_eq!(range("1.."), Ok((1, MAX_SAFE_INTEGER)));
        assert_eq!(range("..2"), Ok((-MAX_SAFE_INTEGER, 2)));
        for bad in ["", "..", "1", "1..x", "1...2", "1-2"] {
            assert!(range(bad).is_err(), "{bad}");
        }
    }

    #[test]
    fn days_are_written_in_one_way() {
        assert_eq!(day("1970-01-01"), Ok(719_163));
        for bad in [
            "",
            "1970-1-1",
            "1970-13-01",
            "2026-02-29",
            "1970-01-01Z",
            "+970-01-01",
        ] {
            assert!(day(bad).is_err(), "{bad}");
        }
    }
}
