//! Status of an account that stakes, as plain data.

use super::{
    chain::Slash,
    pay::EraPay,
    pools::Membership,
    rate::annual_return,
    types::{Account, Ledger, Standing},
    validator::ValidatorStatus,
    Amount, EraClock, Percent, When,
};
use crate::{did::Chain, Result};
use serde::Serialize;
use std::collections::BTreeMap;
use subxt::config::substrate::AccountId32;

/// Eras whose pay is shown.
pub const SHOWN_ERAS: u32 = 7;

/// Status of an account.
#[derive(Debug, Clone, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct AccountStatus {
    /// Account that is shown.
    pub account: AccountId32,
    /// The era, and when it ends.
    pub era: EraStatus,
    /// Earnings of a staked token in a year.
    pub rate: Rate,
    /// Bonded stake; `None` if nothing.
    pub bond: Option<Bond>,
    /// The candidates that it nominates.
    pub nominations: Vec<Nomination>,
    /// Membership of a pool.
    pub pool: Option<Membership>,
    /// Standing as a candidate or validator.
    pub validator: Option<ValidatorStatus>,
    /// Pay for the last eras, the latest first.
    pub pay: Vec<EraPay>,
    /// Slashes to come that name it.
    pub slashes: Vec<SlashToCome>,
}

/// The current era.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct EraStatus {
    /// Number of the active era.
    pub active: u32,
    /// True if the stake names the validators.
    pub handed_over: bool,
    /// Time when the next era begins.
    pub next: When,
    /// Length of an era in milliseconds.
    pub millis: u64,
}

/// Earnings of a staked token in a year.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Rate {
    /// The share, before the commission of a validator.
    pub per_year: Percent,
    /// Stake by which it is computed.
    pub staked: Amount,
    /// All tokens that there are.
    pub supply: Amount,
    /// False before the hand-over, when nothing is paid.
    pub is_paid: bool,
}

/// Bonded stake of an account.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Bond {
    /// All that is held.
    pub total: Amount,
    /// The part that backs validators.
    pub active: Amount,
    /// The parts that are unbonding.
    pub unbonding: Vec<Unbonding>,
}

/// An amount that is unbonding.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Unbonding {
    /// Tokens that are not active.
    pub amount: Amount,
    /// Era with whose planning it is free.
    pub era: u32,
    /// Time when it is free.
    pub free: When,
}

/// A candidate that an account nominates.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Nomination {
    /// Account that is nominated.
    pub candidate: AccountId32,
    /// State as of this era and the next election.
    pub state: TargetState,
    /// Stake of the account behind it in this era.
    pub backing: Amount,
}

/// State of a nominated account.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub enum TargetState {
    /// It is a validator of this era.
    Elected,
    /// It is a candidate that was not elected.
    Waiting,
    /// It has no session keys.
    WithoutKeys,
    /// It is disabled, or known as an offender.
    Disabled,
    /// It is left out of elections for some eras.
    LeftOut,
    /// It is no candidate.
    NotACandidate,
}

/// A slash to come.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct SlashToCome {
    /// The offender.
    pub validator: AccountId32,
    /// Amount that the account loses.
    pub amount: Amount,
    /// Era with whose start it is taken.
    pub era: u32,
    /// Place in that era, by which it is cancelled.
    pub index: u32,
    /// Time when it is taken, until which it can be cancelled.
    pub until: When,
}

impl Bond {
    /// Reads a ledger by the clock.
    pub fn of(ledger: &Ledger, clock: &EraClock) -> Self {
        let unbonding = ledger.unlocking.iter().map(|chunk| Unbonding {
            amount: Amount(chunk.value),
            era: chunk.era,
            free: clock.is_planned(chunk.era),
        });
        Self {
            total: Amount(ledger.total),
            active: Amount(ledger.active),
            unbonding: unbonding.collect(),
        }
    }

    /// Returns the amount that is free.
    pub fn free(&self) -> u128 {
        let free = self.unbonding.iter().filter(|one| one.free == When::Now);
        free.fold(0, |sum, one| sum.saturating_add(one.amount.0))
    }
}

