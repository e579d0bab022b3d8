//! Weights of the calls of `pallet_root_notice`. Written by `scripts/weights`; do not edit.
//!
//! Measured on 2026-11-30 on AMD EPYC, with 50 steps and 20 repeats.

use core::marker::PhantomData;
use polkadot_sdk::{
    frame_support::{traits::Get, weights::Weight},
    frame_system,
};

/// Weights of the calls of this pallet.
pub trait WeightInfo {
    /// Weight of `announce`.
    ///
    /// `l` goes from 200 to 100000.
    fn announce(l: u32) -> Weight;
    /// Weight of `object`.
    fn object() -> Weight;
    /// Weight of `enact`.
    ///
    /// `l` goes from 200 to 100000.
    fn enact(l: u32) -> Weight;
    /// Weight of `set_council`.
    fn set_council() -> Weight;
    /// Weight of `set_council_floor`.
    fn set_council_floor() -> Weight;
    /// Weight of `halt`.
    fn halt() -> Weight;
    /// Weight of `on_poll`.
    fn on_poll() -> Weight;
    /// Weight of `run_due`.
    ///
    /// `l` goes from 200 to 100000.
    fn run_due(l: u32) -> Weight;
}

/// Measured weights, with the database of the runtime.
pub struct SubstrateWeight<T>(PhantomData<T>);

impl<T: frame_system::Config> WeightInfo for SubstrateWeight<T> {
    // Storage: `RootNotice::NoticeHours` (r:1 w:0)
    // Proof: `RootNotice::NoticeHours` (`max_values`: Some(1), `max_size`: Some(4), added: 499, mode: `MaxEncodedLen`)
    // Storage: `ChainTiming::Timing` (r:1 w:0)
    // Proof: `ChainTiming::Timing` (`max_values`: Some(1), `max_size`: Some(16), added: 511, mode: `MaxEncodedLen`)
    // Storage: `RootNotice::Announcements` (r:1 w:1)
    // Proof: `RootNotice::Announcements` (`max_values`: None, `max_size`: Some(1192), added: 3667, mode: `MaxEncodedLen`)
    // Storage: `RootNotice::Queue` (r:1 w:1)
    // Proof: `RootNotice::Queue` (`max_values`: Some(1), `max_size`: Some(577), added: 1072, mode: `MaxEncodedLen`)
    // Storage: `Preimage::StatusFor` (r:1 w:0)
    // Proof: `Preimage::StatusFor` (`max_values`: None, `max_size`: Some(91), added: 2566, mode: `MaxEncodedLen`)
    // Storage: `Preimage::RequestStatusFor` (r:1 w:1)
    // Proof: `Preimage::RequestStatusFor` (`max_values`: None, `max_size`: Some(91), added: 2566, mode: `MaxEncodedLen`)
    // Storage: `Preimage::PreimageFor` (r:0 w:1)
    // Proof: `Preimage::PreimageFor` (`max_values`: None, `max_size`: Some(4194344), added: 4196819, mode: `MaxEncodedLen`)
    fn announce(l: u32) -> Weight {
        Weight::from_parts(44_225_137, 0)
            .saturating_add(Weight::from_parts(5_233, 0).saturating_mul(l.into()))
            .saturating_add(T::DbWeight::get().reads(6))
            .saturating_add(T::DbWeight::get().writes(4))
    }

    // Storage: `Council::Members` (r:1 w:0)
    // Proof: `Council::Members` (`max_values`: Some(1), `max_size`: None, mode: `Measured`)
    // Storage: `RootNotice::Announcements` (r:1 w:1)
    // Proof: `RootNotice::Announcements` (`max_values`: None, `max_size`: Some(1192), added: 3667, mode: `MaxEncodedLen`)
    // Storage: `Preimage::StatusFor` (r:1 w:0)
    // Proof: `Preimage::StatusFor` (`max_values`: None, `max_size`: Some(91), added: 2566, mode: `MaxEncodedLen`)
    // Storage: `Preimage::RequestStatusFor` (r:1 w:1)
    // Proof: `Preimage::RequestStatusFor` (`max_values`: None, `max_size`: Some(91), added: 2566, mode: `MaxEncodedLen`)
    // Storage: `RootNotice::Queue` (r:1 w:1)
    // Proof: `RootNotice::Queue` (`max_values`: Some(1), `max_size`: Some(577), added: 1072, mode: `MaxEncodedLen`)
    // Storage: `Preimage::PreimageFor` (r:0 w:1)
    // Proof: `Preimage::PreimageFor` (`max_values`: None, `max_size`: Some(4194344), added: 4196819, mode: `MaxEncodedLen`)
    fn object() -> Weight {
        Weight::from_parts(42_683_000, 0)
            .saturating_add(T::DbWeight::get().reads(5))
            .saturating_add(T::DbWeight::get().writes(4))
    }

