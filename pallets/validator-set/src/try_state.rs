//! Invariants of the pallet's storage.

#![cfg(any(test, feature = "try-runtime"))]

use crate::{Config, Floor, Pallet, Validators};
use alloc::collections::BTreeSet;
use polkadot_sdk::sp_runtime::TryRuntimeError;

impl<T: Config> Pallet<T> {
    /// # Invariants
    ///
    /// * No validator stands twice in the set.
    /// * The floor is at least one, and so many validators are registered.
    pub fn do_try_state() -> Result<(), TryRuntimeError> {
        let validators = Validators::<T>::get();
        if validators.iter().collect::<BTreeSet<_>>().len() != validators.len() {
            return Err("a validator stands twice in the set".into());
        }
        let floor = usize::try_from(Floor::<T>::get()).unwrap_or(usize::MAX);
        if floor == 0 {
            return Err("the floor of the set is zero".into());
        }
        if validators
            .iter()
            .filter(|who| Self::is_registered(who))
            .count()
            < floor
        {
            return Err("fewer validators are registered than the floor".into());
        }
        Ok(())
    }
}
