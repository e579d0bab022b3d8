//! Forms of stored values and constants, as the pallets have them.

use codec::{Compact, Decode, Encode, Error as CodecError, Input};

/// Identifier of an account, 32 bytes.
pub type Account = [u8; 32];

/// A track, as the constant `Referenda.Tracks` has it. Periods are in blocks, the deposit in
/// plancks.
#[derive(Debug, Clone, PartialEq, Eq, Decode)]
pub struct TrackInfo {
    /// Name of the track.
    pub name: TrackName,
    /// Referenda that it decides at a time.
    pub max_deciding: u32,
    /// Deposit without which nothing is decided.
    pub decision_deposit: u128,
    /// Blocks from the submission to the decision, at least.
    pub prepare: u32,
    /// Blocks of the decision.
    pub decide: u32,
    /// Blocks for which it must be approved.
    pub confirm: u32,
    /// Blocks from the approval to the enactment, at least.
    pub enact: u32,
    /// Share of ayes that is needed, over the time of the decision.
    pub approval: Curve,
    /// Share of all tokens that must vote aye, over the time of the decision.
    pub support: Curve,
}

/// Name of a track: text that is filled up with zeros.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TrackName(pub String);

impl Decode for TrackName {
    fn decode<I: Input>(input: &mut I) -> Result<Self, CodecError> {
        let bytes = Vec::<u8>::decode(input)?;
        let text = String::from_utf8_lossy(&bytes);
        Ok(Self(crate::display::tame(text.trim_end_matches('\0'))))
    }
}

/// Parts of one in which shares and their curves are given.
const BILLION: i128 = 1_000_000_000;

/// A share that falls over time. Numbers are in parts of a thousand million.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Encode, Decode)]
pub enum Curve {
    /// Along a line, and level from `length` on.
    Line {
        /// End of the line.
        length: u32,
        /// Share at the end.
        floor: u32,
        /// Share at the start.
        ceil: u32,
    },
    /// Down a staircase.
    Steps {
        /// Share at the start.
        begin: u32,
        /// Share at the end.
        end: u32,
        /// Height of a step.
        step: u32,
        /// Length of a step.
        period: u32,
    },
    /// Fast at first: `factor / (x + x_offset) + y_offset`.
    Reciprocal {
        /// Numerator of the fraction.
        factor: i64,
        /// Offset of the time.
        x_offset: i64,
        /// Offset of the share.
        y_offset: i64,
    },
}

impl Curve {
    /// Returns the share at a time, both in parts of a thousand million.
    pub fn at(&self, time: u32) -> u32 {
        let share = match *self {
            Self::Line {
                length,
                floor,
                ceil,
            } => {
                let passed = i128::from(time.min(length)).saturating_mul(BILLION);
                let passed = passed.checked_div(length.into()).unwrap_or(BILLION);
                let fall = i128::from(ceil).saturating_sub(floor.into());
                i128::from(ceil).saturating_sub(passed.saturating_mul(fall) / BILLION)
            }
            Self::Steps {
                begin,
                end,
                step,
                period,
            } => {
                let steps = time.checked_div(period).unwrap_or_default();
                let fallen = begin.saturating_sub(step.saturating_mul(steps));
                fallen.max(end).into()
            }
            Self::Reciprocal {
                factor,
                x_offset,
                y_offset,
            } => {
                let x = i128::from(time).saturating_add(x_offset.into());
                let y = i128::from(factor).saturating_mul(BILLION).checked_div(x);
                y.unwrap_or(BILLION).saturating_add(y_offset.into())
            }
        };
        u32::try_from(share.clamp(0, BILLION)).unwrap_or_default()
    }
}

/// Record of a referendum.
#[derive(Debug, Clone, PartialEq, Eq, Decode)]
pub enum ReferendumInfo {
    /// It is open.
    Ongoing(Box<Ongoing>),
    /// It was approved.
    Approved(u32, Option<Deposit>, Option<Deposit>),
    /// It was rejected.
    Rejected(u32, Option<Deposit>, Option<Deposit>),
    /// It was cancelled.
    Cancelled(u32, Option<Deposit>, Option<Deposit>),
    /// It found no deposit or no place in time.
    TimedOut(u32, Option<Deposit>, Option<Deposit>),
    /// It was cancelled, and its deposits were burnt.
    Killed(u32),
}

