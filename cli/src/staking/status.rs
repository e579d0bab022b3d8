//! `aura staking status`.

use super::view;
use crate::{
    did::{Common, Paying},
    output, Outcome, Result,
};
use aura_client::staking::account::AccountStatus;
use clap::Args;
use subxt::config::substrate::AccountId32;

/// Shows what an account has bonded and when it is free, whom it backs, its pay for the last seven
/// eras, slashes to come, and what a token earns; of a validator also its points, its keys, and why
/// it cannot be elected.
#[derive(Debug, Args)]
pub struct Status {
    #[command(flatten)]
    pub of: Of,
}

/// The account that is asked about.
#[derive(Debug, Args)]
pub struct Of {
    /// The account (SS58) [default: the account that would pay].
    #[arg(value_name = "ACCOUNT")]
    pub who: Option<AccountId32>,

    #[command(flatten)]
    pub common: Common,

    #[command(flatten)]
    pub paying: Paying,
}

impl Of {
    /// Returns the account. The wallet is opened only if none was named.
    pub fn account(&self) -> Result<AccountId32> {
        match self.who {
            Some(account) => Ok(account),
            None => {
                let signer = crate::transact::payer(&self.common, &self.paying)?;
                Ok(signer.public_key().to_account_id())
            }
        }
    }
}

impl Status {
    pub(super) async fn run(self) -> Result<Outcome> {
        let chain = self.of.common.chain().await?;
        chain.expect_staking().await?;
        let account = self.of.account()?;
        let status = AccountStatus::read(&chain, &account.0).await?;
        output::print_as(self.of.common.json, &status, view::account(&status))?;
        Ok(Outcome::Done)
    }
}
