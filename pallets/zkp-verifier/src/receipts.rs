//! What other pallets ask.

use crate::{Config, Pallet, Receipts as Stored};
use aura_primitives::zkp::{PolicyId, Receipt};
use polkadot_sdk::*;
use sp_runtime::{AccountId32, SaturatedConversion};

/// Knows who has proven what.
pub trait Receipts {
    /// The receipt that an account has for a policy, if it is good now. Whoever acts on it counts on
    /// the policy's verifier not at all, and on its issuers for what they signed.
    fn receipt(who: &AccountId32, policy: PolicyId) -> Option<Receipt>;
}

impl<T: Config> Receipts for Pallet<T> {
    fn receipt(who: &AccountId32, policy: PolicyId) -> Option<Receipt> {
        let now: u32 = frame_system::Pallet::<T>::block_number().saturated_into();
        Stored::<T>::get(who, policy).filter(|receipt| now < receipt.until)
    }
}