    // Storage: `ChainTiming::Timing` (r:1 w:0)
    // Proof: `ChainTiming::Timing` (`max_values`: Some(1), `max_size`: Some(16), added: 511, mode: `MaxEncodedLen`)
    // Storage: `RootNotice::Announcements` (r:1 w:1)
    // Proof: `RootNotice::Announcements` (`max_values`: None, `max_size`: Some(1192), added: 3667, mode: `MaxEncodedLen`)
    // Storage: `Preimage::StatusFor` (r:1 w:0)
    // Proof: `Preimage::StatusFor` (`max_values`: None, `max_size`: Some(91), added: 2566, mode: `MaxEncodedLen`)
    // Storage: `Preimage::RequestStatusFor` (r:1 w:1)
    // Proof: `Preimage::RequestStatusFor` (`max_values`: None, `max_size`: Some(91), added: 2566, mode: `MaxEncodedLen`)
    // Storage: `RootNotice::Queue` (r:1 w:1)
    // Proof: `RootNotice::Queue` (`max_values`: Some(1), `max_size`: Some(577), added: 1072, mode: `MaxEncodedLen`)
    // Storage: `Preimage::PreimageFor` (r:0 w:1)
    // Proof: `Preimage::PreimageFor` (`max_values`: None, `max_size`: Some(4194344), added: 4196819, mode: `MaxEncodedLen`)
    fn enact(l: u32) -> Weight {
        Weight::from_parts(31_014_034, 0)
            .saturating_add(Weight::from_parts(2_245, 0).saturating_mul(l.into()))
            .saturating_add(T::DbWeight::get().reads(5))
            .saturating_add(T::DbWeight::get().writes(4))
    }

    // Storage: `RootNotice::CouncilFloor` (r:1 w:0)
    // Proof: `RootNotice::CouncilFloor` (`max_values`: Some(1), `max_size`: Some(4), added: 499, mode: `MaxEncodedLen`)
    // Storage: `Council::Prime` (r:1 w:1)
    // Proof: `Council::Prime` (`max_values`: Some(1), `max_size`: None, mode: `Measured`)
    // Storage: `Council::Members` (r:1 w:1)
    // Proof: `Council::Members` (`max_values`: Some(1), `max_size`: None, mode: `Measured`)
    // Storage: `Council::Proposals` (r:1 w:0)
    // Proof: `Council::Proposals` (`max_values`: Some(1), `max_size`: None, mode: `Measured`)
    fn set_council() -> Weight {
        Weight::from_parts(16_144_000, 0)
            .saturating_add(T::DbWeight::get().reads(4))
            .saturating_add(T::DbWeight::get().writes(2))
    }

    // Storage: `Council::Members` (r:1 w:0)
    // Proof: `Council::Members` (`max_values`: Some(1), `max_size`: None, mode: `Measured`)
    // Storage: `RootNotice::CouncilFloor` (r:0 w:1)
    // Proof: `RootNotice::CouncilFloor` (`max_values`: Some(1), `max_size`: Some(4), added: 499, mode: `MaxEncodedLen`)
    fn set_council_floor() -> Weight {
        Weight::from_parts(8_383_000, 0)
            .saturating_add(T::DbWeight::get().reads(1))
            .saturating_add(T::DbWeight::get().writes(1))
    }

    // Storage: `RootNotice::NextHalt` (r:1 w:1)
    // Proof: `RootNotice::NextHalt` (`max_values`: Some(1), `max_size`: Some(4), added: 499, mode: `MaxEncodedLen`)
    // Storage: `ChainTiming::Timing` (r:1 w:0)
    // Proof: `ChainTiming::Timing` (`max_values`: Some(1), `max_size`: Some(16), added: 511, mode: `MaxEncodedLen`)
    // Storage: `SafeMode::EnteredUntil` (r:1 w:1)
    // Proof: `SafeMode::EnteredUntil` (`max_values`: Some(1), `max_size`: Some(4), added: 499, mode: `MaxEncodedLen`)
    fn halt() -> Weight {
        Weight::from_parts(14_682_000, 0)
            .saturating_add(T::DbWeight::get().reads(3))
            .saturating_add(T::DbWeight::get().writes(2))
    }

    // Storage: `RootNotice::Queue` (r:1 w:0)
    // Proof: `RootNotice::Queue` (`max_values`: Some(1), `max_size`: Some(577), added: 1072, mode: `MaxEncodedLen`)
    fn on_poll() -> Weight {
        Weight::from_parts(4_637_000, 0)
            .saturating_add(T::DbWeight::get().reads(1))
            .saturating_add(T::DbWeight::get().writes(0))
    }

    // Storage: `RootNotice::Announcements` (r:1 w:1)
    // Proof: `RootNotice::Announcements` (`max_values`: None, `max_size`: Some(1192), added: 3667, mode: `MaxEncodedLen`)
    // Storage: `Council::Members` (r:1 w:0)
    // Proof: `Council::Members` (`max_values`: Some(1), `max_size`: None, mode: `Measured`)
    // Storage: `Preimage::PreimageFor` (r:1 w:1)
    // Proof: `Preimage::PreimageFor` (`max_values`: None, `max_size`: Some(4194344), added: 4196819, mode: `MaxEncodedLen`)
    // Storage: `ChainTiming::Timing` (r:1 w:0)
    // Proof: `ChainTiming::Timing` (`max_values`: Some(1), `max_size`: Some(16), added: 511, mode: `MaxEncodedLen`)
    // Storage: `Preimage::StatusFor` (r:1 w:0)
    // Proof: `Preimage::StatusFor` (`max_values`: None, `max_size`: Some(91), added: 2566, mode: `MaxEncodedLen`)
    // Storage: `Preimage::RequestStatusFor` (r:1 w:1)
    // Proof: `Preimage::RequestStatusFor` (`max_values`: None, `max_size`: Some(91), added: 2566, mode: `MaxEncodedLen`)
    // Storage: `RootNotice::Queue` (r:1 w:1)
    // Proof: `RootNotice::Queue` (`max_values`: Some(1), `max_size`: Some(577), added: 1072, mode: `MaxEncodedLen`)
    fn run_due(l: u32) -> Weight {
        Weight::from_parts(41_531_886, 0)
            .saturating_add(Weight::from_parts(1_040, 0).saturating_mul(l.into()))
            .saturating_add(T::DbWeight::get().reads(7))
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
