//! # Staked set
//!
//! Hands the validator set over from the council to the stake, once, and keeps it safe afterwards.
//!
//! ## Terminology
//!
//! - *Hand-over*: the session whose validators the stake, no longer the council, has elected, and
//!   the block in which that session is planned.
//! - *Candidate*: an account in `pallet_staking::Validators`.
//! - *Electable*: a candidate that an election held now could elect ([`Standing::is_electable`]).
//! - *Tried*: made a block in the active era or the last one; *untried*: did not.
//! - *Idle*: was elected for an era and made no block in it.
//! - *Era*: a day of sessions, by `pallet-staking`. Era 0 is the council's age and may last for
//!   years.
//!
//! ## API
//!
//! - [`Pallet::arm`] and [`Pallet::disarm`]: the council allows the hand-over, or no longer.
//! - [`Pallet::set_admission`]: root switches the bound of untried validators off and on.
//! - [`Pallet`] is the session manager, the offence handler and the `TargetList` of
//!   `pallet-staking`. Its view functions, [`Pallet::hand_over_condition`] and
//!   [`Pallet::candidates`], say what is missing for the hand-over, and why a candidate is not
//!   electable.
//! - [`EnsureBeforeHandOver`] is for origins that lose their power at the hand-over.
//! - [`KeysInForce`] proves the owner of a session key before and after the hand-over.
//! - [`Pallet::seed`] starts era 0, in the migration of a living chain and in each genesis.
//! - [`Pallet::may_lose_keys`] is for a call filter on `session.purge_keys`.
//!
//! ## Overview
//!
//! **Before the hand-over** `pallet-validator-set` names the validators; accounts can bond,
//! nominate and validate, unpaid and unslashed, and staking stays in era 0.
//!
//! **The hand-over** happens when a session is planned and [`Condition::is_met`]: armed, more than
//! two thirds of the session's validators electable, enough candidates, enough stake. An election
//! that fails changes nothing: the council's set goes on and the next session tries again. The list
//! of the council is emptied by the hand-over; there is no way back.
//!
//! **After it** `pallet-staking` elects the validators, from candidates that are electable: a
//! candidate without session keys, with a recent offence or with a recent era without a block is
//! left out, and at most a fifth of a set is untried. A set that cannot finalise could otherwise
//! never be replaced: its change needs its own finality. An election that fails keeps the
//! validators there are, and the next session tries again.
//!
//! **Rewards** are paid in the blocks after an era, one page a block, within half of the time that
//! a block has left. `staking.payoutStakers` remains open to everybody.
//!
//! ## Assumptions
//!
//! - The pallet is declared after `pallet-session`, `pallet-validator-set` and `pallet-staking`;
//!   its genesis seeds what theirs left.
//! - `pallet_authorship::EventHandler` is `pallet-staking`: an account without points has made no
//!   block.
//! - The reward curve pays nothing while nothing is staked: era 0 ends with the hand-over.
//! - The council keeps its own validators alive until the hand-over: in era 0 nobody is idle, and a
//!   block at any time of it makes a validator of the session tried.
//! - Less than a third of the tried validators stop within an era. The bound is for validators that
//!   never ran.

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
mod condition;
mod electable;
mod eras;
#[cfg(test)]
mod mock;
mod offences;
mod origins;
mod payouts;
mod session;
#[cfg(test)]
mod tests;
mod try_state;
mod types;
pub mod weights;

pub use origins::EnsureBeforeHandOver;
pub use pallet::*;
pub use pallet_validator_set::KeysInForce;
pub use types::{Condition, HandOver, Record, Standing};
pub use weights::WeightInfo;

use alloc::vec::Vec;
use frame_election_provider_support::ElectionProvider;
use frame_support::pallet_prelude::*;
use frame_system::pallet_prelude::*;
use pallet_staking::BalanceOf;
use polkadot_sdk::*;
use sp_runtime::Perbill;
use sp_staking::EraIndex;

const LOG_TARGET: &str = "runtime::staked-set";

#[frame_support::pallet]
pub mod pallet {
    use super::*;
    use core::marker::PhantomData;

    /// Version of the layout of this pallet's storage. A change of the layout raises it and brings
    /// a migration.
    pub const STORAGE_VERSION: StorageVersion = StorageVersion::new(1);

    #[pallet::pallet]
    #[pallet::storage_version(STORAGE_VERSION)]
    pub struct Pallet<T>(_);

