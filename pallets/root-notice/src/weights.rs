//! Weights of the calls of `pallet_root_notice`.
//!
//! Not measured yet: composed of measured figures of the SDK's pallets whose work is the same, each
//! named at its entry and rounded up. `scripts/weights` replaces this file.

use core::marker::PhantomData;
use polkadot_sdk::{
    frame_support::{traits::Get, weights::Weight},
    frame_system,
};

/// Weights of the calls of this pallet.
pub trait WeightInfo {
    /// Weight of `announce` without the call, of `l` bytes.
    fn announce(l: u32) -> Weight;
    /// Weight of `object`, when it cancels.
    fn object() -> Weight;
    /// Weight of `enact` without the call, of `l` bytes, when it was announced.
    fn enact(l: u32) -> Weight;
    /// Weight of `set_council` without the change of the council itself.
    fn set_council() -> Weight;
    /// Weight of `set_council_floor`.
    fn set_council_floor() -> Weight;
    /// Weight of `halt`.
    fn halt() -> Weight;
    /// Weight of a block in which nothing is due.
    fn on_poll() -> Weight;
    /// Weight of an announced call of `l` bytes that is due, without the call itself.
    fn run_due(l: u32) -> Weight;
}

/// Weights of the calls of this pallet, composed.
pub struct SubstrateWeight<T>(PhantomData<T>);

impl<T: frame_system::Config> WeightInfo for SubstrateWeight<T> {
    // Reads notice, timing, announcement, queue, the preimage's status (two maps); writes
    // announcement, queue, status and preimage. As
    // `whitelist.dispatch_whitelisted_call_with_preimage` (34.8 us) and
    // `preimage.note_requested_preimage` (12.2 us, 13,488 ps a byte).
    fn announce(l: u32) -> Weight {
        Weight::from_parts(50_000_000, 0)
            .saturating_add(Weight::from_parts(15_000, 0).saturating_mul(l.into()))
            .saturating_add(T::DbWeight::get().reads(6))
            .saturating_add(T::DbWeight::get().writes(4))
    }

    // Reads members, announcement, queue, the preimage's status (two maps); writes announcement,
    // queue, status and preimage. As `preimage.unrequest_preimage` (20.2 us) and `collective.vote`.
    fn object() -> Weight {
        Weight::from_parts(60_000_000, 0)
            .saturating_add(T::DbWeight::get().reads(5))
            .saturating_add(T::DbWeight::get().writes(4))
    }

    // As `whitelist.dispatch_whitelisted_call_with_preimage` (34.8 us, 1,299 ps a byte).
    fn enact(l: u32) -> Weight {
        Weight::from_parts(50_000_000, 0)
            .saturating_add(Weight::from_parts(1_600, 0).saturating_mul(l.into()))
            .saturating_add(T::DbWeight::get().reads(4))
            .saturating_add(T::DbWeight::get().writes(4))
    }

    // Reads floor, members and prime; writes prime. The rest is `Config::ChangeWeight`.
    fn set_council() -> Weight {
        Weight::from_parts(30_000_000, 0)
            .saturating_add(T::DbWeight::get().reads(3))
            .saturating_add(T::DbWeight::get().writes(1))
    }

    fn set_council_floor() -> Weight {
        Weight::from_parts(15_000_000, 0)
            .saturating_add(T::DbWeight::get().reads(1))
            .saturating_add(T::DbWeight::get().writes(1))
    }

    // Reads and writes the end of the halt and of the pause; reads the timing. As
    // `safe_mode.force_enter` (9.5 us), twice.
    fn halt() -> Weight {
        Weight::from_parts(25_000_000, 0)
            .saturating_add(T::DbWeight::get().reads(3))
            .saturating_add(T::DbWeight::get().writes(2))
    }

    fn on_poll() -> Weight {
        Weight::from_parts(5_000_000, 0).saturating_add(T::DbWeight::get().reads(1))
    }

    // As `whitelist.dispatch_whitelisted_call` (42.4 us, 1,544 ps a byte).
    fn run_due(l: u32) -> Weight {
        Weight::from_parts(50_000_000, 0)
            .saturating_add(Weight::from_parts(1_600, 0).saturating_mul(l.into()))
            .saturating_add(T::DbWeight::get().reads(6))
            .saturating_add(T::DbWeight::get().writes(4))
    }
}

/// No weights, for tests.
impl WeightInfo for () {
    fn announce(_: u32) -> Weight {
        Weight::zero()
    }

    fn object() -> Weight {
        Weight::zero()
    }

    fn enact(_: u32) -> Weight {
        Weight::zero()
    }

    fn set_council() -> Weight {
        Weight::zero()
    }

    fn set_council_floor() -> Weight {
        Weight::zero()
    }

    fn halt() -> Weight {
        Weight::zero()
    }

    fn on_poll() -> Weight {
        Weight::zero()
    }

    fn run_due(_: u32) -> Weight {
        Weight::zero()
    }
}
