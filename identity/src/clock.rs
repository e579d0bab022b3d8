//! The one tolerance for clocks that differ.
//!
//! Wherever a machine's own clock meets a time that others wrote, the two may differ by
//! [`TOLERANCE`]: `created` and `expires` of proofs, `validFrom` and `validUntil` of credentials
//! and status lists, the day of a proof in zero knowledge, the times of blocks. Times of the chain that
//! are compared with one another, and what ends at a block, have no tolerance.
//!
//! Before a machine signs with its own time, [`compare`] shows whether it may: one that agrees with
//! the chain is believed by every verifier whose clock is right.

use crate::DateTime;
use std::time::Duration;

/// The tolerance in seconds: five minutes.
const SECONDS: i64 = 300;

/// The most by which two clocks may differ: five minutes.
pub const TOLERANCE: Duration = Duration::from_secs(SECONDS.unsigned_abs());

/// Why this machine's clock is not to be relied on: it and the chain differ by more than
/// [`TOLERANCE`].
#[derive(Clone, Copy, PartialEq, Eq, Debug, thiserror::Error)]
pub enum ClockError {
    /// No chain has a block from the future, so it is this clock that is wrong, or the node lies.
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
    /// Either the clock is wrong, or the node knows no newer block.
    #[error(
        "this machine's clock says {now}, which is {} after the last block of the chain, {block}: \
         set the clock by a time server, on Linux with `timedatectl set-ntp true`; if it is right, \
         see that the node follows the chain, or ask another",
        span(*.now, *.block)
    )]
    Ahead {
        /// This machine's time.
        now: DateTime,
        /// The time of the chain's last block.
        block: DateTime,
    },
}

/// Compares this machine's time with that of the chain's last block.
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

/// Says if a time that others wrote is still to come, by every clock within [`TOLERANCE`] of `now`.
pub fn is_future(time: DateTime, now: DateTime) -> bool {
    seconds(time, now) > SECONDS
}

/// Says if a time that others wrote is over, by every clock within [`TOLERANCE`] of `now`.
pub fn is_past(time: DateTime, now: DateTime) -> bool {
    seconds(now, time) > SECONDS
}

/// The earliest and the latest time that a clock may show which differs from `now` by [`TOLERANCE`]
/// at most, in milliseconds since 1970.
pub(crate) fn around(now: DateTime) -> (u64, u64) {
    let millis = u64::try_from(now.unix_timestamp()).unwrap_or_default();
    let (now, most) = (millis.saturating_mul(1000), SECONDS.unsigned_abs());
    let most = most.saturating_mul(1000);
    (now.saturating_sub(most), now.saturating_add(most))
}

/// Seconds from the second time to the first.
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
