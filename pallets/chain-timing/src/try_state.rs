//! Invariants of the pallet's storage: plain functions, so that any test can call them.

use crate::{Config, Pallet, Timing};
use polkadot_sdk::sp_runtime::TryRuntimeError;

impl<T: Config> Pallet<T> {
    /// # Invariants
    ///
    /// * What the genesis wrote is valid.
    pub fn do_try_state() -> Result<(), TryRuntimeError> {
        match Timing::<T>::get().map(|timing| timing.check()) {
            Some(Err(_)) => Err(TryRuntimeError::Other("the stored timing is invalid")),
            _ => Ok(()),
        }
    }
}
