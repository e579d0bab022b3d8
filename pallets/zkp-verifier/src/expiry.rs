//! What is forgotten in time: receipts that have expired, and who has satisfied what cannot be
//! satisfied any more.

use crate::{
    types::Expiring, Config, ExpiresAt, Nullifiers, Pallet, PolicyUses, PrunedUntil, Receipts,
    WeightInfo,
};
use frame_support::weights::WeightMeter;
use polkadot_sdk::*;
use sp_runtime::SaturatedConversion;

impl<T: Config> Pallet<T> {
    /// Notes that this can be forgotten from that block on.
    pub(crate) fn schedule_pruning(expiring: Expiring, at: u32) {
        ExpiresAt::<T>::insert(at, expiring, ());
    }

    /// Forgets what has passed, as far as there is time left in a block.
    pub(crate) fn prune_idle(meter: &mut WeightMeter) {
        let now: u32 = frame_system::Pallet::<T>::block_number().saturated_into();
        let mut at = PrunedUntil::<T>::get();
        let before = at;
        let weight = <T as Config>::WeightInfo::prune();
        // One iterator for all of a block: it goes on where it was. A new one for each entry would pass
        // by all that were removed before, and after a vote those are as many as its voters.
        let mut due = ExpiresAt::<T>::iter_key_prefix(at);
        while at <= now && meter.try_consume(weight).is_ok() {
            match due.next() {
                // To give a deposit back takes more.
                Some(Expiring::Uses(_))
                    if meter.try_consume(Self::weight_of_release()).is_err() =>
                {
                    break;
                }
                Some(expiring) => {
                    ExpiresAt::<T>::remove(at, &expiring);
                    Self::prune(expiring, at);
                }
                None => {
                    at = at.saturating_add(1);
                    due = ExpiresAt::<T>::iter_key_prefix(at);
                }
            }
        }
        if at != before {
            PrunedUntil::<T>::put(at);
        }
    }

    /// Weight of forgetting the count of a policy's nullifiers, beyond that of anything else.
    fn weight_of_release() -> frame_support::weights::Weight {
        let more = <T as Config>::WeightInfo::prune_uses();
        more.saturating_sub(<T as Config>::WeightInfo::prune())
    }

    /// Forgets one, unless it was put off meanwhile.
    pub(crate) fn prune(expiring: Expiring, at: u32) {
        match expiring {
            Expiring::Nullifier(policy, nullifier) => Nullifiers::<T>::remove(policy, nullifier),
            Expiring::Receipt(who, policy) => {
                let is_due = |until: u32| until <= at;
                if Receipts::<T>::get(&who, policy).is_some_and(|receipt| is_due(receipt.until)) {
                    Receipts::<T>::remove(who, policy);
                }
            }
            Expiring::Uses(policy) => {
                if let Some(uses) = PolicyUses::<T>::take(policy) {
                    // It fails if it is not held, and then there is nothing to give back.
                    let _ = uses.deposit.release();
                }
            }
        }
    }
}
