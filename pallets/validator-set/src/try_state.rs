//! Invariants of the pallet's storage: plain functions, so that any test can call them.

use crate::{Config, Offenders, Pallet, Validators};
use alloc::collections::BTreeSet;
use polkadot_sdk::{
    pallet_session::{self, historical::HistoricalSessions},
    sp_runtime::TryRuntimeError,
};

impl<T: Config> Pallet<T> {
    /// # Invariants
    ///
    /// * No validator stands twice in the set.
    /// * The floor is at least one, and so many validators are registered.
    /// * No offender is remembered twice.
    /// * After the two sessions of the genesis, each has a root: its equivocations can be proven.
    pub fn do_try_state() -> Result<(), TryRuntimeError> {
        let validators = Validators::<T>::get();
        if validators.iter().collect::<BTreeSet<_>>().len() != validators.len() {
            return Err("a validator stands twice in the set".into());
        }
        if Self::floor() == 0 {
            return Err("the floor of the set is zero".into());
        }
        if Self::registered(&validators) < Self::floor() {
            return Err("fewer validators are registered than the floor".into());
        }
        let offenders = Offenders::<T>::get();
        if offenders
            .iter()
            .map(|(who, _)| who)
            .collect::<BTreeSet<_>>()
            .len()
            != offenders.len()
        {
            return Err("an offender stands twice".into());
        }
        let session = pallet_session::Pallet::<T>::current_index();
        if session > 1 && !HistoricalSessions::<T>::contains_key(session) {
            return Err("the current session has no root".into());
        }
        Ok(())
    }
}
