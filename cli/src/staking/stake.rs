//! The commands of `aura staking` by which an account stakes for itself.

use super::transact::{Acting, Actor, Proposal};
use crate::{Outcome, Result};
use aura_client::staking::{
    advice::{advise, Position},
    Address, Amount, Payee, Percent, Prefs, Problem, StakingCall,
};
use clap::Args;
use subxt::config::substrate::AccountId32;

/// Bonds tokens for the first time.
#[derive(Debug, Args)]
pub struct Bond {
    /// The amount in AURA.
    #[arg(value_name = "AURA")]
    pub amount: Amount,

    /// Destination of the pay: `staked` bonds it too, `free` leaves it free, or another account
    /// (SS58).
    #[arg(long, value_name = "staked|free|ACCOUNT", default_value = "staked", value_parser = payee)]
    pub payee: Payee,

    #[command(flatten)]
    pub acting: Acting,
}

/// Bonds more.
#[derive(Debug, Args)]
pub struct BondExtra {
    /// The amount in AURA.
    #[arg(value_name = "AURA")]
    pub amount: Amount,

    #[command(flatten)]
    pub acting: Acting,
}

/// Begins to unbond. The tokens earn nothing from the next era on, and are free some eras later;
/// then `withdraw` takes them.
#[derive(Debug, Args)]
pub struct Unbond {
    /// The amount in AURA, or `all`.
    #[arg(value_name = "AURA|all", value_parser = amount_or_all)]
    pub amount: AmountOrAll,

    #[command(flatten)]
    pub acting: Acting,
}

/// Bonds again what is unbonding.
#[derive(Debug, Args)]
pub struct Rebond {
    /// The amount in AURA.
    #[arg(value_name = "AURA")]
    pub amount: Amount,

    #[command(flatten)]
    pub acting: Acting,
}

/// Withdraws what is free.
#[derive(Debug, Args)]
pub struct Withdraw {
    #[command(flatten)]
    pub acting: Acting,
}

/// Becomes a candidate for the validator set, or changes what a candidate asks. Session keys are
/// registered with `aura validator rotate-keys`.
#[derive(Debug, Args)]
pub struct Validate {
    /// Commission in per cent: the part of the pay that the validator takes first.
    #[arg(long, value_name = "PERCENT")]
    pub commission: Percent,

    /// Let nobody new nominate it.
    #[arg(long)]
    pub blocked: bool,

    #[command(flatten)]
    pub acting: Acting,
}

/// Backs candidates with what is bonded. The list replaces the one before.
#[derive(Debug, Args)]
pub struct Nominate {
    /// The candidates (SS58), at most 16.
    #[arg(value_name = "ACCOUNT", required = true)]
    pub candidates: Vec<AccountId32>,

    #[command(flatten)]
    pub acting: Acting,
}

/// Is neither a candidate nor a nominator any longer, from the next era on. The tokens stay bonded.
#[derive(Debug, Args)]
pub struct Chill {
    #[command(flatten)]
    pub acting: Acting,
}

/// An amount, or all that there is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum AmountOrAll {
    /// A part, in plancks.
    Amount(Amount),
    /// All.
    All,
}

impl AmountOrAll {
    /// Returns the amount, or `all`.
    pub const fn or(self, all: u128) -> u128 {
        match self {
            Self::Amount(amount) => amount.0,
            Self::All => all,
        }
    }
}

/// Reads an amount, or `all`.
pub fn amount_or_all(text: &str) -> std::result::Result<AmountOrAll, Problem> {
    match text {
        "all" => Ok(AmountOrAll::All),
        text => text.parse().map(AmountOrAll::Amount),
    }
}

fn payee(text: &str) -> std::result::Result<Payee, String> {
    match text {
        "staked" => Ok(Payee::Staked),
        "free" => Ok(Payee::Stash),
        text => match text.parse::<AccountId32>() {
            Ok(account) => Ok(Payee::Account(account.0)),
            Err(error) => Err(format!(
                "it is neither staked, free nor an account: {error}"
            )),
        },
    }
}

/// Judges a call of the account, describes it, and sends it.
async fn act(acting: &Acting, call: impl FnOnce(&Position) -> StakingCall) -> Result<Outcome> {
    let actor = acting.staker().await?;
    let position = Position::read(&actor.chain, &actor.account().0).await?;
    let call = call(&position);
    let proposal = proposal(&actor, &call, &position)?;
    acting.send(&actor, proposal).await
}

fn proposal(actor: &Actor, call: &StakingCall, position: &Position) -> Result<Proposal> {
    let advice = advise(call, position)?;
    Ok(Proposal {
        words: advice.words,
        warnings: advice.warnings,
        locks: advice.locks,
        call: call.checked(&actor.chain.state)?,
    })
}

impl Bond {
    pub(super) async fn run(self) -> Result<Outcome> {
        let call = StakingCall::Bond {
            value: self.amount.0,
            payee: self.payee,
        };
        act(&self.acting, |_| call).await
    }
}

impl BondExtra {
    pub(super) async fn run(self) -> Result<Outcome> {
        let value = self.amount.0;
        act(&self.acting, |_| StakingCall::BondExtra { value }).await
    }
}

impl Unbond {
    pub(super) async fn run(self) -> Result<Outcome> {
        let amount = self.amount;
        act(&self.acting, |position| {
            let active = position.ledger.as_ref().map_or(0, |ledger| ledger.active);
            StakingCall::Unbond {
                value: amount.or(active),
            }
        })
        .await
    }
}

impl Rebond {
    pub(super) async fn run(self) -> Result<Outcome> {
        let value = self.amount.0;
        act(&self.acting, |_| StakingCall::Rebond { value }).await
    }
}

impl Withdraw {
    pub(super) async fn run(self) -> Result<Outcome> {
        act(&self.acting, |position| StakingCall::WithdrawUnbonded {
            spans: position.spans,
        })
        .await
    }
}

impl Validate {
    pub(super) async fn run(self) -> Result<Outcome> {
        let prefs = Prefs::new(self.commission, self.blocked);
        act(&self.acting, |_| StakingCall::Validate(prefs)).await
    }
}

impl Nominate {
    pub(super) async fn run(self) -> Result<Outcome> {
        let targets = self.candidates.iter().map(|one| Address::Id(one.0));
        let call = StakingCall::Nominate(targets.collect());
        act(&self.acting, |_| call).await
    }
}

impl Chill {
    pub(super) async fn run(self) -> Result<Outcome> {
        act(&self.acting, |_| StakingCall::Chill).await
    }
}
