//! Pruning of expired receipts and of nullifiers that are no longer needed.

use crate::{
    types::Expiring, Config, ExpiresAt, Nullifiers, Pallet, PolicyUses, PrunedUntil, Receipts,
    WeightInfo,
};
use frame_support::weights::WeightMeter;
use polkadot_sdk::*;
use sp_runtime::SaturatedConversion;

impl<T: Config> Pallet<T> {
    /// Schedules an entry to be pruned at block `at` or later.
    pub(crate) fn schedule_pruning(expiring: Expiring, at: u32) {
        ExpiresAt::<T>::insert(at, expiring, ());
    }

    /// Prunes expired entries in the idle time of a block.
    pub(crate) fn prune_idle(meter: &mut WeightMeter) {
        let now: u32 = frame_system::Pallet::<T>::block_number().saturated_into();
        let mut at = PrunedUntil::<T>::get();
        let before = at;
        let weight = <T as Config>::WeightInfo::prune();
        // One iterator for the whole block continues where it was. A new one per entry would pass
        // all entries removed before, which after a vote are as many as its voters.
        let mut due = ExpiresAt::<T>::iter_key_prefix(at);
        while at <= now && meter.try_consume(weight).is_ok() {
            match due.next() {
                // Releasing a deposit takes more weight.
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

    /// Additional weight of pruning a policy's nullifier count, which releases a deposit.
    fn weight_of_release() -> frame_support::weights::Weight {
        let more = <T as Config>::WeightInfo::prune_uses();
        more.saturating_sub(<T as Config>::WeightInfo::prune())
    }

    /// Prunes an entry, unless its expiry was extended in the meantime.
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
                    // Fails only if the amount is not held; then there is nothing to release.
                    let _ = uses.deposit.release();
                }
            }
        }
    }
}
