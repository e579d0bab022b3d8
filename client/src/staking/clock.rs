//! Eras and sessions by the clock.

use aura_identity::DateTime;
use serde::Serialize;
use std::fmt;

/// Times of eras, computed from the session of a block. All times are the earliest ones: a session
/// without a block, or an election that fails, delays them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct EraClock {
    /// Era whose rewards are being earned.
    pub active: u32,
    /// Era that was planned last, the same one or the next: unbonding counts by it.
    pub planned: u32,
    /// First session of the planned era.
    pub first_session: u32,
    /// The current session.
    pub session: u32,
    /// End of the current session, in milliseconds since 1970.
    pub session_ends: u64,
    /// Length of a session in milliseconds.
    pub session_millis: u64,
    /// Sessions of an era.
    pub sessions_per_era: u32,
    /// True if eras follow one another: from the hand-over on.
    pub advances: bool,
}

/// Time of an event that is bound to an era.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(tag = "state", rename_all = "camelCase")]
pub enum When {
    /// It has come.
    Now,
    /// It comes at this time, at the earliest.
    At {
        /// The earliest time.
        time: DateTime,
    },
    /// It comes with an era after the hand-over, for which there is no date yet.
    AfterHandOver {
        /// Number of eras after the hand-over.
        eras: u32,
    },
}

impl EraClock {
    /// Returns the time when a session starts; for the current one and earlier ones, the start of
    /// the current one.
    fn session_starts(&self, session: u32) -> u64 {
        match session.checked_sub(self.session) {
            None | Some(0) => self.session_ends.saturating_sub(self.session_millis),
            Some(ahead) => {
                let between =
                    u64::from(ahead.saturating_sub(1)).saturating_mul(self.session_millis);
                self.session_ends.saturating_add(between)
            }
        }
    }

    /// Returns the first session of an era that is not over.
    fn first_session_of(&self, era: u32) -> u32 {
        let eras = era.saturating_sub(self.planned);
        let sessions = eras.saturating_mul(self.sessions_per_era);
        self.first_session.saturating_add(sessions)
    }

    /// Returns the time when an era becomes active.
    pub fn begins(&self, era: u32) -> When {
        if era <= self.active {
            return When::Now;
        }
        self.at(era, self.first_session_of(era))
    }

    /// Returns the time when an era is planned, one session before it becomes active: from then on
    /// what was to be unbonded until it can be withdrawn.
    pub fn is_planned(&self, era: u32) -> When {
        if era <= self.planned {
            return When::Now;
        }
        self.at(era, self.first_session_of(era).saturating_sub(1))
    }

    fn at(&self, era: u32, session: u32) -> When {
        if self.advances {
            let time = DateTime::from_millis(self.session_starts(session));
            When::At { time }
        } else {
            let eras = era.saturating_sub(self.planned);
            When::AfterHandOver { eras }
        }
    }

    /// Returns the length of an era in milliseconds.
    pub fn era_millis(&self) -> u64 {
        self.session_millis
            .saturating_mul(self.sessions_per_era.into())
    }

    /// Returns the time when stake is free that is unbonded now and stays bonded for `eras`.
    pub fn free_after(&self, eras: u32) -> When {
        self.is_planned(self.planned.saturating_add(eras))
    }
}

impl fmt::Display for When {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Now => f.write_str("now"),
            Self::At { time } => write!(f, "{time}"),
            Self::AfterHandOver { eras } => write!(f, "{eras} eras after the hand-over"),
        }
    }
}

/// Formats a length of time in its largest unit that is not zero, and the one below.
pub fn duration(millis: u64) -> String {
    let seconds = millis / 1000;
    let (days, hours) = (seconds / 86_400, seconds % 86_400 / 3600);
    let (minutes, rest) = (seconds % 3600 / 60, seconds % 60);
    let shown = |large: u64, unit: &str, small: u64, below: &str| match small {
        0 => format!("{large} {unit}"),
        small => format!("{large} {unit} {small} {below}"),
    };
    match (days, hours, minutes) {
        (0, 0, 0) => format!("{rest} s"),
        (0, 0, _) => shown(minutes, "min", rest, "s"),
        (0, ..) => shown(hours, "h", minutes, "min"),
        _ => shown(days, "d", hours, "h"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const HOUR: u64 = 3_600_000;

    /// Session 100 of four hours ends at 1,000 h; era 7 began with session 98, and has six.
    fn clock() -> EraClock {
        EraClock {
            active: 7,
            planned: 7,
            first_session: 98,
            session: 100,
            session_ends: 1_000 * HOUR,
            session_millis: 4 * HOUR,
            sessions_per_era: 6,
            advances: true,
        }
    }

    fn at(hours: u64) -> When {
        When::At {
            time: DateTime::from_millis(hours * HOUR),
        }
    }

    #[test]
    fn eras_follow_one_another_by_the_clock() {
        let clock = clock();
        assert_eq!(clock.begins(6), When::Now);
        assert_eq!(clock.begins(7), When::Now);
        // Era 8 begins with session 104: three more sessions after the current one.
        assert_eq!(clock.begins(8), at(1_000 + 3 * 4));
        assert_eq!(clock.begins(9), at(1_000 + 9 * 4));
        assert_eq!(clock.era_millis(), 24 * HOUR);
    }

    #[test]
    fn stake_is_free_when_its_era_is_planned_a_session_before_it_begins() {
        let clock = clock();
        assert_eq!(clock.is_planned(7), When::Now);
        assert_eq!(clock.is_planned(8), at(1_000 + 2 * 4));
        assert_eq!(clock.free_after(14), at(1_000 + (2 + 13 * 6) * 4));
    }

    #[test]
    fn an_era_that_is_planned_is_not_active_yet() {
        // Session 103: era 8 is planned, and begins with session 104.
        let clock = EraClock {
            planned: 8,
            first_session: 104,
            session: 103,
            ..clock()
        };
        assert_eq!(clock.is_planned(8), When::Now);
        assert_eq!(clock.begins(8), at(1_000));
        assert_eq!(clock.is_planned(9), at(1_000 + 5 * 4));
    }

    #[test]
    fn there_is_no_date_before_the_hand_over() {
        let clock = EraClock {
            active: 0,
            planned: 0,
            first_session: 3,
            advances: false,
            ..clock()
        };
        assert_eq!(clock.begins(0), When::Now);
        assert_eq!(clock.free_after(14), When::AfterHandOver { eras: 14 });
        let shown = clock.free_after(14).to_string();
        assert_eq!(shown, "14 eras after the hand-over");
    }

    #[test]
    fn extreme_numbers_are_no_panic() {
        let clock = EraClock {
            session_ends: u64::MAX,
            session_millis: u64::MAX,
            sessions_per_era: u32::MAX,
            first_session: u32::MAX,
            ..clock()
        };
        assert_eq!(
            clock.is_planned(u32::MAX).to_string(),
            "9999-12-31T23:59:59Z"
        );
    }

    #[test]
    fn lengths_of_time_have_two_units() {
        for (millis, text) in [
            (0, "0 s"),
            (61_000, "1 min 1 s"),
            (4 * HOUR, "4 h"),
            (25 * HOUR, "1 d 1 h"),
            (14 * 24 * HOUR, "14 d"),
        ] {
            assert_eq!(duration(millis), text);
        }
    }
}
