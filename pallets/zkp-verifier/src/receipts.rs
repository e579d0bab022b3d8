//! Receipts for other pallets.

use crate::{Config, KeyStatus, Keys, Pallet, Receipts as Stored, StoppedPolicies};
use aura_primitives::zkp::{PolicyId, Receipt};
use polkadot_sdk::*;
use sp_runtime::{AccountId32, SaturatedConversion};

/// Looks up receipts.
pub trait Receipts {
    /// The receipt of an account for a policy, if it is valid now: it has not expired, its key is
    /// not disabled, and its policy is not stopped. A caller that acts on it trusts the policy's
    /// issuers for the signed claims, not its verifier.
    ///
    /// Reads at most four entries: the receipt, the stopped policy, the key, and the flag for
    /// development keys.
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
