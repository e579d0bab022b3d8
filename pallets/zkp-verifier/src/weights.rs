//! Weights of the calls of `pallet_zkp_verifier`: values by hand, above what
//! `scripts/bench zkp` finds in a runtime, until the benchmarks of the pallet are run.

use core::marker::PhantomData;
use polkadot_sdk::{
    frame_support::{traits::Get, weights::Weight},
    frame_system,
};

/// Weights of the calls of this pallet.
pub trait WeightInfo {
    /// Weight of `register_key`.
    fn register_key() -> Weight;
    /// Weight of `set_key_status`.
    fn set_key_status() -> Weight;
    /// Weight of `forbid_insecure_setup`.
    fn forbid_insecure_setup() -> Weight;
    /// Weight of `register_policy`.
    fn register_policy() -> Weight;
    /// Weight of `close_policy`.
    fn close_policy() -> Weight;
    /// Weight of `verify_one`.
    fn verify_one() -> Weight;
    /// Weight of `verify_batch`.
    ///
    /// `n` goes from 1 to 32.
    fn verify_batch(n: u32) -> Weight;
    /// Weight of `forget`.
    fn forget() -> Weight;
}

/// Weights, with the database of the runtime.
pub struct SubstrateWeight<T>(PhantomData<T>);

impl<T: frame_system::Config> WeightInfo for SubstrateWeight<T> {
    fn register_key() -> Weight {
        Weight::from_parts(60_000_000, 0)
            .saturating_add(T::DbWeight::get().reads(2))
            .saturating_add(T::DbWeight::get().writes(1))
    }

    fn set_key_status() -> Weight {
        Weight::from_parts(30_000_000, 0)
            .saturating_add(T::DbWeight::get().reads(1))
            .saturating_add(T::DbWeight::get().writes(1))
    }

    fn forbid_insecure_setup() -> Weight {
        Weight::from_parts(15_000_000, 0)
            .saturating_add(T::DbWeight::get().reads(1))
            .saturating_add(T::DbWeight::get().writes(1))
    }

    fn register_policy() -> Weight {
        Weight::from_parts(100_000_000, 0)
            .saturating_add(T::DbWeight::get().reads(4))
            .saturating_add(T::DbWeight::get().writes(3))
    }

    fn close_policy() -> Weight {
        Weight::from_parts(80_000_000, 0)
            .saturating_add(T::DbWeight::get().reads(3))
            .saturating_add(T::DbWeight::get().writes(3))
    }

    fn verify_one() -> Weight {
        Weight::from_parts(9_000_000_000, 0)
            .saturating_add(T::DbWeight::get().reads(14))
            .saturating_add(T::DbWeight::get().writes(4))
    }

    fn verify_batch(n: u32) -> Weight {
        Weight::from_parts(6_000_000_000, 0)
            .saturating_add(Weight::from_parts(4_000_000_000, 0).saturating_mul(n.into()))
            .saturating_add(T::DbWeight::get().reads(14).saturating_mul(n.into()))
            .saturating_add(T::DbWeight::get().writes(4).saturating_mul(n.into()))
    }

    fn forget() -> Weight {
        Weight::from_parts(40_000_000, 0)
            .saturating_add(T::DbWeight::get().reads(3))
            .saturating_add(T::DbWeight::get().writes(3))
    }
}

/// No weights, for tests.
impl WeightInfo for () {
    fn register_key() -> Weight {
        Weight::zero()
    }

    fn set_key_status() -> Weight {
        Weight::zero()
    }

    fn forbid_insecure_setup() -> Weight {
        Weight::zero()
    }

    fn register_policy() -> Weight {
        Weight::zero()
    }

    fn close_policy() -> Weight {
        Weight::zero()
    }

    fn verify_one() -> Weight {
        Weight::zero()
    }

    fn verify_batch(_: u32) -> Weight {
        Weight::zero()
    }

    fn forget() -> Weight {
        Weight::zero()
    }
}
