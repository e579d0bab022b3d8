//! Weights of the calls and hooks of `pallet_staked_set`.
//!
//! Composed, not measured: reads and writes were counted in the code, worst case, and priced by the
//! database's weights of the runtime. The time beside them is that of calls of `pallet_validator_set`
//! that do as much (measured there: 3 us for a call with an event, 2.65 us for each record that is
//! looked at), times four. `scripts/weights pallet_staked_set` measures the benchmarks of this pallet
//! and replaces the file.

use crate::Config;
use core::marker::PhantomData;
use polkadot_sdk::{
    frame_support::{traits::Get, weights::Weight},
    frame_system,
};

/// Weights of the calls and hooks of this pallet.
pub trait WeightInfo {
    /// Weight of `arm`.
    fn arm() -> Weight;
    /// Weight of `disarm`.
    fn disarm() -> Weight;
    /// Weight of `set_admission`.
    fn set_admission() -> Weight;
    /// Weight of looking for the next page of rewards, without paying it.
    fn next_page() -> Weight;
    /// Weight of leaving an offender out of elections, with room for its record.
    fn leave_out() -> Weight;
    /// Weight of leaving an offender out of elections, if another record gives way.
    fn leave_out_full() -> Weight;
}

/// Weights with the database of the runtime.
pub struct SubstrateWeight<T>(PhantomData<T>);

impl<T: Config> WeightInfo for SubstrateWeight<T> {
    /// Reads `HandedOver` and `ValidatorSet::Floor`; writes `Armed`.
    fn arm() -> Weight {
        composed::<T>(12_000_000, 2, 1)
    }

    /// Reads `HandedOver` and `Armed`; writes `Armed`.
    fn disarm() -> Weight {
        composed::<T>(12_000_000, 2, 1)
    }

    /// Writes `Unbounded`.
    fn set_admission() -> Weight {
        composed::<T>(12_000_000, 0, 1)
    }

    /// Reads `Staking::ActiveEra` (2), `PayoutEra` (2), `PaidUpTo` (2), and `ErasStakersOverview` of
    /// the last validator, of the one after it, and of the first of the next era; writes `PayoutEra`
    /// and `PaidUpTo` (2).
    fn next_page() -> Weight {
        composed::<T>(40_000_000, 9, 3)
    }

    /// Reads the record (2) and the number of records (2); writes both.
    fn leave_out() -> Weight {
        composed::<T>(24_000_000, 4, 2)
    }

    /// Reads all records as well, and removes one.
    fn leave_out_full() -> Weight {
        let records = T::MaxRecords::get();
        Self::leave_out()
            .saturating_add(composed::<T>(0, 1, 2))
            .saturating_add(composed::<T>(10_600_000, 1, 0).saturating_mul(records.into()))
    }
}

/// Weight of this many picoseconds, reads and writes.
fn composed<T: frame_system::Config>(time: u64, reads: u64, writes: u64) -> Weight {
    Weight::from_parts(time, 0).saturating_add(T::DbWeight::get().reads_writes(reads, writes))
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

    fn leave_out_full() -> Weight {
        Weight::zero()
    }
}
