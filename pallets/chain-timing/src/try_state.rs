//! Invariants of the pallet's storage, as plain functions that tests can call.

use crate::{Config, Pallet, Timing};
use polkadot_sdk::sp_runtime::TryRuntimeError;

impl<T: Config> Pallet<T> {
    /// # Invariants
    ///
    /// * The timing in storage is valid.
    pub fn do_try_state() -> Result<(), TryRuntimeError> {
        match Timing::<T>::get().map(|timing| timing.check()) {
            Some(Err(_)) => Err(TryRuntimeError::Other("the stored timing is invalid")),
            _ => Ok(()),
        }
    }
}
