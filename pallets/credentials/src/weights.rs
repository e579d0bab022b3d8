//! Weights of the calls of `pallet_credentials`. Estimated by hand until `scripts/weights` writes it.

use core::marker::PhantomData;
use polkadot_sdk::{
    frame_support::{traits::Get, weights::Weight},
    frame_system,
};

/// Weights of the calls of this pallet.
pub trait WeightInfo {
    /// Weight of `register_schema`.
    ///
    /// `c` goes from 0 to 32.
    fn register_schema(c: u32) -> Weight;
    /// Weight of `accredit`.
    fn accredit() -> Weight;
    /// Weight of `set_suspended`.
    fn set_suspended() -> Weight;
    /// Weight of `withdraw_accreditation`.
    fn withdraw_accreditation() -> Weight;
    /// Weight of `create_status_list`.
    fn create_status_list() -> Weight;
    /// Weight of `anchor`.
    fn anchor() -> Weight;
    /// Weight of `set_status`.
    ///
    /// `p` goes from 1 to 1024.
    fn set_status(p: u32) -> Weight;
    /// Weight of `status_changes`.
    ///
    /// `c` goes from 1 to 1024.
    fn status_changes(c: u32) -> Weight;
    /// Weight of `path`.
    ///
    /// `d` goes from 1 to 5.
    fn path(d: u32) -> Weight;
    /// Weight of `standing`.
    ///
    /// `d` goes from 1 to 5.
    fn standing(d: u32) -> Weight;
}

/// Estimated weights, with the database of the runtime.
pub struct SubstrateWeight<T>(PhantomData<T>);

impl<T: frame_system::Config> WeightInfo for SubstrateWeight<T> {
    fn register_schema(c: u32) -> Weight {
        Weight::from_parts(90_000_000, 0)
            .saturating_add(Weight::from_parts(2_000_000, 0).saturating_mul(c.into()))
            .saturating_add(T::DbWeight::get().reads(4))
            .saturating_add(T::DbWeight::get().writes(3))
    }

    fn accredit() -> Weight {
        Weight::from_parts(180_000_000, 0)
            .saturating_add(T::DbWeight::get().reads(8))
            .saturating_add(T::DbWeight::get().writes(5))
    }

    fn set_suspended() -> Weight {
        Weight::from_parts(60_000_000, 0)
            .saturating_add(T::DbWeight::get().reads(4))
            .saturating_add(T::DbWeight::get().writes(1))
    }

    fn withdraw_accreditation() -> Weight {
        Weight::from_parts(110_000_000, 0)
            .saturating_add(T::DbWeight::get().reads(6))
            .saturating_add(T::DbWeight::get().writes(3))
    }

    fn create_status_list() -> Weight {
        Weight::from_parts(100_000_000, 0)
            .saturating_add(T::DbWeight::get().reads(6))
            .saturating_add(T::DbWeight::get().writes(4))
    }

    fn anchor() -> Weight {
        Weight::from_parts(190_000_000, 0)
            .saturating_add(T::DbWeight::get().reads(9))
            .saturating_add(T::DbWeight::get().writes(6))
    }

    fn set_status(p: u32) -> Weight {
        Weight::from_parts(40_000_000, 0)
            .saturating_add(Weight::from_parts(6_000_000, 0).saturating_mul(p.into()))
            .saturating_add(T::DbWeight::get().reads(2))
            .saturating_add(T::DbWeight::get().reads(1u64.saturating_mul(p.into())))
            .saturating_add(T::DbWeight::get().writes(0))
            .saturating_add(T::DbWeight::get().writes(1u64.saturating_mul(p.into())))
    }

    fn status_changes(c: u32) -> Weight {
        Weight::from_parts(15_000_000, 0)
            .saturating_add(Weight::from_parts(30_000, 0).saturating_mul(c.into()))
            .saturating_add(T::DbWeight::get().reads(1))
            .saturating_add(T::DbWeight::get().writes(1))
    }

    fn path(d: u32) -> Weight {
        Weight::from_parts(5_000_000, 0)
            .saturating_add(Weight::from_parts(5_000_000, 0).saturating_mul(d.into()))
            .saturating_add(T::DbWeight::get().reads(0))
            .saturating_add(T::DbWeight::get().reads(1u64.saturating_mul(d.into())))
            .saturating_add(T::DbWeight::get().writes(0))
    }

    fn standing(d: u32) -> Weight {
        Weight::from_parts(45_000_000, 0)
            .saturating_add(Weight::from_parts(48_000_000, 0).saturating_mul(d.into()))
            .saturating_add(T::DbWeight::get().reads(2))
            .saturating_add(T::DbWeight::get().reads(2u64.saturating_mul(d.into())))
            .saturating_add(T::DbWeight::get().writes(0))
    }
}

/// No weights, for tests.
impl WeightInfo for () {
    fn register_schema(_: u32) -> Weight {
        Weight::zero()
    }

    fn accredit() -> Weight {
        Weight::zero()
    }

    fn set_suspended() -> Weight {
        Weight::zero()
    }

    fn withdraw_accreditation() -> Weight {
        Weight::zero()
    }

    fn create_status_list() -> Weight {
        Weight::zero()
    }

    fn anchor() -> Weight {
        Weight::zero()
    }

    fn set_status(_: u32) -> Weight {
        Weight::zero()
    }

    fn status_changes(_: u32) -> Weight {
        Weight::zero()
    }

    fn path(_: u32) -> Weight {
        Weight::zero()
    }

    fn standing(_: u32) -> Weight {
        Weight::zero()
    }
}
