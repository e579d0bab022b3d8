//! Weights of the calls of `pallet_validator_set`. Written by `scripts/weights`; do not edit.
//!
//! Measured on 2026-11-30 on AMD EPYC, with 50 steps and 20 repeats.

use core::marker::PhantomData;
use polkadot_sdk::{
    frame_support::{traits::Get, weights::Weight},
    frame_system,
};

/// Weights of the calls of this pallet.
pub trait WeightInfo {
    /// Weight of `add_validator`.
    fn add_validator() -> Weight;
    /// Weight of `remove_validator`.
    ///
    /// `n` goes from 2 to 256.
    fn remove_validator(n: u32) -> Weight;
    /// Weight of `set_floor`.
    ///
    /// `n` goes from 1 to 256.
    fn set_floor(n: u32) -> Weight;
}

/// Measured weights, with the database of the runtime.
pub struct SubstrateWeight<T>(PhantomData<T>);

impl<T: frame_system::Config> WeightInfo for SubstrateWeight<T> {
    // Storage: `ValidatorSet::Validators` (r:1 w:1) Proof: `ValidatorSet::Validators`
    // (`max_values`: Some(1), `max_size`: Some(8194), added: 8689, mode: `MaxEncodedLen`) Storage:
    // `Session::NextKeys` (r:1 w:0) Proof: `Session::NextKeys` (`max_values`: None, `max_size`:
    // None, mode: `Measured`)
    fn add_validator() -> Weight {
        Weight::from_parts(31_587_000, 0)
            .saturating_add(T::DbWeight::get().reads(2))
            .saturating_add(T::DbWeight::get().writes(1))
    }

    // Storage: `ValidatorSet::Validators` (r:1 w:1) Proof: `ValidatorSet::Validators`
    // (`max_values`: Some(1), `max_size`: Some(8194), added: 8689, mode: `MaxEncodedLen`) Storage:
    // `Session::NextKeys` (r:256 w:0) Proof: `Session::NextKeys` (`max_values`: None, `max_size`:
    // None, mode: `Measured`) Storage: `ValidatorSet::Floor` (r:1 w:0) Proof: `ValidatorSet::Floor`
    // (`max_values`: Some(1), `max_size`: Some(4), added: 499, mode: `MaxEncodedLen`)
    fn remove_validator(n: u32) -> Weight {
        Weight::from_parts(3_512_752, 0)
            .saturating_add(Weight::from_parts(2_650_603, 0).saturating_mul(n.into()))
            .saturating_add(T::DbWeight::get().reads(2))
            .saturating_add(T::DbWeight::get().reads(1).saturating_mul(n.into()))
            .saturating_add(T::DbWeight::get().writes(1))
    }

    // Storage: `ValidatorSet::Validators` (r:1 w:0) Proof: `ValidatorSet::Validators`
    // (`max_values`: Some(1), `max_size`: Some(8194), added: 8689, mode: `MaxEncodedLen`) Storage:
    // `Session::NextKeys` (r:256 w:0) Proof: `Session::NextKeys` (`max_values`: None, `max_size`:
    // None, mode: `Measured`) Storage: `ValidatorSet::Floor` (r:0 w:1) Proof: `ValidatorSet::Floor`
    // (`max_values`: Some(1), `max_size`: Some(4), added: 499, mode: `MaxEncodedLen`)
    fn set_floor(n: u32) -> Weight {
        Weight::from_parts(1_210_893, 0)
            .saturating_add(Weight::from_parts(2_635_804, 0).saturating_mul(n.into()))
            .saturating_add(T::DbWeight::get().reads(1))
            .saturating_add(T::DbWeight::get().reads(1).saturating_mul(n.into()))
            .saturating_add(T::DbWeight::get().writes(1))
    }
}

/// No weights, for tests.
impl WeightInfo for () {
    fn add_validator() -> Weight {
        Weight::zero()
    }

    fn remove_validator(_: u32) -> Weight {
        Weight::zero()
    }

    fn set_floor(_: u32) -> Weight {
        Weight::zero()
    }
}
