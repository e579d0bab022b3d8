//! # Chain timing
//!
//! Keeps the slot duration, the epoch length and the length of a *day* as genesis data, so that one
//! released WASM can run a public network and a two-minute test.
//!
//! ## API
//!
//! The pallet has no calls: the values are set at genesis and never change, because consensus
//! engines and light clients read them once. Other pallets read them through [`Get`]:
//! [`SlotDuration`], [`MinimumPeriod`], [`EpochLength`] and, for every long period, [`Hours`].
//!
//! ## Overview
//!
//! The values must also exist without state: `integrity_test`s and metadata are evaluated outside
//! externalities. There, and on a chain without the genesis entry, [`Config::Default`] applies.
//!
//! Declare the pallet first after System, so that the genesis of every other pallet finds its
//! values.

#![cfg_attr(not(feature = "std"), no_std)]
#![cfg_attr(
    not(any(test, feature = "runtime-benchmarks")),
    deny(
        clippy::unwrap_used,
        clippy::indexing_slicing,
        clippy::arithmetic_side_effects
    )
)]

#[cfg(test)]
mod mock;
#[cfg(test)]
mod tests;
mod try_state;
mod types;

pub use pallet::*;
pub use types::{InvalidTiming, TimingParameters};

use core::marker::PhantomData;
use frame_support::traits::Get;
use frame_system::pallet_prelude::BlockNumberFor;
use polkadot_sdk::*;
use sp_runtime::traits::{One, Zero};

#[frame_support::pallet]
pub mod pallet {
    use super::*;
    use frame_support::pallet_prelude::*;

    /// Version of the storage layout. A change of the layout raises it and needs a migration.
    pub const STORAGE_VERSION: StorageVersion = StorageVersion::new(1);

    #[pallet::pallet]
    #[pallet::storage_version(STORAGE_VERSION)]
    pub struct Pallet<T>(_);

    #[pallet::config]
    pub trait Config: polkadot_sdk::frame_system::Config {
        /// Timing without a genesis entry, or without state.
        type Default: Get<TimingParameters>;
    }

    /// The timing of this chain. Written at genesis only.
    #[pallet::storage]
    pub type Timing<T> = StorageValue<_, TimingParameters, OptionQuery>;

    /// See [`TimingParameters`]; absent fields take [`Config::Default`].
    #[pallet::genesis_config]
    pub struct GenesisConfig<T: Config> {
        /// Milliseconds of a slot.
        pub slot_duration: u64,
        /// Slots of an epoch, which is also a session.
        pub epoch_length: u32,
        /// Blocks per day for governance.
        pub day: u32,
        #[serde(skip)]
        #[allow(missing_docs)]
        pub _config: PhantomData<T>,
    }

    impl<T: Config> Default for GenesisConfig<T> {
        fn default() -> Self {
            let TimingParameters {
                slot_duration,
                epoch_length,
                day,
            } = T::Default::get();
            Self {
                slot_duration,
                epoch_length,
                day,
                _config: PhantomData,
            }
        }
    }

    #[pallet::genesis_build]
    impl<T: Config> BuildGenesisConfig for GenesisConfig<T> {
        fn build(&self) {
            let timing = TimingParameters {
                slot_duration: self.slot_duration,
                epoch_length: self.epoch_length,
                day: self.day,
            };
            // A genesis is built by a person from a file, so a panic is the right refusal.
            #[allow(clippy::expect_used)]
            timing
                .check()
                .expect("`chainTiming` of the genesis must be valid");
            Timing::<T>::put(timing);
        }
    }

    #[pallet::hooks]
    impl<T: Config> Hooks<BlockNumberFor<T>> for Pallet<T> {
        #[cfg(feature = "try-runtime")]
        fn try_state(_: BlockNumberFor<T>) -> Result<(), sp_runtime::TryRuntimeError> {
            Self::do_try_state()
        }
    }
}

impl<T: Config> Pallet<T> {
    /// The timing of this chain.
    pub fn timing() -> TimingParameters {
        if !has_state() {
            return T::Default::get();
        }
        Timing::<T>::get().unwrap_or_else(T::Default::get)
    }
}

/// Returns true if storage can be read here. In WASM it always can.
pub fn has_state() -> bool {
    #[cfg(feature = "std")]
    {
        sp_externalities::with_externalities(|_| ()).is_some()
    }
    #[cfg(not(feature = "std"))]
    {
        true
    }
}

/// Milliseconds of a slot.
pub struct SlotDuration<T>(PhantomData<T>);

impl<T: Config> Get<u64> for SlotDuration<T> {
    fn get() -> u64 {
        Pallet::<T>::timing().slot_duration
    }
}

/// Minimum distance of two timestamps in milliseconds: half a slot.
pub struct MinimumPeriod<T>(PhantomData<T>);

impl<T: Config> Get<u64> for MinimumPeriod<T> {
    fn get() -> u64 {
        Pallet::<T>::timing().slot_duration.saturating_div(2)
    }
}

/// Slots of an epoch, which is also a session.
pub struct EpochLength<T>(PhantomData<T>);

impl<T: Config> Get<u64> for EpochLength<T> {
    fn get() -> u64 {
        Pallet::<T>::timing().epoch_length.into()
    }
}

impl<T: Config> Get<u32> for EpochLength<T> {
    fn get() -> u32 {
        Pallet::<T>::timing().epoch_length
    }
}

/// Blocks in `MINUTES` minutes by the clock, with a block in every slot; at least 1.
pub struct Minutes<T, const MINUTES: u32>(PhantomData<T>);

impl<T: Config, const MINUTES: u32> Get<u32> for Minutes<T, MINUTES> {
    fn get() -> u32 {
        Pallet::<T>::timing().minutes(MINUTES)
    }
}

/// Blocks in `HOURS` hours; at least 1.
pub struct Hours<T, const HOURS: u32>(PhantomData<T>);

impl<T: Config, const HOURS: u32> Get<BlockNumberFor<T>> for Hours<T, HOURS> {
    fn get() -> BlockNumberFor<T> {
        let blocks: BlockNumberFor<T> = Pallet::<T>::timing().hours(HOURS).into();
        if blocks.is_zero() {
            One::one()
        } else {
            blocks
        }
    }
}
