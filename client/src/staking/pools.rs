//! Pools and their members, as plain data.

use super::{
    types::{Account, Member, Pool, PoolState},
    Amount, EraClock, Percent, When,
};
use crate::{did::Chain, Result};
use serde::Serialize;
use subxt::config::substrate::AccountId32;

/// A pool as it is listed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct PoolStatus {
    /// Number by which it is joined.
    pub pool: u32,
    /// Name, as its founder wrote it.
    pub name: String,
    /// Openness to members.
    pub state: PoolState,
    /// Number of its members.
    pub members: u32,
    /// Active stake, without what is unbonding.
    pub stake: Amount,
    /// Share of the pay that its managers take.
    pub commission: Percent,
    /// Account that stakes for it.
    pub account: AccountId32,
    /// Founder of the pool.
    pub depositor: AccountId32,
    /// Account that chooses its validators.
    pub nominator: Option<AccountId32>,
    /// Number of candidates that it nominates.
    pub nominations: usize,
}

/// Membership of a pool.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Membership {
    /// Number of the pool.
    pub pool: u32,
    /// Stake in the pool.
    pub active: Amount,
    /// Rewards that can be claimed.
    pub rewards: Amount,
    /// Amounts that are unbonding.
    pub unbonding: Vec<PoolUnbonding>,
}

/// Points of a pool that are unbonding. Their value is that of the day when they are withdrawn.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct PoolUnbonding {
    /// The points, which are plancks unless the pool was slashed.
    pub points: Amount,
    /// Era with whose planning they are free.
    pub era: u32,
    /// Time when they are free.
    pub free: When,
}

impl PoolStatus {
    /// Reads all pools in the order of their numbers.
    pub async fn all(chain: &Chain) -> Result<Vec<Self>> {
        let mut all = vec![];
        for (number, pool) in chain.pools().await? {
            all.push(Self::of(chain, number, pool).await?);
        }
        Ok(all)
    }

    async fn of(chain: &Chain, number: u32, pool: Pool) -> Result<Self> {
        let (account, _) = chain.pool_accounts(number).await?;
        let nominations = chain.nominations(&account).await?;
        let ledger = chain.ledger(&account).await?;
        let commission = pool.commission.current.map_or(0, |(share, _)| share);
        Ok(Self {
            pool: number,
            name: chain.pool_name(number).await?,
            state: pool.state,
            members: pool.members,
            stake: Amount(ledger.map_or(0, |ledger| ledger.active)),
            commission: Percent(commission),
            account: AccountId32(account),
            depositor: AccountId32(pool.roles.depositor),
            nominator: pool.roles.nominator.map(AccountId32),
            nominations: nominations.map_or(0, |nominations| nominations.targets.len()),
        })
    }
}

impl Membership {
    /// Reads the membership of an account; `None` if it is in no pool.
    pub async fn read(chain: &Chain, who: &Account, clock: &EraClock) -> Result<Option<Self>> {
        let Some(member) = chain.pool_member(who).await? else {
            return Ok(None);
        };
        let active = chain.points_value(member.pool, member.points).await?;
        Ok(Some(Self {
            pool: member.pool,
            active: Amount(active),
            rewards: Amount(chain.pool_rewards(who).await?),
            unbonding: unbonding(&member, clock),
        }))
    }
}

/// Returns the points of a member that are unbonding, by the clock.
pub fn unbonding(member: &Member, clock: &EraClock) -> Vec<PoolUnbonding> {
    let all = member.unbonding.iter();
    all.map(|(era, points)| PoolUnbonding {
        points: Amount(*points),
        era: *era,
        free: clock.is_planned(*era),
    })
    .collect()
}
