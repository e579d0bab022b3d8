//! The commands `aura staking pool`.

use super::{
    stake::{amount_or_all, AmountOrAll},
    transact::{Acting, Proposal},
    view,
};
use crate::{did::Common, output, Outcome, Result};
use aura_client::staking::{
    advice::{advise_pool, PoolPosition},
    batch,
    pools::PoolStatus,
    Address, Amount, BondExtra, PoolCall, Problem,
};
use clap::{Args, Subcommand};
use serde::Serialize;
use subxt::config::substrate::AccountId32;

/// Commands of `aura staking pool`.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// List the pools.
    List(List),

    /// Join a pool. An account is in one pool at most, and does not stake besides.
    Join(Join),

    /// Add to one's stake in the pool: an amount, or the rewards.
    Extra(Extra),

    /// Begin to leave the pool, with all or a part.
    Unbond(Unbond),

    /// Withdraw what is free.
    Withdraw(Withdraw),

    /// Claim the rewards.
    Claim(Claim),

    /// Found a pool; with candidates, have it nominate them.
    Create(Create),
}

/// Lists the pools, as of the best block.
#[derive(Debug, Args)]
pub struct List {
    #[command(flatten)]
    pub common: Common,
}

/// Joins a pool.
#[derive(Debug, Args)]
pub struct Join {
    /// Number of the pool.
    #[arg(value_name = "POOL")]
    pub pool: u32,

    /// The amount in AURA.
    #[arg(value_name = "AURA")]
    pub amount: Amount,

    #[command(flatten)]
    pub acting: Acting,
}

/// Adds to one's stake in the pool.
#[derive(Debug, Args)]
pub struct Extra {
    /// The amount in AURA, or `rewards`.
    #[arg(value_name = "AURA|rewards", value_parser = extra)]
    pub amount: BondExtra,

    #[command(flatten)]
    pub acting: Acting,
}

/// Begins to leave the pool. Its rewards are paid with it.
#[derive(Debug, Args)]
pub struct Unbond {
    /// The amount in AURA, or `all`.
    #[arg(value_name = "AURA|all", value_parser = amount_or_all)]
    pub amount: AmountOrAll,

    #[command(flatten)]
    pub acting: Acting,
}

/// Withdraws what is free.
#[derive(Debug, Args)]
pub struct Withdraw {
    #[command(flatten)]
    pub acting: Acting,
}

/// Claims the rewards.
#[derive(Debug, Args)]
pub struct Claim {
    #[command(flatten)]
    pub acting: Acting,
}

/// Founds a pool. The account that acts has all roles in it.
#[derive(Debug, Args)]
pub struct Create {
    /// The amount in AURA.
    #[arg(value_name = "AURA")]
    pub amount: Amount,

    /// Name of the pool, at most 256 bytes.
    #[arg(long, value_name = "TEXT")]
    pub name: String,

    /// A candidate (SS58) that the pool nominates; may be given up to 16 times.
    #[arg(long, value_name = "ACCOUNT")]
    pub nominate: Vec<AccountId32>,

    #[command(flatten)]
    pub acting: Acting,
}

#[derive(Serialize)]
struct ListOutput<'a> {
    pools: &'a [PoolStatus],
}

fn extra(text: &str) -> std::result::Result<BondExtra, Problem> {
    match text {
        "rewards" => Ok(BondExtra::Rewards),
        text => text.parse::<Amount>().map(Into::into),
    }
}

impl Command {
    pub(super) async fn run(self) -> Result<Outcome> {
        match self {
            Self::List(command) => command.run().await,
            Self::Join(command) => command.run().await,
            Self::Extra(command) => command.run().await,
            Self::Unbond(command) => command.run().await,
            Self::Withdraw(command) => command.run().await,
            Self::Claim(command) => command.run().await,
            Self::Create(command) => command.run().await,
        }
    }
}

