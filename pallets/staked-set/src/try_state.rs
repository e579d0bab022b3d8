//! Invariants of the pallet's storage: plain functions, so that any test can call them.

use crate::{Armed, Config, HandedOver, PaidUpTo, Pallet, PayoutEra, Records};
use frame_support::traits::Get;
use pallet_staking::{ActiveEra, CurrentEra, ForceEra, Forcing};
use polkadot_sdk::{sp_runtime::TryRuntimeError, *};

impl<T: Config> Pallet<T> {
    /// # Invariants
    ///
    /// * Before the hand-over staking is in era 0, and no later era is planned.
    /// * After it nothing is armed.
    /// * Rewards are paid of no era that has not ended, and of none out of history.
    /// * At most [`Config::MaxRecords`] records are kept.
    pub fn do_try_state() -> Result<(), TryRuntimeError> {
        let active = ActiveEra::<T>::get().ok_or("there is no active era")?.index;
        match HandedOver::<T>::get() {
            None => {
                if active != 0 || CurrentEra::<T>::get() != Some(0) {
                    return Err("an era was planned before the hand-over".into());
                }
            }
            Some(_) => {
                if Armed::<T>::exists() {
                    return Err("armed after the hand-over".into());
                }
                if ForceEra::<T>::get() == Forcing::ForceNone {
                    log::warn!(target: crate::LOG_TARGET, "root holds back new eras");
                }
            }
        }
        if PayoutEra::<T>::get() > active {
            return Err("rewards are paid of an era that has not ended".into());
        }
        if PaidUpTo::<T>::exists() && PayoutEra::<T>::get() == active {
            return Err("a page of the active era was paid".into());
        }
        if Records::<T>::count() > T::MaxRecords::get() {
            return Err("more records than may be kept".into());
        }
        Ok(())
    }
}
