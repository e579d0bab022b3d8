//! Weights of the calls of `pallet_staked_set`.
//!
//! Not measured yet: reads and writes of the calls, with the time of the SDK's calls that do as much.
//! `scripts/weights` replaces this file.

use core::marker::PhantomData;
use polkadot_sdk::{
    frame_support::{traits::Get, weights::Weight},
    frame_system,
};

/// Weights of the calls of this pallet.
pub trait WeightInfo {
    /// Weight of `arm`.
    fn arm() -> Weight;
    /// Weight of `disarm`.
    fn disarm() -> Weight;
    /// Weight of `set_admission`.
    fn set_admission() -> Weight;
}

/// Weights with the database of the runtime.
pub struct SubstrateWeight<T>(PhantomData<T>);

impl<T: frame_system::Config> WeightInfo for SubstrateWeight<T> {
    fn arm() -> Weight {
        Weight::from_parts(15_000_000, 0)
            .saturating_add(T::DbWeight::get().reads(2))
            .saturating_add(T::DbWeight::get().writes(1))
    }

    fn disarm() -> Weight {
        Weight::from_parts(15_000_000, 0)
            .saturating_add(T::DbWeight::get().reads(2))
            .saturating_add(T::DbWeight::get().writes(1))
    }

    fn set_admission() -> Weight {
        Weight::from_parts(10_000_000, 0).saturating_add(T::DbWeight::get().writes(1))
    }
}

/// No weights, for tests.
impl WeightInfo for () {
    fn arm() -> Weight {
        Weight::zero()
    }

    fn disarm() -> Weight {
        Weight::zero()
    }

    fn set_admission() -> Weight {
        Weight::zero()
    }
}
