//! Invariants of the pallet's storage, as plain functions that tests can call.

use crate::{Armed, Config, HandedOver, PaidUpTo, Pallet, PayoutEra, Records, TriedLast};
use frame_support::traits::Get;
use pallet_staking::{ActiveEra, CurrentEra};
use polkadot_sdk::{sp_runtime::TryRuntimeError, *};
use sp_staking::EraIndex;

impl<T: Config> Pallet<T> {
    /// # Invariants
    ///
    /// * There is an active era.
    /// * Before the hand-over staking is in era 0, no later era is planned, and what is armed is at
    ///   least one validator and at most the largest set.
    /// * After it nothing is armed, its era was planned, and the council's set is empty.
    /// * Rewards are paid only of eras that have ended.
    /// * At most [`Config::MaxRecords`] records are kept.
    /// * Validators that made a block in the last era are unique, in the order of accounts.
    pub fn do_try_state() -> Result<(), TryRuntimeError> {
        let active = ActiveEra::<T>::get().ok_or("there is no active era")?.index;
        Self::try_state_of_hand_over(active)?;
        if PayoutEra::<T>::get() > active {
            return Err("rewards are paid of an era that has not ended".into());
        }
        if PaidUpTo::<T>::exists() && PayoutEra::<T>::get() == active {
            return Err("a page of the active era was paid".into());
        }
        if Records::<T>::count() > T::MaxRecords::get() {
            return Err("more records than may be kept".into());
        }
        if !TriedLast::<T>::get().is_sorted_by(|one, next| one < next) {
            return Err("a tried validator appears twice".into());
        }
        Ok(())
    }

    fn try_state_of_hand_over(active: EraIndex) -> Result<(), TryRuntimeError> {
        let planned = CurrentEra::<T>::get().unwrap_or(0);
        let Some(done) = HandedOver::<T>::get() else {
            if active != 0 || planned != 0 {
                return Err("an era was planned before the hand-over".into());
            }
            let largest = T::MaxValidatorSet::get();
            if Armed::<T>::get().is_some_and(|minimum| !(1..=largest).contains(&minimum)) {
                return Err("armed to no set, or to one above the bound".into());
            }
            return Ok(());
        };
        if Armed::<T>::exists() {
            return Err("armed after the hand-over".into());
        }
        if done.era > planned {
            return Err("the era of the hand-over was not planned".into());
        }
        if !pallet_validator_set::Validators::<T>::get().is_empty() {
            return Err("the council's set still has validators".into());
        }
        Ok(())
    }
}
