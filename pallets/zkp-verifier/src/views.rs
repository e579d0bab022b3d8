//! What others read: the answers of the runtime API, as plain functions.

use crate::{types, Config, KeyStatus, Keys, Pallet, Policies, PolicyUses, ReceiptsOf};
use alloc::{string::String, vec::Vec};
use aura_primitives::{
    did::Did,
    zkp::{
        limits, KeyId, PolicyId, PolicyPage, PreparedKey, Presentation, Receipt, Uses,
        VerificationPolicy,
    },
};
use frame_support::traits::Footprint;
use polkadot_sdk::{
    sp_runtime::{AccountId32, DispatchError},
    *,
};

impl<T: Config> Pallet<T> {
    /// The keys with which proofs are checked now, in order.
    pub fn usable_keys() -> Vec<KeyId> {
        let now = Self::now().block;
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

    /// A key, whatever has become of it.
    pub fn key(id: KeyId) -> Option<PreparedKey> {
        Keys::<T>::get(id).map(|record| record.key)
    }

    /// What a verifier wants to be proven.
    pub fn policy(id: PolicyId) -> Option<VerificationPolicy> {
        Policies::<T>::get(id).map(|record| record.policy)
    }

    /// A page of the policies of a verifier, in the order of their identifiers: those among the next
    /// [`limits::POLICIES_READ`] policies of all after `after`.
    pub fn policies_of(verifier: Did, after: Option<PolicyId>) -> PolicyPage {
        let start = after.map(Policies::<T>::hashed_key_for);
        let mut all = match start {
            Some(key) => Policies::<T>::iter_from(key),
            None => Policies::<T>::iter(),
        };
        let mut page = PolicyPage::default();
        for _ in 0..limits::POLICIES_READ {
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

    /// Entries and bytes for which a policy would pay a deposit, those for its nullifiers among them.
    ///
    /// # Errors
    ///
    /// Why it cannot be registered by anybody.
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

    /// The receipt that an account has for a policy, if it is valid now.
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
            .and_then(|proof| Self::check_proofs(&[proof]))
            .map_err(|error| <&str>::from(error).into())
    }
}
