//! What others read: the answers of the runtime API, as plain functions.

use crate::{types, Config, Error, KeyStatus, Keys, Pallet, Policies, ReceiptsOf};
use alloc::{string::String, vec::Vec};
use aura_primitives::zkp::{KeyId, Policy, PolicyId, PreparedKey, Presentation, Receipt};
use frame_support::{ensure, traits::Footprint};
use polkadot_sdk::{
    sp_runtime::{AccountId32, DispatchError},
    *,
};

impl<T: Config> Pallet<T> {
    /// The keys with which proofs are checked now, in order.
    pub fn usable_keys() -> Vec<KeyId> {
        let mut keys: Vec<_> = Keys::<T>::iter()
            .filter(|(_, record)| {
                record.status == KeyStatus::Active && Self::ensure_secure(&record.key).is_ok()
            })
            .map(|(id, _)| id)
            .collect();
        keys.sort();
        keys
    }

    /// A key, whatever has become of it.
    pub fn key(id: KeyId) -> Option<PreparedKey> {
        Keys::<T>::get(id).map(|record| record.key)
    }

    /// What a verifier wants to be proven.
    pub fn policy(id: PolicyId) -> Option<Policy> {
        Policies::<T>::get(id).map(|record| record.policy)
    }

    /// What a policy would be paid for.
    ///
    /// # Errors
    ///
    /// Why it cannot be registered by anybody.
    pub fn footprint_of_policy(policy: &Policy) -> Result<Footprint, DispatchError> {
        let new = !Policies::<T>::contains_key(policy.id());
        ensure!(new, Error::<T>::PolicyAlreadyExists);
        Self::check_policy(policy)?;
        Ok(types::footprint_of_policy(policy))
    }

    /// The receipt that an account has for a policy, if it is good now.
    pub fn receipt_of(who: &AccountId32, policy: PolicyId) -> Option<Receipt> {
        <Self as ReceiptsOf>::receipt(who, policy)
    }

    /// Whether a presentation would be taken now.
    ///
    /// # Errors
    ///
    /// The name of the error of [`Pallet::verify`].
    pub fn try_presentation(presentation: &Presentation<AccountId32>) -> Result<(), String> {
        Self::statement(presentation, &mut Default::default())
            .and_then(|proven| Self::check_proofs(&[proven]))
            .map_err(|error| <&str>::from(error).into())
    }
}
