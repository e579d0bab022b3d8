//! Invariants of the pallet's storage: plain functions, so that any test can call them.

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
    /// * A key has the name under which it stands, and as many points as its circuit has inputs.
    /// * A policy has the identifier that follows from it, and is one by its schema.
    /// * A policy of one use has a count of its nullifiers, until it has closed.
    /// * No policy is there that was stopped.
    /// * A count of nullifiers is that of its policy's, or larger while they are forgotten, and will be
    ///   forgotten itself.
    /// * Every nullifier and every receipt will be forgotten, at the block that it says.
    /// * Nothing waits to be forgotten before the block up to which all is.
    pub fn do_try_state() -> Result<(), TryRuntimeError> {
        for (id, record) in Keys::<T>::iter() {
            let points = id.circuit.inputs().saturating_add(1);
            let early = record.active_from < record.registered.block;
            if record.key.id != id || record.key.ic.len() != points || early {
                return Err("a key is not what its name says".into());
            }
        }
        for (id, record) in Policies::<T>::iter() {
            let schema = pallet_credentials::Pallet::<T>::schema_of(record.policy.schema);
            let holds = schema.is_some_and(|schema| record.policy.check(&schema).is_ok());
            if record.policy.id() != id || !holds {
                return Err("a policy is not what its identifier says".into());
            }
            if StoppedPolicies::<T>::contains_key(id) {
                return Err("a policy that was stopped is there".into());
            }
            if let Uses::Once { closes, .. } = record.policy.uses {
                if Self::now().block <= closes && !PolicyUses::<T>::contains_key(id) {
                    return Err("a policy of one use has no count".into());
                }
            }
        }
        for (policy, uses) in PolicyUses::<T>::iter() {
            let stored = Nullifiers::<T>::iter_prefix(policy).count();
            if stored > uses.used.saturated_into() {
                return Err("more nullifiers are stored than are counted".into());
            }
            let waits = |(_, expiring)| expiring == Expiring::Uses(policy);
            if !ExpiresAt::<T>::iter_keys().any(waits) {
                return Err("a count of nullifiers is never forgotten".into());
            }
        }
        for (_, expiring) in ExpiresAt::<T>::iter_keys() {
            let Expiring::Uses(policy) = expiring else {
                continue;
            };
            if !PolicyUses::<T>::contains_key(policy) {
                return Err("a count of nullifiers is forgotten that does not exist".into());
            }
        }
        for (policy, nullifier, at) in Nullifiers::<T>::iter() {
            if !ExpiresAt::<T>::contains_key(at, Expiring::Nullifier(policy, nullifier)) {
                return Err("a nullifier is never forgotten".into());
            }
        }
        for (who, policy, receipt) in Receipts::<T>::iter() {
            if !ExpiresAt::<T>::contains_key(receipt.until, Expiring::Receipt(who, policy)) {
                return Err("a receipt is never forgotten".into());
            }
        }
        let until = PrunedUntil::<T>::get();
        if ExpiresAt::<T>::iter_keys().any(|(at, _)| at < until) {
            return Err("something that has passed was not forgotten".into());
        }
        Ok(())
    }
}
