//! Invariants of the pallet's storage, as plain functions that tests can call.

use crate::{
    types::Expiring, Config, ExpiresAt, Keys, Nullifiers, Pallet, Policies, PolicyUses,
    PrunedUntil, Receipts, StoppedPolicies,
};
use aura_primitives::zkp::Uses;
use polkadot_sdk::{sp_runtime::TryRuntimeError, *};
use sp_runtime::SaturatedConversion;

impl<T: Config> Pallet<T> {
    /// # Invariants
    ///
    /// * A key is stored under its identifier, and has one input point more than its circuit has
    ///   inputs.
    /// * A policy is stored under its identifier, and valid under its schema.
    /// * A policy of one use per person has a nullifier count until it has closed.
    /// * A stopped policy is not stored.
    /// * A nullifier count is the number of the policy's nullifiers, or larger while they are being
    ///   pruned, and is scheduled for pruning itself.
    /// * Every nullifier and every receipt is scheduled for pruning at its expiry.
    /// * Nothing is scheduled below [`PrunedUntil`].
    pub fn do_try_state() -> Result<(), TryRuntimeError> {
        for (id, record) in Keys::<T>::iter() {
            let points = id.circuit.inputs().saturating_add(1);
            let early = record.active_from < record.registered.block;
            if record.key.id != id || record.key.ic.len() != points || early {
                return Err("a key does not match its identifier".into());
            }
        }
        for (id, record) in Policies::<T>::iter() {
            let schema = pallet_credentials::Pallet::<T>::schema_of(record.policy.schema);
            let holds = schema.is_some_and(|schema| record.policy.check(&schema).is_ok());
            if record.policy.id() != id || !holds {
                return Err("a policy is invalid or stored under another identifier".into());
            }
            if StoppedPolicies::<T>::contains_key(id) {
                return Err("a stopped policy is stored".into());
            }
            if let Uses::Once { closes, .. } = record.policy.uses {
                if pallet_did::now::<T>().block <= closes && !PolicyUses::<T>::contains_key(id) {
                    return Err("a policy of one use per person has no nullifier count".into());
                }
            }
        }
        for (policy, uses) in PolicyUses::<T>::iter() {
            let stored = Nullifiers::<T>::iter_prefix(policy).count();
            if stored > uses.used.saturated_into() {
                return Err("more nullifiers are stored than counted".into());
            }
            let waits = |(_, expiring)| expiring == Expiring::Uses(policy);
            if !ExpiresAt::<T>::iter_keys().any(waits) {
                return Err("a nullifier count is not scheduled for pruning".into());
            }
        }
        for (_, expiring) in ExpiresAt::<T>::iter_keys() {
            let Expiring::Uses(policy) = expiring else {
                continue;
            };
            if !PolicyUses::<T>::contains_key(policy) {
                return Err(
                    "a nullifier count that does not exist is scheduled for pruning".into(),
                );
            }
        }
        for (policy, nullifier, at) in Nullifiers::<T>::iter() {
            if !ExpiresAt::<T>::contains_key(at, Expiring::Nullifier(policy, nullifier)) {
                return Err("a nullifier is not scheduled for pruning".into());
            }
        }
        for (who, policy, receipt) in Receipts::<T>::iter() {
            if !ExpiresAt::<T>::contains_key(receipt.until, Expiring::Receipt(who, policy)) {
                return Err("a receipt is not scheduled for pruning".into());
            }
        }
        let until = PrunedUntil::<T>::get();
        if ExpiresAt::<T>::iter_keys().any(|(at, _)| at < until) {
            return Err("an entry is scheduled below `PrunedUntil`".into());
        }
        Ok(())
    }
}
