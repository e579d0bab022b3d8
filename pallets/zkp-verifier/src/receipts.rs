//! What other pallets ask.

use crate::{Config, KeyStatus, Keys, Pallet, Receipts as Stored, StoppedPolicies};
use aura_primitives::zkp::{PolicyId, Receipt};
use polkadot_sdk::*;
use sp_runtime::{AccountId32, SaturatedConversion};

/// Knows who has proven what.
pub trait Receipts {
    /// The receipt that an account has for a policy, if it is valid now: it has not expired, the key by
    /// which the proof was checked is not disabled, and the policy was not stopped. A caller that acts on
    /// it trusts the policy's issuers for what they signed, and not its verifier.
    ///
    /// Reads at most four entries: the receipt, the stop of the policy, the key, and whether keys of
    /// development are taken.
    fn receipt(who: &AccountId32, policy: PolicyId) -> Option<Receipt>;
}

impl<T: Config> Receipts for Pallet<T> {
    fn receipt(who: &AccountId32, policy: PolicyId) -> Option<Receipt> {
        let now: u32 = frame_system::Pallet::<T>::block_number().saturated_into();
        let receipt = Stored::<T>::get(who, policy).filter(|receipt| now < receipt.until)?;
        if StoppedPolicies::<T>::contains_key(policy) {
            return None;
        }
        let record = Keys::<T>::get(receipt.key)?;
        let trusted = record.status != KeyStatus::Disabled;
        (trusted && Self::ensure_secure(&record.key).is_ok()).then_some(receipt)
    }
}
