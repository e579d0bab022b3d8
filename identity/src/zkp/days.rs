//! Whole days on which a credential is in force.

use super::ZkpError;
use crate::{credential::validity, DateTime};
use aura_zkp_core::date::Day;
use serde_json::Value;

/// Seconds in a day.
const DAY: i64 = 86_400;

/// Number of the day 1970-01-01.
const EPOCH: i64 = 719_163;

/// Formats a day of the calendar, such as `1970-01-02`.
pub fn calendar(day: u32) -> String {
    match Day(day).to_calendar() {
        Some((year, month, date)) => format!("{year:04}-{month:02}-{date:02}"),
        None => format!("day {day}"),
    }
}

/// First and last day: `validFrom` rounded up to whole days, `validUntil` rounded down. A proof is
/// never about a day on which the credential is in force for some hours only.
///
/// `validUntil` is inclusive, so one second before midnight ends a whole day.
pub fn days(credential: &Value) -> Result<(Day, Day), ZkpError> {
    let (from, until) = validity(credential)?;
    // Number of the last day that begins at or before this time; the day of the epoch has the
    // number `first`.
    let day = |time: Option<DateTime>, later: i64, first: i64, name| {
        let seconds = time.ok_or(ZkpError::Day(name))?.unix_timestamp();
        let days = seconds.saturating_add(later).div_euclid(DAY);
        let day = u32::try_from(days.saturating_add(first)).ok();
        day.filter(|day| *day > 0)
            .map(Day)
            .ok_or(ZkpError::Day(name))
    };
    let from = day(from, DAY - 1, EPOCH, "validFrom")?;
    let until = day(until, 1, EPOCH - 1, "validUntil")?;
    if from > until {
        return Err(ZkpError::NeverInForce);
    }
    Ok((from, until))
}
