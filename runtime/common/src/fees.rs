//! Transaction fees.
//!
//! `fee = multiplier * weight fee + length fee + tip`
//!
//! - Weight: linear, so that an empty transaction (`ExtrinsicBaseWeight`) costs a thousandth of a
//!   token.
//! - Length: a millionth of a token per byte, because bytes are stored and gossiped for ever.
//! - The multiplier follows demand slowly, around blocks a quarter full, and never falls below a
//!   tenth. (Research of the Web3 Foundation, *Token economics*, "slow adjusting mechanism".)
//! - The fee is burnt, so that nobody earns by filling blocks. The tip goes to the author.

use crate::{
    constants::currency::{MICRO, MILLI},
    Balance,
};
use core::marker::PhantomData;
use frame_support::{
    parameter_types,
    traits::{fungible, fungible::Balanced, Imbalance, OnUnbalanced},
    weights::{
        constants::ExtrinsicBaseWeight, ConstantMultiplier, WeightToFeeCoefficient,
        WeightToFeeCoefficients, WeightToFeePolynomial,
    },
};
use polkadot_sdk::*;
use sp_runtime::{traits::Bounded, FixedPointNumber, Perbill, Perquintill};

/// Fee of an empty transaction, before its length.
pub const BASE_FEE: Balance = MILLI;

/// Fee of computation: [`BASE_FEE`] for each `ExtrinsicBaseWeight` of reference time.
pub struct WeightToFee;

impl WeightToFeePolynomial for WeightToFee {
    type Balance = Balance;

    fn polynomial() -> WeightToFeeCoefficients<Balance> {
        let unit = Balance::from(ExtrinsicBaseWeight::get().ref_time()).max(1);
        core::iter::once(WeightToFeeCoefficient {
            degree: 1,
            negative: false,
            coeff_frac: Perbill::from_rational(BASE_FEE.checked_rem(unit).unwrap_or(0), unit),
            coeff_integer: BASE_FEE.checked_div(unit).unwrap_or(0),
        })
        .collect()
    }
}

parameter_types! {
    /// Fee of one byte of a transaction.
    pub const ByteFee: Balance = MICRO;
    /// Fullness of blocks at which the multiplier is stable.
    pub const TargetBlockFullness: Perquintill = Perquintill::from_percent(25);
    /// Speed of the multiplier: with full blocks of six seconds it doubles in about a day.
    pub AdjustmentVariable: pallet_transaction_payment::Multiplier =
        pallet_transaction_payment::Multiplier::saturating_from_rational(75, 1_000_000);
    /// Floor of the multiplier, so that empty blocks never make spam free.
    pub MinimumMultiplier: pallet_transaction_payment::Multiplier =
        pallet_transaction_payment::Multiplier::saturating_from_rational(1, 10);
    /// Ceiling of the multiplier.
    pub MaximumMultiplier: pallet_transaction_payment::Multiplier = Bounded::max_value();
}

/// Fee for the length of a transaction.
pub type LengthToFee = ConstantMultiplier<Balance, ByteFee>;

/// The slow adjustment of the multiplier.
pub type SlowAdjustingMultiplier<R> = pallet_transaction_payment::TargetedFeeAdjustment<
    R,
    TargetBlockFullness,
    AdjustmentVariable,
    MinimumMultiplier,
    MaximumMultiplier,
>;

/// Burns the fee and gives the tip to the author of the block.
pub struct BurnFeeTipAuthor<R>(PhantomData<R>);

type CreditOf<R> =
    fungible::Credit<<R as frame_system::Config>::AccountId, pallet_balances::Pallet<R>>;

impl<R> OnUnbalanced<CreditOf<R>> for BurnFeeTipAuthor<R>
where
    R: pallet_balances::Config + pallet_authorship::Config,
{
    fn on_unbalanceds(mut fee_then_tip: impl Iterator<Item = CreditOf<R>>) {
        // Dropping a credit takes it out of the issuance.
        drop(fee_then_tip.next());
        let tip = fee_then_tip.fold(CreditOf::<R>::zero(), |sum, credit| sum.merge(credit));
        if let Some(author) = pallet_authorship::Pallet::<R>::author() {
            // An author below the existential deposit loses the tip: it is burnt as well.
            drop(pallet_balances::Pallet::<R>::resolve(&author, tip));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use frame_support::weights::{Weight, WeightToFee as _};

    #[test]
    fn an_empty_transaction_costs_the_base_fee() {
        let fee = WeightToFee::weight_to_fee(&ExtrinsicBaseWeight::get());
        // Rounded down to parts in a billion of the weight.
        assert!(fee.abs_diff(BASE_FEE) <= BASE_FEE / 100_000, "{fee}");
    }

    #[test]
    fn fees_grow_with_weight_and_length() {
        let weight = ExtrinsicBaseWeight::get();
        let one = WeightToFee::weight_to_fee(&weight);
        let ten = WeightToFee::weight_to_fee(&weight.saturating_mul(10));
        assert!(ten.abs_diff(one * 10) <= 10);
        let bytes = LengthToFee::weight_to_fee(&Weight::from_parts(100, 0));
        assert_eq!(bytes, 100 * MICRO);
    }
}
