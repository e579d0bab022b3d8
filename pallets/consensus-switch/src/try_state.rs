//! Invariants of the pallet's storage, as plain functions that tests can call.

extern crate alloc;

use crate::{Authorities, Config, NextAuthorities, Pallet};
use alloc::collections::BTreeSet;
use polkadot_sdk::{sp_consensus_babe::AuthorityId, sp_runtime::TryRuntimeError};

impl<T: Config> Pallet<T> {
    /// # Invariants
    ///
    /// * Each author of the present session and of the next has a key.
    /// * Keys are unique: `pallet-session` refuses keys that another validator has.
    pub fn do_try_state() -> Result<(), TryRuntimeError> {
        for keys in [Authorities::<T>::get(), NextAuthorities::<T>::get()] {
            if keys.is_empty() {
                return Err("a session has no BABE keys".into());
            }
            if keys.iter().collect::<BTreeSet<&AuthorityId>>().len() != keys.len() {
                return Err("a BABE key appears twice in one session".into());
            }
        }
        Ok(())
    }
}