impl EraStatus {
    /// Reads the era by the clock.
    pub fn of(clock: &EraClock) -> Self {
        Self {
            active: clock.active,
            handed_over: clock.advances,
            next: clock.begins(clock.active.saturating_add(1)),
            millis: clock.era_millis(),
        }
    }
}

impl Rate {
    /// Reads the rate. Before the hand-over no era has a stake, and the one that is bonded counts.
    async fn read(chain: &Chain, clock: &EraClock) -> Result<Self> {
        let supply = chain.supply().await?;
        let staked = if clock.advances && clock.active > 0 {
            chain.total_stake(clock.active).await?
        } else {
            chain.hand_over_condition().await?.staked
        };
        Ok(Self {
            per_year: annual_return(staked, supply),
            staked: Amount(staked),
            supply: Amount(supply),
            is_paid: clock.advances && clock.active > 0,
        })
    }
}

impl TargetState {
    /// Judges a nominated account: `standing` if it is a candidate.
    pub const fn of(standing: Option<Standing>, is_elected: bool, is_disabled: bool) -> Self {
        match (standing, is_elected) {
            (None, false) => Self::NotACandidate,
            (Some(Standing::Offender), _) => Self::Disabled,
            _ if is_disabled => Self::Disabled,
            (Some(Standing::WithoutKeys), _) => Self::WithoutKeys,
            (_, true) => Self::Elected,
            (Some(Standing::LeftOut { .. }), false) => Self::LeftOut,
            (Some(_), false) => Self::Waiting,
        }
    }

    /// Returns the state in words.
    pub const fn words(self) -> &'static str {
        match self {
            Self::Elected => "elected",
            Self::Waiting => "waiting",
            Self::WithoutKeys => "without keys",
            Self::Disabled => "disabled",
            Self::LeftOut => "left out",
            Self::NotACandidate => "no candidate",
        }
    }
}

impl SlashToCome {
    /// Returns the part of a slash that an account loses; `None` if it does not name it.
    pub fn of(slash: &Slash, who: &Account, clock: &EraClock) -> Option<Self> {
        let amount = if slash.slash.validator == *who {
            slash.slash.own
        } else {
            let mut others = slash.slash.others.iter();
            others.find(|(other, _)| other == who)?.1
        };
        Some(Self {
            validator: AccountId32(slash.slash.validator),
            amount: Amount(amount),
            era: slash.era,
            index: slash.index,
            until: clock.begins(slash.era),
        })
    }
}

impl AccountStatus {
    /// Reads the status of an account.
    pub async fn read(chain: &Chain, who: &Account) -> Result<Self> {
        let clock = chain.era_clock().await?;
        let candidates = chain.candidates().await?;
        let ledger = chain.ledger(who).await?;
        let slashes = chain.pending_slashes().await?;
        let slashes = slashes
            .iter()
            .filter_map(|slash| SlashToCome::of(slash, who, &clock));
        Ok(Self {
            account: AccountId32(*who),
            era: EraStatus::of(&clock),
            rate: Rate::read(chain, &clock).await?,
            bond: ledger.map(|ledger| Bond::of(&ledger, &clock)),
            nominations: nominations(chain, who, &clock, &candidates).await?,
            pool: Membership::read(chain, who, &clock).await?,
            validator: ValidatorStatus::read(chain, who, &clock, &candidates).await?,
            pay: chain.pay(&clock, who, SHOWN_ERAS).await?,
            slashes: slashes.collect(),
        })
    }
}

async fn nominations(
    chain: &Chain,
    who: &Account,
    clock: &EraClock,
    candidates: &BTreeMap<Account, Standing>,
) -> Result<Vec<Nomination>> {
    let Some(nominations) = chain.nominations(who).await? else {
        return Ok(vec![]);
    };
    let backing = chain.backing(clock.active, who).await?;
    let (_, disabled) = chain.session_validators().await?;
    let mut all = vec![];
    for target in nominations.targets {
        let is_elected = chain.overview(clock.active, &target).await?.is_some();
        let standing = candidates.get(&target).copied();
        let backing = backing.get(&target).map_or(0, |(stake, _)| *stake);
        all.push(Nomination {
            candidate: AccountId32(target),
            state: TargetState::of(standing, is_elected, disabled.contains(&target)),
            backing: Amount(backing),
        });
    }
    Ok(all)
}
