//! # Validator set
//!
//! The validators of a chain under proof of authority: one bounded set, managed by the council.
//!
//! ## API
//!
//! - [`Pallet::add_validator`] and [`Pallet::remove_validator`] change the set;
//!   [`Pallet::set_floor`] changes its floor.
//! - [`Pallet`] is the session manager; a change takes effect two sessions later.
//! - [`KeysInForce`] proves the owner of a session key, for reports of equivocations.
//! - [`Pallet`] is the offence handler: an equivocator is disabled through `pallet-session`, until
//!   the council has removed it. [`GravestFirst`] chooses if there are too many.
//! - [`SessionValidator`] identifies validators for `historical` sessions.
//! - [`Pallet::may_lose_keys`] is for a call filter on `session.purge_keys`.
//!
//! ## Overview
//!
//! The initial set is taken from `session.keys` of the genesis, so that no second list can differ
//! from it. Declare the pallet after `pallet-session`.
//!
//! Only validators with session keys count. `session.purge_keys` would take a validator out of the
//! next set without a vote, so the set has a *floor*: neither a removal nor a purge may leave fewer
//! registered validators.

#![cfg_attr(not(feature = "std"), no_std)]
#![cfg_attr(
    not(any(test, feature = "runtime-benchmarks")),
    deny(
        clippy::unwrap_used,
        clippy::indexing_slicing,
        clippy::arithmetic_side_effects
    )
)]

extern crate alloc;

#[cfg(feature = "runtime-benchmarks")]
mod benchmarking;
mod disabling;
mod keys_in_force;
#[cfg(test)]
mod mock;
mod session;
#[cfg(test)]
mod tests;
mod try_state;
pub mod weights;

pub use disabling::GravestFirst;
pub use keys_in_force::{Keys, KeysInForce};
pub use pallet::*;
pub use session::SessionValidator;
pub use weights::WeightInfo;

use frame_support::pallet_prelude::*;
use frame_system::pallet_prelude::*;
use polkadot_sdk::*;
use sp_runtime::Perbill;
use sp_staking::SessionIndex;

const LOG_TARGET: &str = "runtime::validator-set";

#[frame_support::pallet]
pub mod pallet {
    use super::*;
    use core::marker::PhantomData;

    /// Version of the storage layout. A change of the layout raises it and needs a migration.
    pub const STORAGE_VERSION: StorageVersion = StorageVersion::new(1);

    #[pallet::pallet]
    #[pallet::storage_version(STORAGE_VERSION)]
    pub struct Pallet<T>(_);

    #[pallet::config]
    pub trait Config:
        polkadot_sdk::frame_system::Config<RuntimeEvent: From<Event<Self>>>
        + pallet_session::Config<ValidatorId = <Self as frame_system::Config>::AccountId>
        + pallet_session::historical::Config<FullIdentification = ()>
    {
        /// Origin that adds validators. A set filled by this origin decides which transactions are
        /// included, so it needs as much power as root.
        type AddOrigin: EnsureOrigin<Self::RuntimeOrigin>;
        /// Origin that removes offenders, down to the floor. Only root may remove any validator: a
        /// set from which honest ones were removed also decides which transactions are included.
        type RemoveOrigin: EnsureOrigin<Self::RuntimeOrigin>;
        /// Maximum number of validators.
        #[pallet::constant]
        type MaxValidators: Get<u32>;
        /// Number of sessions whose roots are kept, for which equivocations can be proven.
        #[pallet::constant]
        type HistoryDepth: Get<u32>;
        /// Weights of the calls.
        type WeightInfo: WeightInfo;
    }

    /// The set, in the order of additions.
    #[pallet::storage]
    pub type Validators<T: Config> =
        StorageValue<_, BoundedVec<T::AccountId, T::MaxValidators>, ValueQuery>;

    /// Minimum number of registered validators. Set at genesis, and never above the number of
    /// registered validators.
    #[pallet::storage]
    pub type Floor<T> = StorageValue<_, u32, ValueQuery>;

    /// Equivocators with their slash fractions: the gravest first, and of equally grave ones the
    /// earliest. They stay disabled until they have left the set and the session.
    #[pallet::storage]
    pub type Offenders<T: Config> =
        StorageValue<_, BoundedVec<(T::AccountId, Perbill), T::MaxValidators>, ValueQuery>;

    /// Validators and session keys of the current session and the previous one, by session index.
    ///
    /// Unbounded only for the SDK, which has no bound for the size of session keys: there are two
    /// entries of at most `MaxValidators` each.
    #[pallet::storage]
    #[pallet::unbounded]
    pub type SessionKeysInForce<T: Config> = StorageMap<_, Twox64Concat, SessionIndex, Keys<T>>;

    /// Genesis of the floor; the initial set is taken from `session.keys`.
    #[pallet::genesis_config]
    pub struct GenesisConfig<T> {
        /// Minimum number of registered validators; at least 1.
        pub floor: u32,
        #[serde(skip)]
        #[allow(missing_docs)]
        pub _config: PhantomData<T>,
    }

    impl<T> Default for GenesisConfig<T> {
        fn default() -> Self {
            Self {
                floor: 1,
                _config: PhantomData,
            }
        }
    }

    #[pallet::genesis_build]
    impl<T: Config> BuildGenesisConfig for GenesisConfig<T> {
        fn build(&self) {
            assert!(
                self.floor > 0,
                "`validatorSet.floor` of the genesis must be at least 1"
            );
            // A person builds a genesis from a file, so a panic is the right refusal.
            #[allow(clippy::expect_used)]
            let validators: BoundedVec<_, T::MaxValidators> =
                BoundedVec::try_from(pallet_session::Validators::<T>::get())
                    .expect("`session.keys` of the genesis must fit `MaxValidators`");
            // Tools shorten `session.keys` to the nodes that they start, and keep the other fields.
            let count = u32::try_from(validators.len()).unwrap_or(u32::MAX);
            Floor::<T>::put(self.floor.min(count).max(1));
            Validators::<T>::put(validators);
        }
    }