    #[pallet::config]
    pub trait Config:
        polkadot_sdk::frame_system::Config<RuntimeEvent: From<Event<Self>>>
        + pallet_staking::Config
        + pallet_validator_set::Config
    {
        /// Origin that arms and disarms the hand-over.
        type ArmOrigin: EnsureOrigin<Self::RuntimeOrigin>;
        /// Share of the issuance that must be bonded for the hand-over.
        #[pallet::constant]
        type MinStaked: Get<Perbill>;
        /// Validators that `arm` asks for at least, unless the floor of the council's set is lower.
        #[pallet::constant]
        type MinValidators: Get<u32>;
        /// Slots of a session. An era with fewer than 20 slots for each validator proves nothing
        /// about them: its whole set counts as tried.
        type SlotsPerSession: Get<u64>;
        /// Eras for which a validator is not electable after an era without a block.
        #[pallet::constant]
        type IdleEras: Get<EraIndex>;
        /// Records of idle validators and offenders at most. If there is no room, the record that
        /// ends first gives way: at least the largest set times the deferral of slashes.
        #[pallet::constant]
        type MaxRecords: Get<u32>;
        /// Writes the first values of staking, after era 0 is seeded.
        type FirstValues: frame_support::traits::OnGenesis;
        /// Weights of the calls and hooks.
        type WeightInfo: WeightInfo;
    }

    /// Validators that the hand-over must elect at least. Absent: not armed.
    #[pallet::storage]
    pub type Armed<T> = StorageValue<_, u32, OptionQuery>;

    /// Session and era of the hand-over. Absent: the council still names the validators.
    #[pallet::storage]
    pub type HandedOver<T> = StorageValue<_, HandOver, OptionQuery>;

    /// Admission without a bound of untried validators. Absent: bounded.
    #[pallet::storage]
    pub type Unbounded<T> = StorageValue<_, (), OptionQuery>;

    /// Records of validators that were idle for an era, or committed an offence.
    // Blake2: an account can be ground.
    #[pallet::storage]
    pub type Records<T: Config> =
        CountedStorageMap<_, Blake2_128Concat, T::AccountId, Record, OptionQuery>;

    /// Accounts that made a block in the last era, or all its validators if it was too short to
    /// tell.
    #[pallet::storage]
    pub type TriedLast<T: Config> =
        StorageValue<_, BoundedVec<T::AccountId, T::MaxValidatorSet>, ValueQuery>;

    /// Era of which rewards are paid next.
    #[pallet::storage]
    pub type PayoutEra<T> = StorageValue<_, EraIndex, ValueQuery>;

    /// Validator and page of [`PayoutEra`] that were paid last. Absent: none yet.
    #[pallet::storage]
    pub type PaidUpTo<T: Config> = StorageValue<_, (T::AccountId, u32), OptionQuery>;

    /// Genesis of the hand-over. Era 0 is seeded in any case, as the arrival of the pallet on a
    /// living chain does.
    #[pallet::genesis_config]
    pub struct GenesisConfig<T> {
        /// Validators that the hand-over must elect at least, if it is armed from the first block.
        pub armed: Option<u32>,
        #[serde(skip)]
        #[allow(missing_docs)]
        pub _config: PhantomData<T>,
    }

    impl<T> Default for GenesisConfig<T> {
        fn default() -> Self {
            Self {
                armed: None,
                _config: PhantomData,
            }
        }
    }

    #[pallet::genesis_build]
    impl<T: Config> BuildGenesisConfig for GenesisConfig<T> {
        fn build(&self) {
            Pallet::<T>::seed();
            if let Some(minimum) = self.armed {
                Armed::<T>::put(minimum);
            }
        }
    }

    #[pallet::event]
    #[pallet::generate_deposit(pub(super) fn deposit_event)]
    pub enum Event<T: Config> {
        /// The hand-over is allowed, to at least `minimum` elected validators.
        Armed { minimum: u32 },
        /// The hand-over is no longer allowed.
        Disarmed,
        /// The stake names the validators from `session` on.
        HandedOver {
            session: sp_staking::SessionIndex,
            era: EraIndex,
        },
        /// The bound of untried validators was switched on or off.
        AdmissionSet { bounded: bool },
        /// A validator made no block in an era; it is not electable until `until` is over.
        Idle {
            validator: T::AccountId,
            era: EraIndex,
            until: EraIndex,
        },
        /// A page of rewards could not be paid and was skipped. Anybody can still pay it with
        /// `staking.payoutStakersByPage`.
        PayoutSkipped {
            era: EraIndex,
            validator: T::AccountId,
            page: u32,
        },
    }

    #[pallet::error]
    pub enum Error<T> {
        /// The stake names the validators already.
        AlreadyHandedOver,
        /// The hand-over is not armed.
        NotArmed,
        /// The minimum is below what a set must have, or above what it can have.
        InvalidMinimum,
    }

    #[pallet::hooks]
    impl<T: Config> Hooks<BlockNumberFor<T>> for Pallet<T> {
        fn on_idle(_: BlockNumberFor<T>, remaining: Weight) -> Weight {
            Self::pay_next(remaining)
        }