/// An open referendum. Times are blocks.
#[derive(Debug, Clone, PartialEq, Eq, Decode)]
pub struct Ongoing {
    /// Number of its track.
    pub track: u16,
    /// Origin with which its call is made.
    pub origin: Origin,
    /// The call.
    pub proposal: Bounded,
    /// Time of the enactment.
    pub enactment: Enactment,
    /// Block of the submission.
    pub submitted: u32,
    /// Deposit of the submission.
    pub submission_deposit: Deposit,
    /// Deposit of the decision, if it was placed.
    pub decision_deposit: Option<Deposit>,
    /// The decision, if it has begun.
    pub deciding: Option<Deciding>,
    /// Votes.
    pub tally: Tally,
    /// True if it waits for a place on its track.
    pub in_queue: bool,
    /// Next block in which the chain looks at it, with the place of that task.
    pub alarm: Option<(u32, (u32, u32))>,
}

/// Origin of a referendum: only those of tracks can be submitted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Encode, Decode)]
pub enum Origin {
    /// An origin of the system; 0 is root.
    #[codec(index = 0)]
    System(u8),
    /// An origin of a track, by its number in the pallet `Origins`.
    #[codec(index = 24)]
    Track(u8),
}

/// A call, or its hash.
#[derive(Debug, Clone, PartialEq, Eq, Encode, Decode)]
pub enum Bounded {
    /// A hash; the length is not known.
    Legacy([u8; 32]),
    /// Bytes of the call, at most 128.
    Inline(Vec<u8>),
    /// A hash and the length of the call.
    Lookup([u8; 32], u32),
}

/// Time of an enactment, in blocks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Encode, Decode)]
pub enum Enactment {
    /// In this block.
    At(u32),
    /// As many blocks after the approval.
    After(u32),
}

/// A deposit in plancks.
#[derive(Debug, Clone, PartialEq, Eq, Encode, Decode)]
pub struct Deposit {
    /// Account that placed it.
    pub who: Account,
    /// Plancks that are held.
    pub amount: u128,
}

/// A decision, in blocks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Encode, Decode)]
pub struct Deciding {
    /// First block of the decision.
    pub since: u32,
    /// End of the confirmation, if it is approved now.
    pub confirming: Option<u32>,
}

/// Votes on a referendum.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Encode, Decode)]
pub struct Tally {
    /// Ayes, with conviction.
    pub ayes: u128,
    /// Nays, with conviction.
    pub nays: u128,
    /// Tokens of ayes and abstentions, in plancks.
    pub support: u128,
}

/// Votes of an account on a track. Amounts are in plancks.
#[derive(Debug, Clone, PartialEq, Eq, Decode)]
pub enum Voting {
    /// It votes itself.
    Casting {
        /// The votes, by referendum.
        votes: Vec<(u32, AccountVote)>,
        /// Votes and tokens that others have delegated to it.
        delegations: (u128, u128),
        /// Block until which tokens are locked, and how many.
        prior: (u32, u128),
    },
    /// It has delegated.
    Delegating {
        /// The tokens.
        balance: u128,
        /// The account that votes for it.
        target: Account,
        /// Number from 0 to 6.
        conviction: u8,
        /// Votes and tokens that others have delegated to it.
        delegations: (u128, u128),
        /// Block until which tokens are locked, and how many.
        prior: (u32, u128),
    },
}

/// A vote. Amounts are in plancks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Encode, Decode)]
pub enum AccountVote {
    /// For or against.
    Standard {
        /// The highest bit is set for aye; the others are the conviction.
        vote: u8,
        /// The tokens.
        balance: u128,
    },
    /// For and against.
    Split {
        /// Tokens for it.
        aye: u128,
        /// Tokens against it.
        nay: u128,
    },
    /// For, against, and neither.
    SplitAbstain {
        /// Tokens for it.
        aye: u128,
        /// Tokens against it.
        nay: u128,
        /// Tokens that are neither.
        abstain: u128,
    },
}

/// Bit of an aye.
const AYE: u8 = 0x80;

