//! Pay of an account for eras that are over.

use super::{rate::Earned, types::Account, Amount, Percent};
use crate::{did::Chain, Result};
use serde::Serialize;
use subxt::config::substrate::AccountId32;

/// Pay of an account for an era.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct EraPay {
    /// Number of the era.
    pub era: u32,
    /// The sum.
    pub total: Amount,
    /// The part that was not paid yet.
    pub unpaid: Amount,
    /// The parts, by the validator that earned them.
    pub by: Vec<ValidatorPay>,
}

/// Pay of an account through one validator.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct ValidatorPay {
    /// Account of the validator.
    pub validator: AccountId32,
    /// Stake of the account behind it.
    pub stake: Amount,
    /// The pay, a validator's commission included.
    pub amount: Amount,
    /// Page with which it is paid.
    pub page: u32,
    /// True if it was paid.
    pub paid: bool,
}

impl EraPay {
    /// Reads the pay of an account for an era; `None` if it had no stake in it, or the era no
    /// reward.
    pub(super) async fn read(chain: &Chain, era: u32, who: &Account) -> Result<Option<Self>> {
        let Some(reward) = chain.reward(era).await? else {
            return Ok(None);
        };
        let points = chain.points(era).await?;
        let mut backed = chain.backing(era, who).await?;
        let own = chain.overview(era, who).await?;
        if let Some(own) = own {
            // The first page also pays the validator.
            backed.insert(*who, (own.own, 0));
        }
        let mut by = vec![];
        for (validator, (stake, page)) in backed {
            let Some(overview) = chain.overview(era, &validator).await? else {
                continue;
            };
            let earned = Earned {
                reward,
                all_points: points.total,
                points: points.individual.get(&validator).copied().unwrap_or(0),
                commission: Percent(chain.prefs_in(era, &validator).await?.commission),
                stake: overview.total,
            };
            let commission = if validator == *who {
                earned.commission()
            } else {
                0
            };
            let amount = earned.of_stake(stake).saturating_add(commission);
            by.push(ValidatorPay {
                validator: AccountId32(validator),
                stake: Amount(stake),
                amount: Amount(amount),
                page,
                paid: chain.paid_pages(era, &validator).await?.contains(&page),
            });
        }
        Ok(Self::of(era, by))
    }

    /// Sums up the pay of an era; `None` if there is none.
    fn of(era: u32, by: Vec<ValidatorPay>) -> Option<Self> {
        if by.is_empty() {
            return None;
        }
        let sum = |unpaid: bool| {
            let parts = by.iter().filter(|part| !(unpaid && part.paid));
            Amount(parts.fold(0, |sum: u128, part| sum.saturating_add(part.amount.0)))
        };
        Some(Self {
            era,
            total: sum(false),
            unpaid: sum(true),
            by,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_not_paid_is_summed_apart() {
        let part = |amount, paid| ValidatorPay {
            validator: AccountId32([1; 32]),
            stake: Amount(5),
            amount: Amount(amount),
            page: 0,
            paid,
        };
        let pay = EraPay::of(4, vec![part(3, true), part(4, false)]).unwrap();
        assert_eq!((pay.total, pay.unpaid), (Amount(7), Amount(4)));
        assert_eq!(EraPay::of(4, vec![]), None);
    }
}
