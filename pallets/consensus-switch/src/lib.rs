//! # Consensus switch
//!
//! BABE keys of a chain under Aura consensus, kept from genesis so that one upgrade can later
//! switch the chain to BABE.
//!
//! ## API
//!
//! The pallet has no calls. It is the [`OneSessionHandler`] of the BABE session key:
//! [`Authorities`] and [`NextAuthorities`] hold the BABE keys of the present session and of the
//! next one, in the order of the session's validators. The upgrade takes BABE's first authorities
//! from them.
//!
//! ## Overview
//!
//! `pallet-babe` itself must be absent while Aura consensus authors blocks: light clients do not
//! support a runtime with the APIs of both engines.

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

pub use pallet::*;

use frame_support::{
    pallet_prelude::*,
    traits::{Get, OneSessionHandler},
    BoundedVec,
};
use frame_system::pallet_prelude::BlockNumberFor;
use polkadot_sdk::*;
use sp_consensus_babe::AuthorityId;
use sp_runtime::BoundToRuntimeAppPublic;

const LOG_TARGET: &str = "runtime::consensus-switch";

#[frame_support::pallet]
pub mod pallet {
    use super::*;

    /// Version of the storage layout. A change of the layout raises it and needs a migration.
    pub const STORAGE_VERSION: StorageVersion = StorageVersion::new(1);

    #[pallet::pallet]
    #[pallet::storage_version(STORAGE_VERSION)]
    pub struct Pallet<T>(_);

    #[pallet::config]
    pub trait Config: polkadot_sdk::frame_system::Config {
        /// Maximum number of validators in a session: the bound of the whole runtime.
        type MaxAuthorities: Get<u32>;
    }

    /// BABE keys of this session's validators, in their order.
    #[pallet::storage]
    pub type Authorities<T: Config> =
        StorageValue<_, BoundedVec<AuthorityId, T::MaxAuthorities>, ValueQuery>;

    /// BABE keys of the next session's validators, in their order.
    #[pallet::storage]
    pub type NextAuthorities<T: Config> =
        StorageValue<_, BoundedVec<AuthorityId, T::MaxAuthorities>, ValueQuery>;

    #[pallet::hooks]
    impl<T: Config> Hooks<BlockNumberFor<T>> for Pallet<T> {
        #[cfg(feature = "try-runtime")]
        fn try_state(_: BlockNumberFor<T>) -> Result<(), sp_runtime::TryRuntimeError> {
            Self::do_try_state()
        }
    }
}

impl<T: Config> Pallet<T> {
    /// Bounds the keys of a session. Session and this pallet share one bound, so nothing is ever
    /// truncated; if it were, an error would be logged.
    fn bounded<'a, I>(keys: I) -> BoundedVec<AuthorityId, T::MaxAuthorities>
    where
        I: Iterator<Item = (&'a T::AccountId, AuthorityId)>,
        T::AccountId: 'a,
    {
        let mut authorities = BoundedVec::new();
        for (validator, key) in keys {
            if authorities.try_push(key).is_err() {
                log::error!(target: LOG_TARGET, "no room for the BABE key of {validator:?}");
            }
        }
        authorities
    }
}

impl<T: Config> BoundToRuntimeAppPublic for Pallet<T> {
    type Public = AuthorityId;
}

impl<T: Config> OneSessionHandler<T::AccountId> for Pallet<T> {
    type Key = AuthorityId;

    fn on_genesis_session<'a, I>(validators: I)
    where
        I: Iterator<Item = (&'a T::AccountId, AuthorityId)> + 'a,
        T::AccountId: 'a,
    {
        // The genesis set is that of the first two sessions.
        let keys = Self::bounded(validators);
        NextAuthorities::<T>::put(&keys);
        Authorities::<T>::put(keys);
    }

    /// `changed` refers only to the incoming session, not to the queued one, so both are always
    /// written.
    fn on_new_session<'a, I>(_changed: bool, validators: I, queued_validators: I)
    where
        I: Iterator<Item = (&'a T::AccountId, AuthorityId)> + 'a,
        T::AccountId: 'a,
    {
        Authorities::<T>::put(Self::bounded(validators));
        NextAuthorities::<T>::put(Self::bounded(queued_validators));
    }

    fn on_disabled(_: u32) {}
}
