//! Pay by the rules of the runtimes: what a staked token earns in a year, and the parts of an era's
//! reward.

use super::{parts, Percent};

/// Share of the supply that stakers get in a year at most: 85 % of 5 %, as in
/// `aura_runtime_common::issuance`.
const CEILING: Percent = Percent(42_500_000);
/// Share of the staked tokens that stakers get in a year at most.
const CAP: Percent = Percent(170_000_000);

/// Returns what a staked token earns in a year, before the commission of its validator.
pub fn annual_return(staked: u128, supply: u128) -> Percent {
    let ceiling = CEILING.of(supply);
    let cap = CAP.of(staked.min(supply));
    parts(ceiling.min(cap), staked)
}

/// Reward of a validator and those who back it, in an era that is over.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Earned {
    /// Reward of the era for all validators, in plancks.
    pub reward: u128,
    /// Points of all validators.
    pub all_points: u32,
    /// Points of this one.
    pub points: u32,
    /// Commission of this one.
    pub commission: Percent,
    /// Stake behind this one, in plancks.
    pub stake: u128,
}

impl Earned {
    /// Returns the reward of the validator and all who back it.
    pub fn total(&self) -> u128 {
        parts(self.points.into(), self.all_points.into()).of(self.reward)
    }

    /// Returns the commission in plancks.
    pub fn commission(&self) -> u128 {
        self.commission.of(self.total())
    }

    /// Returns the reward of a stake behind the validator, in plancks.
    pub fn of_stake(&self, stake: u128) -> u128 {
        let rest = self.total().saturating_sub(self.commission());
        parts(stake, self.stake).of(rest)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use aura_npos_runtime::constants::currency::AURA;
    use aura_runtime_common::issuance;

    #[test]
    fn the_rate_is_the_runtimes() {
        for supply in [0, 1, 1_000_000_000 * AURA, 12_345_678 * AURA + 9] {
            for percent in [0, 1, 5, 10, 24, 25, 26, 50, 75, 100, 101] {
                let staked = supply / 100 * percent;
                // The runtime takes a share of nothing for the whole.
                if staked == 0 {
                    assert_eq!(annual_return(staked, supply), Percent(0));
                    continue;
                }
                let ours = annual_return(staked, supply);
                let theirs = issuance::annual_return(staked, supply);
                let theirs = u32::try_from(theirs.deconstruct() / 1_000_000_000).unwrap();
                // The runtime rounds to parts of 10^18.
                assert!(ours.0.abs_diff(theirs) <= 1, "{staked} of {supply}: {ours}");
            }
        }
        assert_eq!(annual_return(10, 100).to_string(), "10 %");
        let supply = 1_000_000_000 * AURA;
        assert_eq!(annual_return(supply / 10, supply).to_string(), "17 %");
        assert_eq!(annual_return(supply / 2, supply).to_string(), "8.50 %");
    }

    #[test]
    fn an_era_is_shared_by_points_commission_and_stake() {
        let earned = Earned {
            reward: 1_000_000,
            all_points: 400,
            points: 100,
            commission: Percent(50_000_000),
            stake: 1_000,
        };
        assert_eq!(earned.total(), 250_000);
        assert_eq!(earned.commission(), 12_500);
        assert_eq!(earned.of_stake(500), 118_750);
        assert_eq!(earned.of_stake(0), 0);
        let nobody = Earned {
            all_points: 0,
            stake: 0,
            ..earned
        };
        assert_eq!((nobody.total(), nobody.of_stake(5)), (0, 0));
    }
}
