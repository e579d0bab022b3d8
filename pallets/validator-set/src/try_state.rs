//! Invariants of the pallet's storage, as plain functions that tests can call.

use crate::{Config, Floor, Offenders, Pallet, SessionKeysInForce, Validators};
use alloc::{collections::BTreeSet, vec::Vec};
use polkadot_sdk::{
    pallet_session::{self, historical::HistoricalSessions},
    sp_runtime::TryRuntimeError,
};

impl<T: Config> Pallet<T> {
    /// # Invariants
    ///
    /// * Validators in the set are unique.
    /// * The floor is at least 1, and at least that many validators are registered, unless the set
    ///   was retired: then there is no floor.
    /// * Offenders are unique and in order, the gravest first.
    /// * Every session after the two genesis sessions has a root, so its equivocations can be
    ///   proven.
    /// * Keys in force are stored for the current session and the previous one only; those of the
    ///   current session belong to its validators, in their order.
    pub fn do_try_state() -> Result<(), TryRuntimeError> {
        let validators = Validators::<T>::get();
        if validators.iter().collect::<BTreeSet<_>>().len() != validators.len() {
            return Err("a validator appears twice in the set".into());
        }
        if Floor::<T>::exists() && Self::floor() == 0 {
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
            return Err("an offender appears twice".into());
        }
        if !offenders.is_sorted_by(|(_, one), (_, next)| one >= next) {
            return Err("an offender comes before a graver one".into());
        }
        let session = pallet_session::Pallet::<T>::current_index();
        if session > 1 && !HistoricalSessions::<T>::contains_key(session) {
            return Err("the current session has no root".into());
        }
        let known: BTreeSet<_> = SessionKeysInForce::<T>::iter_keys().collect();
        if known != (session.saturating_sub(1)..=session).collect() {
            return Err("keys in force are not stored for exactly two sessions".into());
        }
        let owners: Vec<_> = SessionKeysInForce::<T>::get(session)
            .into_iter()
            .flatten()
            .map(|(who, _)| who)
            .collect();
        if owners != pallet_session::Validators::<T>::get() {
            return Err("the keys in force are not those of the session's validators".into());
        }
        Ok(())
    }
}
