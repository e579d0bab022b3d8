//! What is forgotten in time: receipts that are good no more, and who has satisfied what cannot be
//! satisfied any more.

use crate::{
    types::Passing, Config, Nullifiers, Pallet, PassedUntil, PassingAt, Receipts, WeightInfo,
};
use frame_support::weights::WeightMeter;
use polkadot_sdk::*;
use sp_runtime::SaturatedConversion;

impl<T: Config> Pallet<T> {
    /// Notes that this can be forgotten from that block on.
    pub(crate) fn passes(passing: Passing, at: u32) {
        PassingAt::<T>::insert(at, passing, ());
    }

    /// Forgets what has passed, as far as there is time left in a block.
    pub(crate) fn forget_idle(meter: &mut WeightMeter) {
        let now: u32 = frame_system::Pallet::<T>::block_number().saturated_into();
        let mut at = PassedUntil::<T>::get();
        let before = at;
        let weight = <T as Config>::WeightInfo::forget();
        while at <= now && meter.try_consume(weight).is_ok() {
            match PassingAt::<T>::iter_key_prefix(at).next() {
                Some(passing) => {
                    PassingAt::<T>::remove(at, &passing);
                    Self::forget(passing, at);
                }
                None => at = at.saturating_add(1),
            }
        }
        if at != before {
            PassedUntil::<T>::put(at);
        }
    }

    /// Forgets one, unless it was put off meanwhile.
    pub(crate) fn forget(passing: Passing, at: u32) {
        match passing {
            Passing::Nullifier(policy, nullifier) => Nullifiers::<T>::remove(policy, nullifier),
            Passing::Receipt(who, policy) => {
                let is_due = |until: u32| until <= at;
                if Receipts::<T>::get(&who, policy).is_some_and(|receipt| is_due(receipt.until)) {
                    Receipts::<T>::remove(who, policy);
                }
            }
        }
    }
}
