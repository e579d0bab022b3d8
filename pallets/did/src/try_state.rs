//! Invariants of the pallet's storage, as plain functions that tests can call.

use crate::{Config, Dids, Pallet, Record, State};
use alloc::collections::BTreeSet;
use aura_primitives::{did::PublicKey, limits};
use aura_zkp_core::signature;
use codec::Encode;
use polkadot_sdk::sp_runtime::TryRuntimeError;

impl<T: Config> Pallet<T> {
    /// # Invariants
    ///
    /// * An entry is within its bound.
    /// * Keys are in ascending order of their numbers, below `next_key`; their relationships are
    ///   allowed for their type, and no key appears twice.
    /// * A Jubjub key has prime order; users of the key do not check it again.
    /// * Service names are unique, and each service has an endpoint.
    /// * The DID can be controlled.
    /// * Versions are in order.
    /// * A tombstone is not older than its DID.
    pub fn do_try_state() -> Result<(), TryRuntimeError> {
        for (_, state) in Dids::<T>::iter() {
            if state.encoded_size() > limits::MAX_RECORD_BYTES as usize {
                return Err("an entry exceeds its bound".into());
            }
            match state {
                State::Active(record, _) => check(&record)?,
                State::Deactivated(tombstone) => {
                    if tombstone.deactivated.block < tombstone.created.block {
                        return Err("a DID was deactivated before it was created".into());
                    }
                }
            }
        }
        Ok(())
    }
}

fn check(record: &Record) -> Result<(), TryRuntimeError> {
    let methods = &record.methods;
    if !methods.is_sorted_by(|a, b| a.index < b.index)
        || methods.iter().any(|method| method.index >= record.next_key)
    {
        return Err("keys are out of order".into());
    }
    if methods
        .iter()
        .any(|method| !method.key.may_be_used_for(method.relationships))
    {
        return Err("a key has a relationship that its type does not allow".into());
    }
    if distinct(methods.iter().map(|method| method.key.encode())) < methods.len() {
        return Err("a key appears twice".into());
    }
    let has_order = |key: &PublicKey| match key {
        PublicKey::Jubjub(bytes) => signature::PublicKey::from_bytes(bytes).is_ok(),
        _ => true,
    };
    if !methods.iter().all(|method| has_order(&method.key)) {
        return Err("a Jubjub key is not of prime order".into());
    }
    let services = &record.services;
    if distinct(services.iter().map(|service| service.name.encode())) < services.len() {
        return Err("a service name appears twice".into());
    }
    if services.iter().any(|service| service.endpoints.is_empty()) {
        return Err("a service has no endpoint".into());
    }
    if record.control.check(record.own_keys()).is_err() {
        return Err("a DID cannot be controlled".into());
    }
    let versions = [
        record.created.block,
        record.previous.unwrap_or(record.created.block),
        record.updated.block,
    ];
    if !versions.is_sorted() || record.previous == Some(record.updated.block) {
        return Err("the versions of a DID are out of order".into());
    }
    Ok(())
}

fn distinct<Item: Ord>(items: impl Iterator<Item = Item>) -> usize {
    items.collect::<BTreeSet<_>>().len()
}
