//! Descriptions of calls of pools and their members.

use super::{describe_targets, expect_at_least, expect_at_most, free_words, Advice, Position};
use crate::{
    did::Chain,
    staking::{
        pools::unbonding,
        types::{Member, Pool, PoolState},
        Amount, BondExtra, PoolCall, Problem, When,
    },
    Result,
};
use subxt::config::substrate::AccountId32;

/// State of an account as a member of a pool, and of the pool that a call is about.
#[derive(Debug, Clone)]
pub struct PoolPosition {
    /// The account as a staker.
    pub staker: Position,
    /// Membership of the account, if it is in a pool.
    pub member: Option<Member>,
    /// Value of its points, in plancks.
    pub stake: u128,
    /// Rewards that it can claim, in plancks.
    pub rewards: u128,
    /// The pool that the call is about, with its number and name.
    pub pool: Option<(u32, String, Pool)>,
    /// Stake with which a pool can be joined, in plancks.
    pub min_join: u128,
    /// Stake with which a pool can be founded, in plancks.
    pub min_create: u128,
    /// Existential deposit, which a founder puts on the pool's account, in plancks.
    pub deposit: u128,
}

impl PoolPosition {
    /// Reads the position of an account; `pool` is the pool that the call is about, if it is not
    /// the account's.
    pub async fn read(chain: &Chain, who: &[u8; 32], pool: Option<u32>) -> Result<Self> {
        let staker = Position::read(chain, who).await?;
        let member = chain.pool_member(who).await?;
        let (stake, rewards) = match &member {
            None => (0, 0),
            Some(member) => (
                chain.points_value(member.pool, member.points).await?,
                chain.pool_rewards(who).await?,
            ),
        };
        let pool = match pool.or(staker.pool) {
            None => None,
            Some(number) => Some((
                number,
                chain.pool_name(number).await?,
                chain.pool(number).await?,
            )),
        };
        let (min_join, min_create) = chain.pool_minimums().await?;
        Ok(Self {
            staker,
            member,
            stake,
            rewards,
            pool,
            min_join,
            min_create,
            deposit: chain.state.constant("Balances", "ExistentialDeposit")?,
        })
    }

    /// Returns the membership.
    ///
    /// # Errors
    /// If the account is in no pool.
    pub fn member(&self) -> std::result::Result<&Member, Problem> {
        let member = self.member.as_ref();
        member.ok_or(Problem::NotInPool(self.staker.account))
    }

    fn expect_not_staking(&self) -> std::result::Result<(), Problem> {
        let account = self.staker.account;
        match (&self.member, &self.staker.ledger) {
            (Some(member), _) => Err(Problem::InPool {
                account,
                pool: member.pool,
            }),
            (None, Some(_)) => Err(Problem::BondedAlready(account)),
            (None, None) => Ok(()),
        }
    }
}

