//! Tolerance for clocks that differ.
//!
//! A comparison of this machine's clock with a time that someone else wrote allows a difference of
//! [`TOLERANCE`]: `created` and `expires` of proofs, `validFrom` and `validUntil` of credentials
//! and status lists, the date of a zero-knowledge proof, the times of blocks. Comparisons of two
//! times of the chain, and expiries at a block number, have no tolerance.
//!
//! A machine calls [`compare`] before it signs with its own time: if its clock agrees with the
//! chain's, every verifier with a correct clock accepts that time.

use crate::DateTime;
use std::time::Duration;

/// The tolerance in seconds: five minutes.
const SECONDS: i64 = 300;

/// Greatest difference between two clocks: five minutes.
pub const TOLERANCE: Duration = Duration::from_secs(SECONDS.unsigned_abs());

/// This machine's clock and the chain differ by more than [`TOLERANCE`].
#[derive(Clone, Copy, PartialEq, Eq, Debug, thiserror::Error)]
pub enum ClockError {
    /// The last block is in the future: this clock is wrong, or the node lies.
    #[error(
        "this machine's clock says {now}, which is {} before the last block of the chain, {block}: \
         set the clock by a time server, on Linux with `timedatectl set-ntp true`",
        span(*.block, *.now)
    )]
    Behind {
        /// This machine's time.
        now: DateTime,
        /// The time of the chain's last block.
        block: DateTime,
    },
    /// The last block is old: this clock is wrong, or the node is behind the chain.
    #[error(
        "this machine's clock says {now}, which is {} after the last block of the chain, {block}: \
         set the clock by a time server, on Linux with `timedatectl set-ntp true`; if it is right, \
         check that the node follows the chain, or ask another",
        span(*.now, *.block)
    )]
    Ahead {
        /// This machine's time.
        now: DateTime,
        /// The time of the chain's last block.
        block: DateTime,
    },
}

/// Compares this machine's time with the time of the chain's last block.
///
/// # Errors
///
/// If they differ by more than [`TOLERANCE`].
pub fn compare(now: DateTime, block: DateTime) -> Result<(), ClockError> {
    if is_future(block, now) {
        Err(ClockError::Behind { now, block })
    } else if is_past(block, now) {
        Err(ClockError::Ahead { now, block })
    } else {
        Ok(())
    }
}

/// Returns true if a time is in the future for every clock within [`TOLERANCE`] of `now`.
pub fn is_future(time: DateTime, now: DateTime) -> bool {
    seconds(time, now) > SECONDS
}

/// Returns true if a time is in the past for every clock within [`TOLERANCE`] of `now`.
pub fn is_past(time: DateTime, now: DateTime) -> bool {
    seconds(now, time) > SECONDS
}

/// Earliest and latest time of a clock within [`TOLERANCE`] of `now`, in milliseconds since 1970.
pub(crate) fn around(now: DateTime) -> (u64, u64) {
    let millis = u64::try_from(now.unix_timestamp()).unwrap_or_default();
    let (now, most) = (millis.saturating_mul(1000), SECONDS.unsigned_abs());
    let most = most.saturating_mul(1000);
    (now.saturating_sub(most), now.saturating_add(most))
}

/// Seconds from `earlier` to `later`.
fn seconds(later: DateTime, earlier: DateTime) -> i64 {
    later
        .unix_timestamp()
        .saturating_sub(earlier.unix_timestamp())
}

/// The time between two points, in its largest whole unit.
fn span(later: DateTime, earlier: DateTime) -> String {
    let seconds = seconds(later, earlier);
    let units = [(86_400, "day"), (3_600, "hour"), (60, "minute")];
    let mut whole = units
        .into_iter()
        .filter_map(|(of, name)| Some((seconds.checked_div(of)?, name)));
    match whole.find(|(count, _)| *count > 0) {
        Some((1, name)) => format!("1 {name}"),
        Some((count, name)) => format!("{count} {name}s"),
        None => format!("{seconds} seconds"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// 2026-01-31, noon.
    const NOON: u64 = 1_769_860_800_000;

    fn at(millis: u64) -> DateTime {
        DateTime::from_millis(millis)
    }

    #[test]
    fn clocks_may_differ_by_five_minutes() {
        assert_eq!(TOLERANCE, Duration::from_secs(5 * 60));
        let now = at(NOON);
        for (time, future, past) in [
            (NOON - 301_000, false, true),
            (NOON - 300_000, false, false),
            (NOON, false, false),
            (NOON + 300_000, false, false),
            (NOON + 301_000, true, false),
            (0, false, true),
            (u64::MAX, true, false),
        ] {
            let time = at(time);
            assert_eq!(is_future(time, now), future, "{time}");
            assert_eq!(is_past(time, now), past, "{time}");
            let expected = match (future, past) {
                (true, _) => Err(ClockError::Behind { now, block: time }),
                (_, true) => Err(ClockError::Ahead { now, block: time }),
                _ => Ok(()),
            };
            assert_eq!(compare(now, time), expected);
        }
        assert_eq!(around(now), (NOON - 300_000, NOON + 300_000));
    }

    #[test]
    fn both_times_and_the_cure_are_shown() {
        let text = |now, block| compare(at(now), at(block)).unwrap_err().to_string();
        let behind = text(NOON, NOON + 420_000);
        for part in [
            "2026-01-31T12:00:00Z",
            "7 minutes before",
            "2026-01-31T12:07:00Z",
            "timedatectl set-ntp true",
        ] {
            assert!(behind.contains(part), "{behind}");
        }
        let ahead = text(NOON, NOON - 3_600_000);
        for part in ["1 hour after", "2026-01-31T11:00:00Z", "follows the chain"] {
            assert!(ahead.contains(part), "{ahead}");
        }
        assert!(text(NOON, NOON - 3 * 86_400_000).contains("3 days after"));
    }
}
