//! Descriptions of calls of voters, and what is to be said before they are signed: locks, and when
//! they end by the clock.

use super::{
    types::{lock_periods, AccountVote, Voting},
    BlockClock, Problem, ReferendumState, Track,
};
use crate::staking::Amount;
use aura_identity::DateTime;
use subxt::config::substrate::AccountId32;

/// State of an account on a track, on which the effects of its votes depend.
#[derive(Debug, Clone)]
pub struct Voter {
    /// Account that makes the call.
    pub account: AccountId32,
    /// Votes of the account on the track.
    pub voting: Option<Voting>,
    /// All that it has, in plancks.
    pub balance: u128,
    /// Blocks for which a conviction of 1 locks tokens.
    pub lock: u32,
    /// Blocks by the clock.
    pub clock: BlockClock,
}

impl Voter {
    fn expect_balance(&self, amount: u128) -> Result<(), Problem> {
        if amount <= self.balance {
            return Ok(());
        }
        Err(Problem::TooMuch {
            who: self.account,
            amount: Amount(amount),
            available: Amount(self.balance),
        })
    }

    /// Returns the length of the lock of a conviction in words.
    fn lock_words(&self, conviction: u8) -> String {
        let blocks = self.lock.saturating_mul(lock_periods(conviction));
        self.clock.length(blocks)
    }

    /// Returns true if it has delegated.
    pub const fn delegates(&self) -> bool {
        matches!(self.voting, Some(Voting::Delegating { .. }))
    }

    fn has_votes(&self) -> bool {
        matches!(&self.voting, Some(Voting::Casting { votes, .. }) if !votes.is_empty())
    }
}

/// Describes a vote on a referendum.
///
/// # Errors
/// If the chain would refuse it.
pub fn vote(
    voter: &Voter,
    referendum: u32,
    state: &ReferendumState,
    vote: &AccountVote,
) -> Result<Vec<String>, Problem> {
    if !state.is_open() {
        return Err(Problem::Over(referendum));
    }
    if voter.delegates() {
        return Err(Problem::Delegates(voter.account));
    }
    voter.expect_balance(vote.balance())?;
    let mut words = vec![format!("Vote on referendum {referendum}: {}", vote.words())];
    let before = voter
        .voting
        .as_ref()
        .and_then(|voting| voting.on(referendum));
    if let Some(before) = before {
        words.push(format!("In place of: {}", before.words()));
    }
    words.push(format!(
        "{} is locked while the referendum is open{}; staked tokens vote too",
        Amount(vote.balance()),
        match end(state) {
            Some(end) => format!(", at most until {end} as things are"),
            None => String::new(),
        }
    ));
    if vote.conviction() > 0 {
        words.push(format!(
            "If it ends as voted, it stays locked for {} after that: {}",
            voter.lock_words(vote.conviction()),
            match end(state) {
                Some(end) => format!("free {}", later(voter, &end, vote.conviction())),
                None => "the end has no date yet".into(),
            }
        ));
    }
    Ok(words)
}

/// Returns the end of a referendum, if it has a date.
fn end(state: &ReferendumState) -> Option<DateTime> {
    match state {
        ReferendumState::Deciding { until } | ReferendumState::Confirming { until } => Some(*until),
        _ => None,
    }
}

/// Returns the time that is later by the lock of a conviction.
fn later(voter: &Voter, from: &DateTime, conviction: u8) -> DateTime {
    let blocks = voter.lock.saturating_mul(lock_periods(conviction));
    let lock = u64::from(blocks).saturating_mul(voter.clock.slot_millis);
    let from = u64::try_from(from.unix_timestamp()).unwrap_or_default();
    DateTime::from_millis(from.saturating_mul(1000).saturating_add(lock))
}

/// Describes the removal of a vote.
///
/// # Errors
/// If there is no such vote.
pub fn remove(voter: &Voter, referendum: u32) -> Result<Vec<String>, Problem> {
    let vote = voter
        .voting
        .as_ref()
        .and_then(|voting| voting.on(referendum));
    let Some(vote) = vote else {
        let words = format!("{} has no vote on referendum {referendum}", voter.account);
        return Err(Problem::Nothing(words));
    };
    Ok(vec![
        format!(
            "Remove the vote on referendum {referendum}: {}",
            vote.words()
        ),
        "Its tokens are free, those apart that a vote with conviction or another vote locks".into(),
    ])
}

/// Describes a delegation on a track.
///
/// # Errors
/// If the chain would refuse it.
pub fn delegate(
    voter: &Voter,
    track: &Track,
    to: &AccountId32,
    conviction: u8,
    amount: u128,
) -> Result<Vec<String>, Problem> {
    if voter.has_votes() {
        return Err(Problem::Votes(voter.account));
    }
    voter.expect_balance(amount)?;
    let mut words = vec![format!(
        "Let {to} vote with {} on the track {}, conviction {conviction}",
        Amount(amount),
        track.name
    )];
    if let Some(Voting::Delegating { target, .. }) = &voter.voting {
        words.push(format!("In place of {}", AccountId32(*target)));
    }
    words.push(match conviction {
        0 => "Locked until the delegation ends".into(),
        conviction => format!(
            "Locked until the delegation ends, and {} more: ended now, it would be free {}",
            voter.lock_words(conviction),
            later(voter, &DateTime::from_millis(voter.clock.time), conviction)
        ),
    });
    Ok(words)
}

