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
    /// Weight of looking for the next page of rewards, without paying it.
    fn next_page() -> Weight;
    /// Weight of leaving an offender out of elections.
    fn leave_out() -> Weight;
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

    /// Reads the active era, the era of payouts, the cursor, and the overviews of this validator and
    /// the next; writes the cursor and the era.
    fn next_page() -> Weight {
        Weight::from_parts(30_000_000, 0)
            .saturating_add(T::DbWeight::get().reads(6))
            .saturating_add(T::DbWeight::get().writes(2))
    }

    /// Reads and writes the record and the number of records.
    fn leave_out() -> Weight {
        Weight::from_parts(15_000_000, 0)
            .saturating_add(T::DbWeight::get().reads(3))
            .saturating_add(T::DbWeight::get().writes(2))
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

    fn next_page() -> Weight {
        Weight::zero()
    }

    fn leave_out() -> Weight {
        Weight::zero()
    }
}
