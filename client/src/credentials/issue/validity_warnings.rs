//! Warnings for the issuer where credentials are valid on a day on which nothing can be proven of
//! them. Proofs know whole days only.

use aura_identity::DateTime;

/// Seconds of a day.
const DAY: i64 = 86_400;

/// Returns a warning each if the validity period begins or ends within a day.
pub fn warnings(valid_from: DateTime, valid_until: Option<DateTime>) -> Vec<String> {
    let mut warnings = vec![];
    if let Some(first) = begins_with(valid_from) {
        warnings.push(format!(
            "The credentials become valid in the middle of a day, so nothing can be proven of them \
             before {first}: give --valid-from today's date, for proofs from today on."
        ));
    }
    if let Some(last) = valid_until.and_then(ends_with) {
        warnings.push(format!(
            "The credentials expire in the middle of a day, so nothing can be proven of them from \
             {last} on: --valid-until with a date alone ends with the day before that date."
        ));
    }
    warnings
}

/// Returns the first day on which something can be proven, if the credentials are valid before it.
fn begins_with(valid_from: DateTime) -> Option<DateTime> {
    let seconds = valid_from.unix_timestamp();
    let rest = seconds.rem_euclid(DAY);
    (rest != 0).then(|| at(seconds.saturating_sub(rest).saturating_add(DAY)))?
}

/// Returns the first day on which nothing can be proven any longer, if the credentials are valid
/// for a part of it: for more than its first second and less than all of it.
fn ends_with(valid_until: DateTime) -> Option<DateTime> {
    let seconds = valid_until.unix_timestamp();
    let rest = seconds.rem_euclid(DAY);
    let is_part = rest != 0 && rest != DAY.saturating_sub(1);
    is_part.then(|| at(seconds.saturating_sub(rest)))?
}

fn at(seconds: i64) -> Option<DateTime> {
    let seconds = u64::try_from(seconds).ok()?;
    Some(DateTime::from_millis(seconds.saturating_mul(1000)))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(found: Option<DateTime>) -> Option<String> {
        found.map(|day| day.to_string())
    }

    #[test]
    fn proofs_begin_with_a_whole_day() {
        let begins = |text: &str| day(begins_with(text.parse().unwrap()));
        assert_eq!(begins("2026-11-27T00:00:00Z"), None);
        let next = Some("2026-11-28T00:00:00Z".to_owned());
        assert_eq!(begins("2026-11-27T00:00:01Z"), next);
        assert_eq!(begins("2026-11-27T23:59:59Z"), next);
    }

    #[test]
    fn proofs_end_with_a_whole_day() {
        let ends = |text: &str| day(ends_with(text.parse().unwrap()));
        assert_eq!(ends("2026-11-27T23:59:59Z"), None);
        assert_eq!(ends("2026-11-28T00:00:00Z"), None);
        let begun = Some("2026-11-28T00:00:00Z".to_owned());
        assert_eq!(ends("2026-11-28T00:00:01Z"), begun);
        assert_eq!(ends("2026-11-28T23:59:58Z"), begun);
    }
}
