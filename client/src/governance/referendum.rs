//! Referenda, as plain data.

use super::{
    types::{AccountVote, Bounded, Enactment, Ongoing, ReferendumInfo, TrackInfo, Voting},
    BlockClock,
};
use crate::staking::{parts, Amount, Percent};
use aura_identity::DateTime;
use serde::Serialize;
use subxt::config::substrate::AccountId32;

/// A referendum as it is shown.
#[derive(Debug, Clone, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct ReferendumStatus {
    /// Number by which it is named.
    pub referendum: u32,
    /// Step at which it is, with the time of the next one.
    #[serde(flatten)]
    pub state: ReferendumState,
    /// Name of the track, while it is open.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub track: Option<String>,
    /// Hash of the call, while it is open.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub call_hash: Option<String>,
    /// The call in words, while it is open and its bytes are on the chain.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub call: Option<String>,
    /// Account that submitted it, while it is open.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub submitter: Option<AccountId32>,
    /// True if its decision deposit was placed.
    pub has_decision_deposit: bool,
    /// Votes, while it is open.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub shares: Option<Shares>,
    /// The enactment in words, while it is open.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub enactment: Option<String>,
    /// Vote of the account that asks, in words.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub own_vote: Option<String>,
}

/// State of a referendum.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(tag = "state", rename_all = "camelCase")]
pub enum ReferendumState {
    /// It waits for its decision deposit.
    NeedsDeposit {
        /// Time when it ends without one.
        until: DateTime,
    },
    /// It can be voted on; the decision has not begun.
    Preparing {
        /// Time when it can begin.
        until: DateTime,
    },
    /// It waits for a place on its track.
    Queued,
    /// It is being decided.
    Deciding {
        /// Time when it is rejected, if it is not approved by then.
        until: DateTime,
    },
    /// It is approved, if it stays so.
    Confirming {
        /// Time when it is approved.
        until: DateTime,
    },
    /// It was approved.
    Approved {
        /// Time of the approval.
        since: DateTime,
    },
    /// It was rejected.
    Rejected {
        /// Time of the rejection.
        since: DateTime,
    },
    /// It was cancelled.
    Cancelled {
        /// Time of the cancellation.
        since: DateTime,
    },
    /// It found no deposit or no place in time.
    TimedOut {
        /// Time of its end.
        since: DateTime,
    },
    /// It was cancelled, and its deposits were burnt.
    Killed {
        /// Time of its end.
        since: DateTime,
    },
}

/// Votes on a referendum, and what is needed now.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Shares {
    /// Ayes, with conviction, in the unit of tokens.
    pub ayes: Amount,
    /// Nays, with conviction, in the unit of tokens.
    pub nays: Amount,
    /// Tokens of ayes and abstentions.
    pub support: Amount,
    /// Share of ayes among ayes and nays.
    pub approval: Percent,
    /// Share that is needed now, in a decision.
    pub approval_needed: Option<Percent>,
    /// Share of ayes and abstentions in all tokens.
    pub turnout: Percent,
    /// Share that is needed now, in a decision.
    pub turnout_needed: Option<Percent>,
}

impl Shares {
    /// Computes the shares of an open referendum; `issuance` is all tokens, in plancks.
    pub fn of(ongoing: &Ongoing, track: Option<&TrackInfo>, now: u32, issuance: u128) -> Self {
        let tally = ongoing.tally;
        let all = tally.ayes.saturating_add(tally.nays);
        let deciding = ongoing.deciding.zip(track).map(|(deciding, track)| {
            let passed = now.saturating_sub(deciding.since);
            (parts(passed.into(), track.decide.into()).0, track)
        });
        Self {
            ayes: Amount(tally.ayes),
            nays: Amount(tally.nays),
            support: Amount(tally.support),
            approval: parts(tally.ayes, all),
            approval_needed: deciding.map(|(time, track)| Percent(track.approval.at(time))),
            turnout: parts(tally.support, issuance),
            turnout_needed: deciding.map(|(time, track)| Percent(track.support.at(time))),
        }
    }