/// Describes the end of a delegation.
///
/// # Errors
/// If there is none.
pub fn undelegate(voter: &Voter, track: &Track) -> Result<Vec<String>, Problem> {
    let Some(Voting::Delegating {
        target,
        conviction,
        balance,
        ..
    }) = &voter.voting
    else {
        let words = format!(
            "{} delegates nothing on the track {}",
            voter.account, track.name
        );
        return Err(Problem::Nothing(words));
    };
    let free = match conviction {
        0 => "at once".into(),
        conviction => {
            later(voter, &DateTime::from_millis(voter.clock.time), *conviction).to_string()
        }
    };
    Ok(vec![
        format!(
            "End the delegation to {} on the track {}",
            AccountId32(*target),
            track.name
        ),
        format!("{} is free {free}", Amount(*balance)),
    ])
}

#[cfg(test)]
mod tests {
    use super::*;

    const AURA: u128 = 1_000_000_000_000;
    const HOUR: u64 = 3_600_000;

    fn voter(voting: Option<Voting>) -> Voter {
        Voter {
            account: AccountId32([1; 32]),
            voting,
            balance: 100 * AURA,
            // A week of six-second slots.
            lock: 7 * 14_400,
            clock: BlockClock {
                block: 100,
                time: 0,
                slot_millis: 6_000,
            },
        }
    }

    fn casting(votes: Vec<(u32, AccountVote)>) -> Option<Voting> {
        Some(Voting::Casting {
            votes,
            delegations: (0, 0),
            prior: (0, 0),
        })
    }

    fn delegating(conviction: u8) -> Option<Voting> {
        Some(Voting::Delegating {
            balance: 5 * AURA,
            target: [2; 32],
            conviction,
            delegations: (0, 0),
            prior: (0, 0),
        })
    }

    fn track() -> Track {
        Track {
            number: 10,
            name: "staking_admin".into(),
            open: true,
            max_deciding: 1,
            decision_deposit: Amount(5),
            prepare: 1,
            decide: 1,
            confirm: 1,
            enact: 1,
            approval: Default::default(),
            support: Default::default(),
        }
    }

    #[test]
    fn a_vote_says_what_it_locks_and_until_when() {
        let deciding = ReferendumState::Deciding {
            until: DateTime::from_millis(24 * HOUR),
        };
        let aye = AccountVote::standard(true, 2, 10 * AURA);
        let words = vote(&voter(None), 3, &deciding, &aye).unwrap();
        assert_eq!(
            words,
            [
                "Vote on referendum 3: aye with 10 AURA, conviction 2",
                "10 AURA is locked while the referendum is open, at most until 1970-01-02T00:00:00Z as \
                 things are; staked tokens vote too",
                "If it ends as voted, it stays locked for 14 d after that: free 1970-01-16T00:00:00Z",
            ]
        );
        let plain = AccountVote::standard(false, 0, 10 * AURA);
        let again = voter(casting(vec![(3, aye)]));
        let words = vote(&again, 3, &ReferendumState::Queued, &plain).unwrap();
        assert_eq!(words.len(), 3);
        assert!(words[1].starts_with("In place of: aye"), "{words:?}");
    }

    #[test]
    fn votes_that_the_chain_refuses_are_not_sent() {
        let queued = ReferendumState::Queued;
        let much = AccountVote::standard(true, 1, 101 * AURA);
        let refused = vote(&voter(None), 3, &queued, &much);
        assert!(matches!(refused, Err(Problem::TooMuch { .. })));
        let little = AccountVote::standard(true, 1, AURA);
        let refused = vote(&voter(delegating(0)), 3, &queued, &little);
        assert!(matches!(refused, Err(Problem::Delegates(_))));
        let over = ReferendumState::Killed {
            since: DateTime::from_millis(0),
        };
        let refused = vote(&voter(None), 3, &over, &little);
        assert!(matches!(refused, Err(Problem::Over(3))));
        assert!(remove(&voter(None), 3).is_err());
        assert!(remove(&voter(casting(vec![(3, little)])), 3).is_ok());
    }

    #[test]
    fn a_delegation_says_when_it_is_free() {
        let to = AccountId32([2; 32]);
        let words = delegate(&voter(None), &track(), &to, 1, 5 * AURA).unwrap();
        assert!(words[1].contains("free 1970-01-08T00:00:00Z"), "{words:?}");
        let vote = AccountVote::standard(true, 1, AURA);
        let refused = delegate(&voter(casting(vec![(3, vote)])), &track(), &to, 1, AURA);
        assert!(matches!(refused, Err(Problem::Votes(_))));
        let words = undelegate(&voter(delegating(0)), &track()).unwrap();
        assert_eq!(words[1], "5 AURA is free at once");
        let words = undelegate(&voter(delegating(1)), &track()).unwrap();
        assert_eq!(words[1], "5 AURA is free 1970-01-08T00:00:00Z");
        assert!(undelegate(&voter(None), &track()).is_err());
    }
}
