//! Stake: `aura staking`.
//!
//! - `status`, `payouts`, `hand_over`: what is read; `stake`, `pool`: what is changed.
//! - `view`: text for what is read; `transact`: the steps of every transaction.
//!
//! Queries, calls and their descriptions are in [`aura_client::staking`].

mod hand_over;
mod payouts;
mod pool;
mod stake;
mod status;
pub(crate) mod transact;
mod view;

use crate::{Outcome, Result};
use clap::Subcommand;

/// Commands of `aura staking`.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Bond tokens for the first time: they can then back validators.
    Bond(stake::Bond),

    /// Bond more.
    BondExtra(stake::BondExtra),

    /// Begin to unbond: the tokens are free some eras later.
    Unbond(stake::Unbond),

    /// Bond again what is unbonding.
    Rebond(stake::Rebond),

    /// Withdraw what is free.
    Withdraw(stake::Withdraw),

    /// Become a candidate for the validator set, or change what a candidate asks.
    Validate(stake::Validate),

    /// Back candidates with what is bonded.
    Nominate(stake::Nominate),

    /// Be neither a candidate nor a nominator any longer.
    Chill(stake::Chill),

    /// Pools: members stake together, with less than a nominator needs.
    #[command(subcommand)]
    Pool(pool::Command),

    /// Show what an account has bonded, whom it backs, its pay and its slashes.
    Status(status::Status),

    /// Show the pay of an account, and pay what was left unpaid.
    Payouts(payouts::Payouts),

    /// Say if the stake names the validators, and what is missing for it.
    HandOver(hand_over::HandOver),
}

impl Command {
    pub(crate) async fn run(self) -> Result<Outcome> {
        match self {
            Self::Bond(command) => command.run().await,
            Self::BondExtra(command) => command.run().await,
            Self::Unbond(command) => command.run().await,
            Self::Rebond(command) => command.run().await,
            Self::Withdraw(command) => command.run().await,
            Self::Validate(command) => command.run().await,
            Self::Nominate(command) => command.run().await,
            Self::Chill(command) => command.run().await,
            Self::Pool(command) => command.run().await,
            Self::Status(command) => command.run().await,
            Self::Payouts(command) => command.run().await,
            Self::HandOver(command) => command.run().await,
        }
    }
}

#[cfg(test)]
mod tests;