    #[pallet::event]
    #[pallet::generate_deposit(pub(super) fn deposit_event)]
    pub enum Event<T: Config> {
        /// A validator was added; it validates from the session after the next.
        ValidatorAdded { validator: T::AccountId },
        /// A validator was removed; it validates until the end of the next session.
        ValidatorRemoved { validator: T::AccountId },
        /// The floor of the set was changed.
        FloorSet { floor: u32 },
    }

    #[pallet::error]
    pub enum Error<T> {
        /// The account is already a validator.
        AlreadyExists,
        /// The account is not a validator.
        NotFound,
        /// The account has no session keys: it must call `session.set_keys` first.
        KeysNotFound,
        /// The set is full.
        MaxValidatorsExceeded,
        /// Fewer registered validators than the floor would remain.
        FloorReached,
        /// The floor is zero, or above the number of registered validators.
        InvalidFloor,
        /// The validator did not equivocate: only root removes it.
        NotOffender,
    }

    #[pallet::hooks]
    impl<T: Config> Hooks<BlockNumberFor<T>> for Pallet<T> {
        #[cfg(feature = "try-runtime")]
        fn try_state(_: BlockNumberFor<T>) -> Result<(), sp_runtime::TryRuntimeError> {
            Self::do_try_state()
        }
    }

    #[pallet::call]
    impl<T: Config> Pallet<T> {
        /// Adds a validator.
        ///
        /// # Dispatch origin
        ///
        /// [`Config::AddOrigin`].
        ///
        /// # Errors
        ///
        /// [`Error::AlreadyExists`], [`Error::KeysNotFound`], [`Error::MaxValidatorsExceeded`].
        ///
        /// # Events
        ///
        /// [`Event::ValidatorAdded`].
        #[pallet::call_index(0)]
        #[pallet::weight(<T as Config>::WeightInfo::add_validator())]
        pub fn add_validator(origin: OriginFor<T>, validator: T::AccountId) -> DispatchResult {
            T::AddOrigin::ensure_origin(origin)?;
            Validators::<T>::try_mutate(|validators| {
                ensure!(!validators.contains(&validator), Error::<T>::AlreadyExists);
                ensure!(Self::is_registered(&validator), Error::<T>::KeysNotFound);
                validators
                    .try_push(validator.clone())
                    .map_err(|_| Error::<T>::MaxValidatorsExceeded)
            })?;
            Self::deposit_event(Event::ValidatorAdded { validator });
            Ok(())
        }

        /// Removes a validator. Its session keys stay until it purges them.
        ///
        /// # Dispatch origin
        ///
        /// Root, or [`Config::RemoveOrigin`] for one of [`Offenders`].
        ///
        /// # Errors
        ///
        /// [`Error::NotFound`], [`Error::NotOffender`], [`Error::FloorReached`].
        ///
        /// # Events
        ///
        /// [`Event::ValidatorRemoved`].
        #[pallet::call_index(1)]
        #[pallet::weight(<T as Config>::WeightInfo::remove_validator(T::MaxValidators::get()))]
        pub fn remove_validator(
            origin: OriginFor<T>,
            validator: T::AccountId,
        ) -> DispatchResultWithPostInfo {
            let is_root = ensure_root(origin.clone()).is_ok();
            if !is_root {
                T::RemoveOrigin::ensure_origin(origin)?;
            }
            let count = Validators::<T>::try_mutate(|validators| {
                let position = validators
                    .iter()
                    .position(|known| *known == validator)
                    .ok_or(Error::<T>::NotFound)?;
                ensure!(
                    is_root || Self::is_offender(&validator),
                    Error::<T>::NotOffender
                );
                // A validator without keys does not count and can always be removed.
                ensure!(
                    !Self::is_registered(&validator) || Self::may_lose(validators),
                    Error::<T>::FloorReached
                );
                let count = u32::try_from(validators.len()).unwrap_or(u32::MAX);
                validators.remove(position);
                Ok::<_, Error<T>>(count)
            })?;
            Self::deposit_event(Event::ValidatorRemoved { validator });
            Ok(Some(<T as Config>::WeightInfo::remove_validator(count)).into())
        }

        /// Sets the floor: the minimum number of registered validators.
        ///
        /// # Dispatch origin
        ///
        /// Root, because [`Config::RemoveOrigin`] may not lower the minimum.
        ///
        /// # Errors
        ///
        /// [`Error::InvalidFloor`].
        ///
        /// # Events
        ///
        /// [`Event::FloorSet`].
        #[pallet::call_index(2)]
        #[pallet::weight(<T as Config>::WeightInfo::set_floor(T::MaxValidators::get()))]
        pub fn set_floor(origin: OriginFor<T>, floor: u32) -> DispatchResultWithPostInfo {
            ensure_root(origin)?;
            let validators = Validators::<T>::get();
            let registered = Self::registered(&validators);
            ensure!(
                floor > 0 && usize::try_from(floor).is_ok_and(|floor| floor <= registered),
                Error::<T>::InvalidFloor
            );
            Floor::<T>::put(floor);
            Self::deposit_event(Event::FloorSet { floor });
            let count = u32::try_from(validators.len()).unwrap_or(u32::MAX);
            Ok(Some(<T as Config>::WeightInfo::set_floor(count)).into())
        }
    }
}