/// Judges a call of a pool's member, and describes it.
///
/// # Errors
/// If the chain would refuse it.
pub fn advise_pool(
    call: &PoolCall,
    position: &PoolPosition,
) -> std::result::Result<Advice, Problem> {
    let mut advice = Advice::default();
    let staker = &position.staker;
    match call {
        PoolCall::Join { amount, pool } => {
            position.expect_not_staking()?;
            let Some((_, name, found)) = &position.pool else {
                return Err(Problem::NoPool(*pool));
            };
            if found.state != PoolState::Open {
                return Err(Problem::PoolClosed {
                    pool: *pool,
                    state: found.state.name(),
                });
            }
            expect_at_least(*amount, position.min_join, "a member of a pool")?;
            advice.say(format!(
                "Join pool {pool} ({name}) with {}",
                Amount(*amount)
            ));
            advice.say("Slashes of its validators are shared by its members");
            advice.say(staker.lock_words());
            advice.locks = *amount;
        }
        PoolCall::BondExtra(extra) => {
            let pool = position.member()?.pool;
            match extra {
                BondExtra::FreeBalance(amount) => {
                    advice.say(format!("Add {} to pool {pool}", Amount(*amount)));
                    advice.locks = *amount;
                }
                BondExtra::Rewards => {
                    let rewards = Amount(position.rewards);
                    advice.say(format!("Add the rewards to pool {pool}: {rewards} now"));
                }
            }
            advice.say(staker.lock_words());
        }
        PoolCall::ClaimPayout => {
            position.member()?;
            if position.rewards == 0 {
                return Err(Problem::Nothing("there are no rewards to claim".into()));
            }
            advice.say(format!("Claim {} of rewards", Amount(position.rewards)));
        }
        PoolCall::Unbond { points, .. } => unbond(position, *points, &mut advice)?,
        PoolCall::WithdrawUnbonded { .. } => withdraw(position, &mut advice)?,
        PoolCall::Create {
            amount, nominator, ..
        } => {
            position.expect_not_staking()?;
            expect_at_least(*amount, position.min_create, "the founder of a pool")?;
            let super::super::call::Address::Id(nominator) = nominator;
            advice.say(format!("Found a pool with {}", Amount(*amount)));
            advice.say(format!(
                "{} more goes to the pool's account, for as long as the pool lasts",
                Amount(position.deposit)
            ));
            advice.say(format!(
                "{} chooses its validators",
                AccountId32(*nominator)
            ));
            advice.say("The founder leaves last, when all others have left");
            advice.say(staker.lock_words());
            advice.locks = amount.saturating_add(position.deposit);
        }
        PoolCall::Nominate { pool, validators } => {
            advice.say(format!("Have pool {pool} nominate:"));
            describe_targets(staker, validators, &mut advice)?;
        }
        PoolCall::SetMetadata { name, .. } => {
            advice.say(format!("Name it {}", String::from_utf8_lossy(name)));
        }
    }
    Ok(advice)
}

fn unbond(
    position: &PoolPosition,
    points: u128,
    advice: &mut Advice,
) -> std::result::Result<(), Problem> {
    let staker = &position.staker;
    let member = position.member()?;
    expect_at_most(staker.account, points, member.points, "is in the pool")?;
    let left = member.points.saturating_sub(points);
    let is_founder = position
        .pool
        .as_ref()
        .is_some_and(|(_, _, pool)| pool.roles.depositor == staker.account.0);
    let (minimum, role) = if is_founder {
        (position.min_create, "the founder of a pool")
    } else {
        (position.min_join, "a member of a pool")
    };
    if left > 0 && left < minimum {
        return Err(Problem::BelowMinimum {
            left: Amount(left),
            role,
            minimum: Amount(minimum),
        });
    }
    advice.say(format!(
        "Unbond {} of pool {}, and be paid its rewards of {}",
        Amount(points),
        member.pool,
        Amount(position.rewards)
    ));
    if left == 0 && is_founder {
        advice.warn(
            "The founder can leave only when all others have left, and the pool is dissolved",
        );
    }
    advice.say("It earns nothing from the next era on, and can be slashed until it is free");
    advice.say(free_words(&staker.clock, staker.bonding_eras));
    Ok(())
}

fn withdraw(position: &PoolPosition, advice: &mut Advice) -> std::result::Result<(), Problem> {
    let member = position.member()?;
    let all = unbonding(member, &position.staker.clock);
    let free = all.iter().filter(|one| one.free == When::Now);
    let free = free.fold(0, |sum: u128, one| sum.saturating_add(one.points.0));
    if free > 0 {
        advice.say(format!(
            "Withdraw {} from pool {}, which is free",
            Amount(free),
            member.pool
        ));
        return Ok(());
    }
    Err(Problem::Nothing(match all.first() {
        None => "nothing is unbonding: unbond first with `aura staking pool unbond`".into(),
        Some(next) => format!("nothing is free yet: the next amount is free {}", next.free),
    }))
}