    /// Returns true if it would be approved as things are; `None` outside a decision.
    pub fn passes(&self) -> Option<bool> {
        let (approval, turnout) = (self.approval_needed?, self.turnout_needed?);
        Some(self.approval >= approval && self.turnout >= turnout)
    }
}

impl ReferendumState {
    /// Judges a referendum; `timeout` is the number of blocks in which it must find its deposit and
    /// a place.
    pub fn of(
        info: &ReferendumInfo,
        track: Option<&TrackInfo>,
        clock: &BlockClock,
        timeout: u32,
    ) -> Self {
        let at = |block: u32| clock.at(block);
        match info {
            ReferendumInfo::Ongoing(ongoing) => Self::ongoing(ongoing, track, clock, timeout),
            ReferendumInfo::Approved(since, ..) => Self::Approved { since: at(*since) },
            ReferendumInfo::Rejected(since, ..) => Self::Rejected { since: at(*since) },
            ReferendumInfo::Cancelled(since, ..) => Self::Cancelled { since: at(*since) },
            ReferendumInfo::TimedOut(since, ..) => Self::TimedOut { since: at(*since) },
            ReferendumInfo::Killed(since) => Self::Killed { since: at(*since) },
        }
    }

    fn ongoing(
        ongoing: &Ongoing,
        track: Option<&TrackInfo>,
        clock: &BlockClock,
        timeout: u32,
    ) -> Self {
        let decide = track.map_or(0, |track| track.decide);
        let prepare = track.map_or(0, |track| track.prepare);
        match ongoing.deciding {
            Some(deciding) => match deciding.confirming {
                Some(end) => Self::Confirming {
                    until: clock.at(end),
                },
                None => Self::Deciding {
                    until: clock.at(deciding.since.saturating_add(decide)),
                },
            },
            None if ongoing.in_queue => Self::Queued,
            None if ongoing.decision_deposit.is_none() => Self::NeedsDeposit {
                until: clock.at(ongoing.submitted.saturating_add(timeout)),
            },
            None => Self::Preparing {
                until: clock.at(ongoing.submitted.saturating_add(prepare)),
            },
        }
    }

    /// Returns true if it can be voted on.
    pub const fn is_open(&self) -> bool {
        matches!(
            self,
            Self::NeedsDeposit { .. }
                | Self::Preparing { .. }
                | Self::Queued
                | Self::Deciding { .. }
                | Self::Confirming { .. }
        )
    }

    /// Returns the state in words.
    pub fn words(&self) -> String {
        match self {
            Self::NeedsDeposit { until } => {
                format!("needs its decision deposit by {until} (`aura gov deposit`)")
            }
            Self::Preparing { until } => format!("prepared, decided from {until} on"),
            Self::Queued => "waits for a place on its track".into(),
            Self::Deciding { until } => format!("decided, rejected {until} unless it passes"),
            Self::Confirming { until } => format!("passing, approved {until} if it stays so"),
            Self::Approved { since } => format!("approved {since}"),
            Self::Rejected { since } => format!("rejected {since}"),
            Self::Cancelled { since } => format!("cancelled {since}"),
            Self::TimedOut { since } => format!("timed out {since}"),
            Self::Killed { since } => format!("killed {since}"),
        }
    }
}

impl Enactment {
    /// Returns the time of the enactment in words.
    pub fn words(self, clock: &BlockClock) -> String {
        match self {
            Self::At(block) => format!("in block {block}, {}", clock.at(block)),
            Self::After(0 | 1) => "as soon as the track allows".into(),
            Self::After(blocks) => format!("{} after the approval", clock.length(blocks)),
        }
    }
}

impl Bounded {
    /// Returns the hash of the call, in hexadecimal digits.
    pub fn hash(&self) -> String {
        match self {
            Self::Legacy(hash) | Self::Lookup(hash, _) => const_hex::encode_prefixed(hash),
            Self::Inline(bytes) => const_hex::encode_prefixed(sp_crypto_hashing::blake2_256(bytes)),
        }
    }
}

