//! Weights of the calls.
//!
//! Not from a run of the benchmarks yet: generous values by hand, replaced by `scripts/weights`.

use core::marker::PhantomData;
use polkadot_sdk::{frame_support::traits::Get, frame_support::weights::Weight, frame_system};

/// Weights of the calls of this pallet.
pub trait WeightInfo {
    /// Adding to a set that has room for one more.
    fn add_validator() -> Weight;
    /// Removing from a set of `n`.
    fn remove_validator(n: u32) -> Weight;
}

/// Weights with the database of the runtime.
pub struct SubstrateWeight<T>(PhantomData<T>);

impl<T: frame_system::Config> WeightInfo for SubstrateWeight<T> {
    fn add_validator() -> Weight {
        Weight::from_parts(50_000_000, 0)
            .saturating_add(T::DbWeight::get().reads(2))
            .saturating_add(T::DbWeight::get().writes(1))
    }

    fn remove_validator(n: u32) -> Weight {
        Weight::from_parts(50_000_000, 0)
            .saturating_add(Weight::from_parts(5_000_000, 0).saturating_mul(n.into()))
            .saturating_add(T::DbWeight::get().reads(2))
            .saturating_add(T::DbWeight::get().reads(n.into()))
            .saturating_add(T::DbWeight::get().writes(1))
    }
}

impl WeightInfo for () {
    fn add_validator() -> Weight {
        Weight::zero()
    }

    fn remove_validator(_: u32) -> Weight {
        Weight::zero()
    }
}
