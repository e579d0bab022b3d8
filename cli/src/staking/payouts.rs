//! `aura staking payouts`.

use super::{
    transact::{Acting, Proposal},
    view,
};
use crate::{output, Outcome, Result};
use aura_client::staking::{
    account::SHOWN_ERAS, advice::advise, advice::Position, batch, EraPay, Problem, StakingCall,
};
use clap::Args;
use serde::Serialize;
use subxt::config::substrate::AccountId32;

/// Pages that are paid with one transaction at most.
const MAX_PAGES: usize = 8;

/// Shows the pay of an account for the last eras. The chain pays by itself in the era after;
/// `--pay` pays what was left over.
#[derive(Debug, Args)]
pub struct Payouts {
    /// The account (SS58) [default: the account that would pay].
    #[arg(value_name = "ACCOUNT")]
    pub who: Option<AccountId32>,

    /// Number of eras.
    #[arg(long, value_name = "N", default_value_t = SHOWN_ERAS)]
    pub eras: u32,

    /// Pay what was left unpaid: to the account, and to all on the same pages.
    #[arg(long)]
    pub pay: bool,

    #[command(flatten)]
    pub acting: Acting,
}

#[derive(Serialize)]
struct PayoutsOutput<'a> {
    account: AccountId32,
    eras: &'a [EraPay],
}

impl Payouts {
    pub(super) async fn run(self) -> Result<Outcome> {
        let Self {
            who, eras, acting, ..
        } = &self;
        let chain = acting.common.chain().await?;
        chain.expect_staking().await?;
        let account = match who {
            Some(account) => *account,
            None => {
                let signer = crate::transact::payer(&acting.common, &acting.paying)?;
                signer.public_key().to_account_id()
            }
        };
        let clock = chain.era_clock().await?;
        let pay = chain.pay(&clock, &account.0, *eras).await?;
        if !self.pay {
            let shown = PayoutsOutput {
                account,
                eras: &pay,
            };
            output::print_as(acting.common.json, &shown, view::payouts(&account, &pay))?;
            return Ok(Outcome::Done);
        }
        self.pay(&pay).await
    }

    /// Pays what was left unpaid, the oldest first.
    async fn pay(&self, pay: &[EraPay]) -> Result<Outcome> {
        let calls = unpaid(pay);
        if calls.is_empty() {
            let words = "all of these eras was paid: nothing is to be done";
            return Err(Problem::Nothing(words.into()).into());
        }
        let actor = self.acting.staker().await?;
        let position = Position::read(&actor.chain, &actor.account().0).await?;
        let (mut words, mut encoded) = (vec![], vec![]);
        for call in &calls {
            words.extend(advise(call, &position)?.words);
            encoded.push(call.checked(&actor.chain.state)?);
        }
        let call = batch(&actor.chain.state, &encoded)?;
        let proposal = Proposal {
            words,
            warnings: vec![],
            call,
            locks: 0,
        };
        self.acting.send(&actor, proposal).await
    }
}

/// Returns the calls that pay what was left unpaid, the oldest first.
fn unpaid(pay: &[EraPay]) -> Vec<StakingCall> {
    let pages = pay.iter().rev().flat_map(|era| {
        let unpaid = era.by.iter().filter(|part| !part.paid);
        unpaid.map(|part| StakingCall::PayoutPage {
            validator: part.validator.0,
            era: era.era,
            page: part.page,
        })
    });
    pages.take(MAX_PAGES).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use aura_client::staking::{Amount, ValidatorPay};

    #[test]
    fn the_oldest_pages_that_are_unpaid_are_paid_first() {
        let era = |era, paid: &[bool]| EraPay {
            era,
            total: Amount(0),
            unpaid: Amount(0),
            by: paid
                .iter()
                .zip(0_u32..)
                .map(|(paid, page)| ValidatorPay {
                    validator: AccountId32([1; 32]),
                    stake: Amount(0),
                    amount: Amount(0),
                    page,
                    paid: *paid,
                })
                .collect(),
        };
        let calls = unpaid(&[era(9, &[false]), era(8, &[true, false])]);
        let call = |era, page| StakingCall::PayoutPage {
            validator: [1; 32],
            era,
            page,
        };
        assert_eq!(calls, [call(8, 1), call(9, 0)]);
        assert_eq!(unpaid(&[era(7, &[false; 20])]).len(), MAX_PAGES);
        assert!(unpaid(&[era(7, &[true])]).is_empty());
    }
}