/// Judges a call of the account, describes it, and sends it.
async fn act(
    acting: &Acting,
    pool: Option<u32>,
    call: impl AsyncFnOnce(&PoolPosition, &crate::did::Chain) -> Result<PoolCall>,
) -> Result<Outcome> {
    let actor = acting.staker().await?;
    let position = PoolPosition::read(&actor.chain, &actor.account().0, pool).await?;
    let call = call(&position, &actor.chain).await?;
    let advice = advise_pool(&call, &position)?;
    let proposal = Proposal {
        words: advice.words,
        warnings: advice.warnings,
        locks: advice.locks,
        call: call.checked(&actor.chain.state)?,
    };
    acting.send(&actor, proposal).await
}

impl List {
    async fn run(self) -> Result<Outcome> {
        let chain = self.common.chain().await?;
        chain.expect_staking().await?;
        let pools = PoolStatus::all(&chain).await?;
        let shown = ListOutput { pools: &pools };
        output::print_as(self.common.json, &shown, view::pools(&pools))?;
        Ok(Outcome::Done)
    }
}

impl Join {
    async fn run(self) -> Result<Outcome> {
        let call = PoolCall::Join {
            amount: self.amount.0,
            pool: self.pool,
        };
        act(&self.acting, Some(self.pool), async |_, _| Ok(call)).await
    }
}

impl Extra {
    async fn run(self) -> Result<Outcome> {
        let call = PoolCall::BondExtra(self.amount);
        act(&self.acting, None, async |_, _| Ok(call)).await
    }
}

impl Unbond {
    async fn run(self) -> Result<Outcome> {
        let amount = self.amount;
        act(&self.acting, None, async |position, chain| {
            let member = position.member()?;
            let points = match amount {
                AmountOrAll::All => member.points,
                AmountOrAll::Amount(amount) => chain.value_points(member.pool, amount.0).await?,
            };
            Ok(PoolCall::Unbond {
                member: Address::Id(position.staker.account.0),
                points,
            })
        })
        .await
    }
}

impl Withdraw {
    async fn run(self) -> Result<Outcome> {
        act(&self.acting, None, async |position, chain| {
            let (stash, _) = chain.pool_accounts(position.member()?.pool).await?;
            Ok(PoolCall::WithdrawUnbonded {
                member: Address::Id(position.staker.account.0),
                spans: chain.slashing_spans(&stash).await?,
            })
        })
        .await
    }
}

impl Claim {
    async fn run(self) -> Result<Outcome> {
        act(&self.acting, None, async |_, _| Ok(PoolCall::ClaimPayout)).await
    }
}

impl Create {
    async fn run(self) -> Result<Outcome> {
        let actor = self.acting.staker().await?;
        let account = actor.account().0;
        let position = PoolPosition::read(&actor.chain, &account, None).await?;
        // The number that the new pool gets, unless another one is founded at the same moment: then
        // the batch fails as a whole.
        let pool = actor.chain.next_pool().await?;
        let own = Address::Id(account);
        let mut calls = vec![
            PoolCall::Create {
                amount: self.amount.0,
                root: own,
                nominator: own,
                bouncer: own,
            },
            PoolCall::SetMetadata {
                pool,
                name: self.name.into_bytes(),
            },
        ];
        if !self.nominate.is_empty() {
            calls.push(PoolCall::Nominate {
                pool,
                validators: self.nominate.iter().map(|one| one.0).collect(),
            });
        }
        let mut proposal = Proposal {
            words: vec![],
            warnings: vec![],
            call: vec![],
            locks: 0,
        };
        let mut encoded = vec![];
        for call in &calls {
            let advice = advise_pool(call, &position)?;
            proposal.words.extend(advice.words);
            proposal.warnings.extend(advice.warnings);
            proposal.locks = proposal.locks.saturating_add(advice.locks);
            encoded.push(call.checked(&actor.chain.state)?);
        }
        proposal.call = batch(&actor.chain.state, &encoded)?;
        self.acting.send(&actor, proposal).await
    }
}
