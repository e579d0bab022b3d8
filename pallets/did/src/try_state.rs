//! Invariants of the pallet's storage: plain functions, so that any test can call them.

use crate::{Config, Dids, Pallet, Record, State};
use alloc::collections::BTreeSet;
use aura_primitives::did::{limits, PublicKey};
use aura_zkp_core::signature;
use codec::Encode;
use polkadot_sdk::sp_runtime::TryRuntimeError;

impl<T: Config> Pallet<T> {
    /// # Invariants
    ///
    /// * An entry is within its bound.
    /// * Keys are in the order of their numbers, below the next one; each is allowed what it is for,
    ///   and none stands twice.
    /// * A key for proofs is of prime order: nobody asks again.
    /// * No name of a service stands twice, and each has an endpoint.
    /// * Somebody is in control.
    /// * Versions follow each other.
    /// * A tombstone is not older than its DID.
    pub fn do_try_state() -> Result<(), TryRuntimeError> {
        for (_, state) in Dids::<T>::iter() {
            if state.encoded_size() > limits::RECORD as usize {
                return Err("an entry is over its bound".into());
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
        return Err("a key is for what it is not allowed".into());
    }
    if distinct(methods.iter().map(|method| method.key.encode())) < methods.len() {
        return Err("a key stands twice".into());
    }
    let has_order = |key: &PublicKey| match key {
        PublicKey::Jubjub(bytes) => signature::PublicKey::from_bytes(bytes).is_ok(),
        _ => true,
    };
    if !methods.iter().all(|method| has_order(&method.key)) {
        return Err("a key for proofs is not of prime order".into());
    }
    let services = &record.services;
    if distinct(services.iter().map(|service| service.name.encode())) < services.len() {
        return Err("the name of a service stands twice".into());
    }
    if services.iter().any(|service| service.endpoints.is_empty()) {
        return Err("a service has no endpoint".into());
    }
    if record.control.check(record.own_keys()).is_err() {
        return Err("nobody is in control of a DID".into());
    }
    let versions = [
        record.created.block,
        record.previous.unwrap_or(record.created.block),
        record.updated.block,
    ];
    if !versions.is_sorted() || record.previous == Some(record.updated.block) {
        return Err("versions do not follow each other".into());
    }
    Ok(())
}

fn distinct<Item: Ord>(items: impl Iterator<Item = Item>) -> usize {
    items.collect::<BTreeSet<_>>().len()
}
