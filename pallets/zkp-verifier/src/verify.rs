//! Verification of proofs, and acceptance of presentations.

use crate::{
    statement::ProofToCheck, types::Expiring, BatchPositions, Config, Error, Event, Nullifiers,
    Pallet, PolicyUses, Presentations, Receipts, WeightInfo,
};
use alloc::{collections::BTreeSet, vec::Vec};
use aura_primitives::zkp::{Presentation, Receipt};
use aura_zkp_core::groth16::{self, Item, VerifyError};
use polkadot_sdk::{
    frame_support::{traits::Get, weights::Weight},
    sp_runtime::{traits::Convert, AccountId32, SaturatedConversion},
};

/// A presentation and its position in the batch, starting at 0.
pub(crate) type Numbered = (u8, Presentation<AccountId32>);

/// Weight of verifying a valid batch: each key beyond the first adds three pairings, as a proof by
/// itself does; a signer beyond the first costs less than that. Policies and lists beyond the first
/// are records to read.
pub(crate) fn batch<T: Config>(presentations: &[Numbered], proofs: &[ProofToCheck]) -> Weight {
    let singles = beyond_the_first(proofs.iter().map(|one| one.key.digest))
        .saturating_add(beyond_the_first(proofs.iter().map(|one| one.signer)));
    let policies = beyond_the_first(presentations.iter().map(|(_, one)| one.policy));
    let lists = beyond_the_first(presentations.iter().map(|(_, one)| one.list));
    let of_policies = policies.saturating_mul(RECORDS_OF_POLICY);
    let records = of_policies.saturating_add(lists.saturating_mul(RECORDS_OF_LIST));
    <T as Config>::WeightInfo::verify_batch(proofs.len().saturated_into())
        .saturating_add(<T as Config>::WeightInfo::verify_one().saturating_mul(singles))
        .saturating_add(T::DbWeight::get().reads_writes(records, policies))
}

/// Entries read per policy: the policy, and its nullifier count, which is also written.
const RECORDS_OF_POLICY: u64 = 2;

/// Entries read per status list: the list, its roots, and its pending changes.
const RECORDS_OF_LIST: u64 = 3;

/// Number of distinct items, minus one.
fn beyond_the_first(all: impl Iterator<Item = impl Ord>) -> u64 {
    let different: BTreeSet<_> = all.collect();
    different.len().saturating_sub(1).saturated_into()
}

/// Maximum weight of a batch: verified together, each with a key and a signer of its own, and then
/// one by one to find the invalid proof.
pub(crate) fn batch_at_most<T: Config>(count: usize) -> Weight {
    let count: u64 = count.saturated_into();
    <T as Config>::WeightInfo::verify_one().saturating_mul(count.saturating_mul(2))
}

/// Weight of looking up the records of `count` presentations, without any pairing.
pub(crate) fn looked_up<T: Config>(count: usize) -> Weight {
    <T as Config>::WeightInfo::look_up().saturating_mul(count.max(1).saturated_into())
}

/// Weight of checking `count` presentations for used nullifiers.
pub(crate) fn left_out<T: Config>(count: usize) -> Weight {
    T::DbWeight::get().reads(count.saturated_into())
}

/// Weight of verifying `count` proofs one by one, after their batch failed.
pub(crate) fn searched<T: Config>(count: usize) -> Weight {
    <T as Config>::WeightInfo::verify_one().saturating_mul(count.saturated_into())
}

/// The presentations with their positions.
pub(crate) fn numbered(presentations: Presentations) -> Vec<Numbered> {
    (0u8..).zip(presentations).collect()
}

impl<T: Config> Pallet<T> {
    /// The presentations whose nullifiers are unused, and the positions of the others.
    pub(crate) fn without_used(presentations: Presentations) -> (Vec<Numbered>, BatchPositions) {
        let (used, new): (Vec<_>, Vec<_>) = numbered(presentations)
            .into_iter()
            .partition(|(_, one)| Nullifiers::<T>::contains_key(one.policy, one.nullifier));
        let positions = used.into_iter().map(|(position, _)| position).collect();
        (new, BatchPositions::truncate_from(positions))
    }

    /// Verifies the proofs; one alone, or more as a batch.
    pub(crate) fn check_proofs(proofs: &[ProofToCheck]) -> Result<(), Error<T>> {
        let refused = |position: u8, error: &VerifyError| match error {
            VerifyError::Proof(_) => Error::ProofMalformed(position),
            _ => Error::ProofInvalid(position),
        };
        if let [one] = proofs {
            return groth16::verify::<T::Backend>(&one.key, &one.proof, &one.inputs)
                .map_err(|error| refused(one.position, &error));
        }
        let items: Vec<_> = proofs
            .iter()
            .map(|one| Item {
                key: &one.key,
                proof: &one.proof,
                inputs: &one.inputs,
            })
            .collect();
        groth16::verify_batch::<T::Backend>(&items).map_err(|error| {
            let first = error.bad.first();
            first.map_or(Error::ProofInvalid(u8::MAX), |(number, error)| {
                let position = proofs.get(*number).map_or(u8::MAX, |one| one.position);
                refused(position, error)
            })
        })
    }

    /// Accepts a presentation whose proof has been verified.
    pub(crate) fn accept(presentation: Presentation<AccountId32>, checked: &ProofToCheck) {
        let Presentation {
            policy,
            nullifier,
            beneficiary,
            ..
        } = presentation;
        Nullifiers::<T>::insert(policy, nullifier, checked.nullifier_expires);
        Self::schedule_pruning(
            Expiring::Nullifier(policy, nullifier),
            checked.nullifier_expires,
        );
        if checked.max_uses.is_some() {
            PolicyUses::<T>::mutate_extant(policy, |uses| uses.used = uses.used.saturating_add(1));
        }
        let lifetime = T::MinutesToBlocks::convert(checked.lifetime);
        let until = pallet_did::now::<T>().block.saturating_add(lifetime);
        let key = checked.key.id;
        let receipt = Receipt {
            until,
            nullifier,
            key,
        };
        Receipts::<T>::insert(&beneficiary, policy, receipt);
        Self::schedule_pruning(Expiring::Receipt(beneficiary, policy), until);
        Self::deposit_event(Event::Verified {
            policy,
            nullifier,
            until,
        });
    }
}