impl Voting {
    /// Returns the account's vote on a referendum.
    pub fn on(&self, referendum: u32) -> Option<AccountVote> {
        match self {
            Self::Casting { votes, .. } => {
                let mut votes = votes.iter();
                let found = votes.find(|(number, _)| *number == referendum);
                found.map(|(_, vote)| *vote)
            }
            Self::Delegating { .. } => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{
        super::types::{Curve, Deciding, Deposit, Origin, Tally, TrackName},
        *,
    };

    const CLOCK: BlockClock = BlockClock {
        block: 1_000,
        time: 6_000_000,
        slot_millis: 6_000,
    };

    fn track() -> TrackInfo {
        let line = |floor| Curve::Line {
            length: 1_000_000_000,
            floor,
            ceil: 1_000_000_000,
        };
        TrackInfo {
            name: TrackName("root".into()),
            max_deciding: 1,
            decision_deposit: 5,
            prepare: 10,
            decide: 100,
            confirm: 20,
            enact: 30,
            approval: line(500_000_000),
            support: line(0),
        }
    }

    fn ongoing() -> Ongoing {
        Ongoing {
            track: 0,
            origin: Origin::System(0),
            proposal: Bounded::Inline(vec![0, 0]),
            enactment: Enactment::After(30),
            submitted: 990,
            submission_deposit: Deposit {
                who: [1; 32],
                amount: 5,
            },
            decision_deposit: None,
            deciding: None,
            tally: Tally {
                ayes: 80,
                nays: 20,
                support: 600,
            },
            in_queue: false,
            alarm: None,
        }
    }

    fn state(ongoing: Ongoing) -> String {
        let info = ReferendumInfo::Ongoing(Box::new(ongoing));
        let state = ReferendumState::of(&info, Some(&track()), &CLOCK, 500);
        assert!(state.is_open());
        state.words()
    }

    #[test]
    fn each_state_says_until_when() {
        // Block 1,490 is 490 slots ahead.
        assert!(state(ongoing()).contains("by 1970-01-01T02:29:00Z"));
        let deposited = || Ongoing {
            decision_deposit: Some(ongoing().submission_deposit),
            ..ongoing()
        };
        assert!(state(deposited()).contains("from 1970-01-01T01:40:00Z on"));
        let deciding = |confirming| Ongoing {
            deciding: Some(Deciding {
                since: 950,
                confirming,
            }),
            ..deposited()
        };
        assert!(state(deciding(None)).contains("rejected 1970-01-01T01:45:00Z"));
        assert!(state(deciding(Some(1_010))).contains("approved 1970-01-01T01:41:00Z"));
        let queued = Ongoing {
            in_queue: true,
            ..deposited()
        };
        assert!(state(queued).contains("waits for a place"));
        let over = ReferendumInfo::Approved(990, None, None);
        let over = ReferendumState::of(&over, None, &CLOCK, 500);
        assert!(!over.is_open());
        assert_eq!(over.words(), "approved 1970-01-01T01:39:00Z");
    }

    #[test]
    fn shares_are_compared_with_what_is_needed_now() {
        let outside = Shares::of(&ongoing(), Some(&track()), 1_000, 1_000);
        assert_eq!(outside.approval.to_string(), "80 %");
        assert_eq!(outside.turnout.to_string(), "60 %");
        assert_eq!(outside.passes(), None);
        let deciding = |since| Ongoing {
            deciding: Some(Deciding {
                since,
                confirming: None,
            }),
            ..ongoing()
        };
        let half = Shares::of(&deciding(950), Some(&track()), 1_000, 1_000);
        assert_eq!(half.approval_needed.unwrap().to_string(), "75 %");
        assert_eq!(half.turnout_needed.unwrap().to_string(), "50 %");
        assert_eq!(half.passes(), Some(true));
        let early = Shares::of(&deciding(990), Some(&track()), 1_000, 1_000);
        assert_eq!(early.passes(), Some(false));
        let json = serde_json::to_value(half).unwrap();
        assert_eq!(json["approvalNeeded"], 75.0);
    }
}