impl AccountVote {
    /// Makes a vote for or against.
    pub const fn standard(is_aye: bool, conviction: u8, balance: u128) -> Self {
        let vote = if is_aye { conviction | AYE } else { conviction };
        Self::Standard { vote, balance }
    }

    /// Makes a vote that is neither.
    pub const fn abstention(balance: u128) -> Self {
        Self::SplitAbstain {
            aye: 0,
            nay: 0,
            abstain: balance,
        }
    }

    /// Returns all tokens of the vote.
    pub const fn balance(&self) -> u128 {
        match self {
            Self::Standard { balance, .. } => *balance,
            Self::Split { aye, nay } => aye.saturating_add(*nay),
            Self::SplitAbstain { aye, nay, abstain } => {
                aye.saturating_add(*nay).saturating_add(*abstain)
            }
        }
    }

    /// Returns the conviction: 0 for votes that lock no longer than the referendum is open.
    pub const fn conviction(&self) -> u8 {
        match self {
            Self::Standard { vote, .. } => *vote & !AYE,
            Self::Split { .. } | Self::SplitAbstain { .. } => 0,
        }
    }

    /// Returns the vote in words.
    pub fn words(&self) -> String {
        let amount = crate::staking::Amount;
        match self {
            Self::Standard { vote, balance } => {
                let side = if vote & AYE == 0 { "nay" } else { "aye" };
                format!(
                    "{side} with {}, conviction {}",
                    amount(*balance),
                    self.conviction()
                )
            }
            Self::Split { aye, nay } => {
                format!("aye with {}, nay with {}", amount(*aye), amount(*nay))
            }
            Self::SplitAbstain { aye, nay, abstain } => format!(
                "aye with {}, nay with {}, abstain with {}",
                amount(*aye),
                amount(*nay),
                amount(*abstain)
            ),
        }
    }
}

/// Returns the number of periods for which a conviction locks tokens.
pub const fn lock_periods(conviction: u8) -> u32 {
    match conviction {
        0 => 0,
        n => 1_u32.wrapping_shl(n.saturating_sub(1) as u32),
    }
}

/// Encodes an index as the pallet of votes expects it.
pub fn compact(index: u32) -> Vec<u8> {
    Compact(index).encode()
}

#[cfg(test)]
mod tests {
    use super::*;
    use polkadot_sdk::{pallet_conviction_voting as voting, pallet_referenda as referenda};

    #[test]
    fn curves_are_the_pallets() {
        use codec::DecodeAll;
        use polkadot_sdk::pallet_referenda::TracksInfo;
        for track in aura_npos_runtime::configs::tracks::Tracks::tracks() {
            for curve in [&track.info.min_approval, &track.info.min_support] {
                let ours = Curve::decode_all(&mut &curve.encode()[..]).unwrap();
                for time in (0..=1_000_000_000).step_by(9_999_991) {
                    let theirs = referenda::Curve::threshold(
                        curve,
                        polkadot_sdk::sp_runtime::Perbill::from_parts(time),
                    );
                    let theirs = theirs.deconstruct();
                    assert!(ours.at(time).abs_diff(theirs) <= 1, "{curve:?} at {time}");
                }
            }
        }
    }

    #[test]
    fn votes_are_the_pallets() {
        for (number, conviction) in [
            (0, voting::Conviction::None),
            (1, voting::Conviction::Locked1x),
            (3, voting::Conviction::Locked3x),
            (6, voting::Conviction::Locked6x),
        ] {
            for aye in [true, false] {
                let theirs = voting::AccountVote::Standard {
                    vote: voting::Vote { aye, conviction },
                    balance: 77_u128,
                };
                let ours = AccountVote::standard(aye, number, 77);
                assert_eq!(ours.encode(), theirs.encode());
                assert_eq!(ours.conviction(), number);
            }
            assert_eq!(lock_periods(number), conviction.lock_periods());
        }
        let theirs = voting::AccountVote::SplitAbstain {
            aye: 0,
            nay: 0,
            abstain: 5_u128,
        };
        assert_eq!(AccountVote::abstention(5).encode(), theirs.encode());
        assert_eq!(
            AccountVote::standard(true, 2, 1_000_000_000_000).words(),
            "aye with 1 AURA, conviction 2"
        );
    }
}
