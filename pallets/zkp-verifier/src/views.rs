//! Answers of the runtime API, as plain functions.

use crate::{types, Config, KeyStatus, Keys, Pallet, Policies, PolicyUses, ReceiptsOf};
use alloc::{string::String, vec::Vec};
use aura_primitives::{
    did::Did,
    limits,
    zkp::{
        KeyId, PolicyId, PolicyPage, PreparedKey, Presentation, Receipt, Uses, VerificationPolicy,
    },
};
use frame_support::traits::Footprint;
use polkadot_sdk::{
    sp_runtime::{AccountId32, DispatchError},
    *,
};

impl<T: Config> Pallet<T> {
    /// Verifying keys in use, in ascending order.
    pub fn usable_keys() -> Vec<KeyId> {
        let now = pallet_did::now::<T>().block;
        let mut keys: Vec<_> = Keys::<T>::iter()
            .filter(|(_, record)| {
                record.status == KeyStatus::Active
                    && record.active_from <= now
                    && Self::ensure_secure(&record.key).is_ok()
            })
            .map(|(id, _)| id)
            .collect();
        keys.sort();
        keys
    }

    /// A verifying key, in any state.
    pub fn key(id: KeyId) -> Option<PreparedKey> {
        Keys::<T>::get(id).map(|record| record.key)
    }

    /// A policy; `None` if it is not registered.
    pub fn policy(id: PolicyId) -> Option<VerificationPolicy> {
        Policies::<T>::get(id).map(|record| record.policy)
    }

    /// A page of a verifier's policies in the order of their identifiers: those among the next
    /// [`limits::MAX_SCANNED_POLICIES`] policies of all verifiers after `after`.
    pub fn policies_of(verifier: Did, after: Option<PolicyId>) -> PolicyPage {
        let start = after.map(Policies::<T>::hashed_key_for);
        let mut all = match start {
            Some(key) => Policies::<T>::iter_from(key),
            None => Policies::<T>::iter(),
        };
        let mut page = PolicyPage::default();
        for _ in 0..limits::MAX_SCANNED_POLICIES {
            let Some((id, record)) = all.next() else {
                return PolicyPage { next: None, ..page };
            };
            page.next = Some(id);
            if record.policy.verifier == verifier {
                page.policies.push(id);
            }
        }
        page
    }

    /// Footprint of a policy, including its nullifiers.
    ///
    /// # Errors
    ///
    /// The reason for which it cannot be registered.
    pub fn footprint_of_policy(policy: &VerificationPolicy) -> Result<Footprint, DispatchError> {
        Self::check_new(policy)?;
        let mut all = types::footprint_of_policy(policy);
        if let Uses::Once { max_uses, .. } = policy.uses {
            if !PolicyUses::<T>::contains_key(policy.id()) {
                let uses = types::footprint_of_uses(max_uses);
                all.count = all.count.saturating_add(uses.count);
                all.size = all.size.saturating_add(uses.size);
            }
        }
        Ok(all)
    }

    /// The receipt of an account for a policy, if it is valid now.
    pub fn receipt_of(who: &AccountId32, policy: PolicyId) -> Option<Receipt> {
        <Self as ReceiptsOf>::receipt(who, policy)
    }

    /// Dry-runs a presentation.
    ///
    /// # Errors
    ///
    /// The name of the error of [`Pallet::verify`].
    pub fn try_presentation(presentation: &Presentation<AccountId32>) -> Result<(), String> {
        Self::statement(presentation, &mut Default::default())
            .and_then(|proof| Self::check_proofs(&[proof]))
            .map_err(|error| <&str>::from(error).into())
    }
}
