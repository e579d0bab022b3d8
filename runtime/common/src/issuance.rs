//! Issuance of new tokens for an era: pure arithmetic, without a pallet.
//!
//! A year mints at most [`ANNUAL_CEILING`] of the present supply. [`STAKERS_SHARE`] of it is for
//! stakers, the rest for the treasury. Stakers never get more than [`ANNUAL_RETURN_CAP`] of what is
//! staked; what the cap withholds is not minted, and the treasury gets less in the same proportion.
//! So while little is staked the supply grows slower, instead of paying the first few a fortune.

use crate::Balance;
use polkadot_sdk::sp_runtime::{traits::Saturating, Perbill, Perquintill};

/// Milliseconds of a year of 365 days, in which the rates below are given.
pub const MILLISECONDS_PER_YEAR: u64 = 365 * 24 * 60 * 60 * 1_000;

/// Share of the supply that a year mints at most, for stakers and treasury together.
pub const ANNUAL_CEILING: Perbill = Perbill::from_percent(5);

/// Stakers' share of what is minted; the treasury has the rest.
pub const STAKERS_SHARE: Perbill = Perbill::from_percent(85);

/// Share of the staked tokens that stakers get in a year at most.
pub const ANNUAL_RETURN_CAP: Perbill = Perbill::from_percent(17);

/// Nominal eras for which one era is paid at most: after a standstill of the chain, or with a clock
/// that jumps, an era must not mint months at once.
const MAX_PAID_ERAS: u64 = 2;

/// Tokens that an era mints, in the smallest unit.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct EraIssuance {
    /// For validators and their nominators.
    pub stakers: Balance,
    /// For the treasury.
    pub treasury: Balance,
}

/// Issuance of an era of `duration` milliseconds, in which `staked` of a `supply` was staked and an
/// era nominally takes `nominal` milliseconds.
///
/// Nothing is minted while nothing is staked. The first era of a chain whose validators come from
/// elsewhere may have lasted for years, and staking asks for the pay of all of it when it ends.
pub fn era_issuance(staked: Balance, supply: Balance, duration: u64, nominal: u64) -> EraIssuance {
    let paid = duration.min(nominal.saturating_mul(MAX_PAID_ERAS));
    let year = Perquintill::from_rational(paid, MILLISECONDS_PER_YEAR);
    let ceiling = STAKERS_SHARE.mul_floor(ANNUAL_CEILING.mul_floor(supply));
    let cap = ANNUAL_RETURN_CAP.mul_floor(staked.min(supply));
    let stakers = year.mul_floor(ceiling.min(cap));
    // Of both together the treasury has 15 %, hence 15/85 of what stakers get.
    let of_treasury = Perbill::one().saturating_sub(STAKERS_SHARE).deconstruct();
    let for_each = Perquintill::from_rational(
        u64::from(of_treasury),
        u64::from(STAKERS_SHARE.deconstruct()),
    );
    EraIssuance {
        stakers,
        treasury: for_each.mul_floor(stakers),
    }
}

/// What a staked token earns in a year, before the commission of its validator.
pub fn annual_return(staked: Balance, supply: Balance) -> Perquintill {
    let ceiling = STAKERS_SHARE.mul_floor(ANNUAL_CEILING.mul_floor(supply));
    let cap = ANNUAL_RETURN_CAP.mul_floor(staked.min(supply));
    Perquintill::from_rational(ceiling.min(cap), staked)
}

#[cfg(test)]
mod tests;
