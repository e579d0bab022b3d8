//! The check of proofs, and what comes of it.

use crate::{
    statement::Proven, types::Passing, Config, Error, Event, Nullifiers, Pallet, Receipts,
    WeightInfo,
};
use alloc::{collections::BTreeSet, vec::Vec};
use aura_primitives::zkp::{Presentation, Receipt};
use aura_zkp_verifier::groth16::{self, Item, VerifyError};
use polkadot_sdk::{
    frame_support::{traits::Get, weights::Weight},
    sp_runtime::{AccountId32, SaturatedConversion},
};

/// What checking these together weighs, if all of them hold: a key beyond the first takes three pairings
/// more, as a proof by itself does, and a signer beyond the first is less than one. Policies and lists beyond
/// the first are records to read.
pub(crate) fn batch<T: Config>(
    presentations: &[Presentation<AccountId32>],
    proven: &[Proven],
) -> Weight {
    let singles = beyond_the_first(proven.iter().map(|proven| proven.key.digest))
        .saturating_add(beyond_the_first(proven.iter().map(|proven| proven.signer)));
    let policies = beyond_the_first(presentations.iter().map(|one| one.policy));
    let lists = beyond_the_first(presentations.iter().map(|one| one.list));
    let records = policies.saturating_add(lists.saturating_mul(RECORDS_OF_LIST));
    <T as Config>::WeightInfo::verify_batch(proven.len().saturated_into())
        .saturating_add(<T as Config>::WeightInfo::verify_one().saturating_mul(singles))
        .saturating_add(T::DbWeight::get().reads(records))
}

/// What is read of a status list: itself, its roots, and whether changes wait.
const RECORDS_OF_LIST: u64 = 3;

/// How many different ones there are but for one.
fn beyond_the_first(all: impl Iterator<Item = impl Ord>) -> u64 {
    let different: BTreeSet<_> = all.collect();
    different.len().saturating_sub(1).saturated_into()
}

/// The most that so many weigh: together, each with a key and a signer of its own, and then one by one
/// to find which one does not hold.
pub(crate) fn batch_at_most<T: Config>(count: usize) -> Weight {
    let count: u64 = count.saturated_into();
    <T as Config>::WeightInfo::verify_one().saturating_mul(count.saturating_mul(2))
}

impl<T: Config> Pallet<T> {
    /// Whether all of these hold.
    pub(crate) fn check_proofs(proven: &[Proven]) -> Result<(), Error<T>> {
        let refused = |number: usize, error: &VerifyError| match error {
            VerifyError::Proof(_) => Error::ProofMalformed(number.saturated_into()),
            _ => Error::ProofInvalid(number.saturated_into()),
        };
        if let [one] = proven {
            return groth16::verify::<T::Backend>(&one.key, &one.proof, &one.inputs)
                .map_err(|error| refused(0, &error));
        }
        let items: Vec<_> = proven
            .iter()
            .map(|proven| Item {
                key: &proven.key,
                proof: &proven.proof,
                inputs: &proven.inputs,
            })
            .collect();
        groth16::verify_batch::<T::Backend>(&items).map_err(|error| {
            let first = error.bad.first();
            first.map_or(Error::ProofInvalid(u8::MAX), |(number, error)| {
                refused(*number, error)
            })
        })
    }

    /// Takes a presentation whose proof holds.
    pub(crate) fn accept(presentation: Presentation<AccountId32>, proven: &Proven) {
        let Presentation {
            policy,
            nullifier,
            beneficiary,
            ..
        } = presentation;
        Nullifiers::<T>::insert(policy, nullifier, proven.passes);
        Self::passes(Passing::Nullifier(policy, nullifier), proven.passes);
        let until = Self::now().block.saturating_add(proven.lifetime);
        let receipt = Receipt { until, nullifier };
        Receipts::<T>::insert(&beneficiary, policy, receipt);
        Self::passes(Passing::Receipt(beneficiary, policy), until);
        Self::deposit_event(Event::Verified {
            policy,
            nullifier,
            until,
        });
    }
}