        fn integrity_test() {
            let winners = <T::ElectionProvider as ElectionProvider>::MaxWinnersPerPage::get();
            assert!(
                T::MaxValidatorSet::get() == T::MaxValidators::get()
                    && T::MaxValidatorSet::get() == winners,
                "one bound for elections, staking and the council's set, or winners are dropped"
            );
            // Withdrawals count planned eras, slashes active ones.
            assert!(
                T::SlashDeferDuration::get().saturating_add(2) <= T::BondingDuration::get(),
                "with a longer deferral, an offender withdraws before its slash"
            );
            assert!(
                <T as pallet_staking::Config>::HistoryDepth::get() >= T::BondingDuration::get(),
                "the exposure must be known as long as its stake can be slashed"
            );
            assert!(
                T::IdleEras::get() <= T::BondingDuration::get(),
                "an idle validator could unbond, and be forgotten"
            );
        }

        #[cfg(feature = "try-runtime")]
        fn try_state(_: BlockNumberFor<T>) -> Result<(), sp_runtime::TryRuntimeError> {
            Self::do_try_state()
        }
    }

    #[pallet::call]
    impl<T: Config> Pallet<T> {
        /// Allows the hand-over, as soon as its condition is met. Can be called again with another
        /// minimum.
        ///
        /// # Dispatch origin
        ///
        /// [`Config::ArmOrigin`].
        ///
        /// # Details
        ///
        /// `minimum` validators must be elected, by this hand-over and in each later era; an
        /// election that has fewer keeps the validators there are.
        ///
        /// # Errors
        ///
        /// [`Error::AlreadyHandedOver`]; [`Error::InvalidMinimum`] below [`Config::MinValidators`]
        /// (or below the floor of the council's set, if that is less), or above the largest set.
        ///
        /// # Events
        ///
        /// [`Event::Armed`].
        #[pallet::call_index(0)]
        #[pallet::weight(<T as Config>::WeightInfo::arm())]
        pub fn arm(origin: OriginFor<T>, minimum: u32) -> DispatchResult {
            T::ArmOrigin::ensure_origin(origin)?;
            ensure!(!HandedOver::<T>::exists(), Error::<T>::AlreadyHandedOver);
            let least = T::MinValidators::get().min(pallet_validator_set::Floor::<T>::get());
            ensure!(
                minimum >= least.max(1) && minimum <= T::MaxValidatorSet::get(),
                Error::<T>::InvalidMinimum
            );
            Armed::<T>::put(minimum);
            Self::deposit_event(Event::Armed { minimum });
            Ok(())
        }

        /// Allows the hand-over no longer.
        ///
        /// # Dispatch origin
        ///
        /// [`Config::ArmOrigin`].
        ///
        /// # Errors
        ///
        /// [`Error::AlreadyHandedOver`], [`Error::NotArmed`].
        ///
        /// # Events
        ///
        /// [`Event::Disarmed`].
        #[pallet::call_index(1)]
        #[pallet::weight(<T as Config>::WeightInfo::disarm())]
        pub fn disarm(origin: OriginFor<T>) -> DispatchResult {
            T::ArmOrigin::ensure_origin(origin)?;
            ensure!(!HandedOver::<T>::exists(), Error::<T>::AlreadyHandedOver);
            ensure!(Armed::<T>::take().is_some(), Error::<T>::NotArmed);
            Self::deposit_event(Event::Disarmed);
            Ok(())
        }

        /// Switches the bound of untried validators on or off: the way out if the bound itself is
        /// wrong.
        ///
        /// # Dispatch origin
        ///
        /// Root.
        ///
        /// # Events
        ///
        /// [`Event::AdmissionSet`].
        #[pallet::call_index(2)]
        #[pallet::weight(<T as Config>::WeightInfo::set_admission())]
        pub fn set_admission(origin: OriginFor<T>, bounded: bool) -> DispatchResult {
            ensure_root(origin)?;
            Unbounded::<T>::set((!bounded).then_some(()));
            Self::deposit_event(Event::AdmissionSet { bounded });
            Ok(())
        }
    }

    #[pallet::view_functions]
    impl<T: Config> Pallet<T> {
        /// Session and era of the hand-over, if it has been.
        pub fn hand_over_done() -> Option<HandOver> {
            HandedOver::<T>::get()
        }

        /// Parts of the condition of the hand-over, as they are now.
        pub fn hand_over_condition() -> Condition<BalanceOf<T>> {
            Self::condition()
        }

        /// All candidates with their standing in an election that was held now.
        pub fn candidates() -> Vec<(T::AccountId, Standing)> {
            Self::standings().into_iter().collect()
        }
    }
}
