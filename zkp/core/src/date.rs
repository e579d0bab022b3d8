//! Day numbers of claims and circuits (`docs/zkp.md`, section 4.2).

use aura_primitives::zkp;
use time::{Date, Month};

/// The Julian day before 0001-01-01.
const JULIAN_DAY_BEFORE_YEAR_1: i32 = 1_721_425;

/// Milliseconds of a day.
const DAY_MILLIS: u64 = 86_400_000;

/// The day number of 1970-01-01.
const UNIX_EPOCH_DAY: u32 = 719_163;

/// A day of the proleptic Gregorian calendar in UTC: 0001-01-01 is 1 (`docs/zkp.md`, section 4.2).
/// Every date of birth is therefore a positive number.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug, Default)]
pub struct Day(pub zkp::Day);

impl Day {
    /// A day of the calendar; `None` if it does not exist in the years 1 to 9999.
    pub fn new(year: u32, month: u8, day: u8) -> Option<Self> {
        let year = i32::try_from(year).ok()?;
        let date = Date::from_calendar_date(year, Month::try_from(month).ok()?, day).ok()?;
        Self::of(date)
    }

    /// The day of a time in milliseconds since 1970.
    pub fn from_unix_millis(millis: u64) -> Self {
        let days = u32::try_from(millis / DAY_MILLIS).unwrap_or(u32::MAX);
        Self(days.saturating_add(UNIX_EPOCH_DAY))
    }

    /// The year, the month and the day; `None` after the year 9999.
    pub fn to_calendar(self) -> Option<(u32, u8, u8)> {
        let date = self.date()?;
        let year = u32::try_from(date.year()).ok()?;
        Some((year, date.month().into(), date.day()))
    }

    /// The same day `years` before: a person born on it or earlier has reached that age. 29
    /// February becomes 28 February in a year without one. `None` before the year 1.
    pub fn years_before(self, years: u32) -> Option<Self> {
        let date = self.date()?;
        let year = date.year().checked_sub(i32::try_from(years).ok()?)?;
        let before = date.replace_year(year).or_else(|_| {
            // 29 February is the only day that some years lack.
            Date::from_calendar_date(year, Month::February, 28)
        });
        Self::of(before.ok()?)
    }

    fn of(date: Date) -> Option<Self> {
        let day = date.to_julian_day().checked_sub(JULIAN_DAY_BEFORE_YEAR_1)?;
        let day = u32::try_from(day).ok()?;
        (day > 0).then_some(Self(day))
    }

    fn date(self) -> Option<Date> {
        let julian = i32::try_from(self.0)
            .ok()?
            .checked_add(JULIAN_DAY_BEFORE_YEAR_1)?;
        Date::from_julian_day(julian).ok()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn day(year: u32, month: u8, day: u8) -> Day {
        Day::new(year, month, day).unwrap()
    }

    #[test]
    fn days_are_counted_from_the_first() {
        for (date, number) in [
            ((1, 1, 1), 1),
            ((1, 12, 31), 365),
            ((4, 2, 29), 365 * 3 + 31 + 29),
            ((1970, 1, 1), 719_163),
            ((2000, 2, 29), 730_179),
            ((2026, 11, 24), 739_944),
            ((9999, 12, 31), 3_652_059),
        ] {
            let found = day(date.0, date.1, date.2);
            assert_eq!(found, Day(number), "{date:?}");
            assert_eq!(found.to_calendar(), Some(date));
        }
    }

    #[test]
    fn days_that_do_not_exist_are_refused() {
        for (year, month, day) in [
            (0, 1, 1),
            (0, 12, 31),
            (2026, 0, 1),
            (2026, 13, 1),
            (2026, 4, 31),
            (2026, 2, 29),
            (1900, 2, 29),
            (2026, 1, 0),
            (10_000, 1, 1),
            (u32::MAX, 1, 1),
        ] {
            assert_eq!(Day::new(year, month, day), None, "{year}-{month}-{day}");
        }
        for number in [0, 3_652_060, u32::MAX] {
            assert_eq!(Day(number).to_calendar().filter(|date| date.0 > 0), None);
        }
    }

    #[test]
    fn an_age_is_reached_on_the_birthday() {
        assert_eq!(day(2026, 11, 24).years_before(18), Some(day(2008, 11, 24)));
        assert_eq!(day(2024, 2, 29).years_before(4), Some(day(2020, 2, 29)));
        // A person born on 29 February 2008 is 18 on 1 March 2026, not on the day before.
        assert_eq!(day(2026, 2, 28).years_before(18), Some(day(2008, 2, 28)));
        assert_eq!(day(2026, 3, 1).years_before(18), Some(day(2008, 3, 1)));
        // A person aged 18 on 29 February 2024 was born on 28 February 2006 or before.
        assert_eq!(day(2024, 2, 29).years_before(18), Some(day(2006, 2, 28)));
        assert_eq!(day(18, 1, 1).years_before(18), None);
        assert_eq!(Day(u32::MAX).years_before(1), None);
        assert_eq!(day(2026, 1, 1).years_before(u32::MAX), None);
    }

    #[test]
    fn times_are_of_the_day_in_utc() {
        assert_eq!(Day::from_unix_millis(0), day(1970, 1, 1));
        assert_eq!(Day::from_unix_millis(DAY_MILLIS - 1), day(1970, 1, 1));
        assert_eq!(Day::from_unix_millis(DAY_MILLIS), day(1970, 1, 2));
        assert_eq!(Day::from_unix_millis(u64::MAX), Day(u32::MAX));
    }

    proptest! {
        #[test]
        fn a_day_is_its_date(number in 1u32..=3_652_059) {
            let (year, month, date) = Day(number).to_calendar().unwrap();
            prop_assert_eq!(Day::new(year, month, date), Some(Day(number)));
        }

        #[test]
        fn earlier_days_have_earlier_birthdays(number in 200_000u32..3_652_059, years in 1u32..150) {
            let (one, next) = (Day(number).years_before(years), Day(number + 1).years_before(years));
            prop_assert!(one <= next);
        }
    }
}
