//! The verdicts of both backends on a case, compared.

use crate::{
    backends::{prepare_with_both, verify_with_both},
    case::{Case, Mutant},
};
use aura_primitives::zkp::PreparedKey;
use aura_zkp_core::groth16::{verify_batch, HostCalls, Item, Proof, Reference, VerifyError};

/// The verdicts on a case.
///
/// # Panics
///
/// If the backends disagree, a batch and its single proofs disagree, or a mutated proof is
/// accepted.
pub fn of(case: &Case) -> Vec<String> {
    let mut lines = Vec::new();
    let mut key = None;
    if let Some(changed) = &case.key {
        match prepare_with_both(changed) {
            Ok(prepared) => key = Some(prepared),
            Err(error) => lines.push(format!("key: {error:?}")),
        }
    }
    let mut proofs = Vec::new();
    for mutant in &case.proofs {
        match Proof::read(&mutant.proof) {
            Ok(proof) => proofs.push((mutant, proof)),
            Err(error) => lines.push(format!("proof: {error:?}")),
        }
    }
    let items: Vec<_> = proofs
        .iter()
        .map(|(mutant, proof)| Item {
            key: key_of(mutant, key.as_ref()),
            proof,
            inputs: &mutant.inputs,
        })
        .collect();
    let found: Vec<_> = items.iter().map(verify_with_both).collect();
    for ((mutant, _), found) in proofs.iter().zip(&found) {
        // Under a mutated key it is unknown which proofs hold.
        let is_known = key.is_none() || mutant.key.sent.id != crate::keys::KEYS[0].sent.id;
        assert!(!is_known || found.is_ok() == mutant.must_hold());
        lines.push(format!("proof: {found:?}"));
    }
    compare_batch(&items, &found);
    lines
}

/// The mutated key in place of the first.
fn key_of<'a>(mutant: &Mutant, first: Option<&'a PreparedKey>) -> &'a PreparedKey {
    let replaces = |key: &&PreparedKey| key.id == mutant.key.sent.id;
    first.filter(replaces).unwrap_or(&mutant.key.prepared)
}

/// Checks that a batch reports exactly the proofs that fail alone, for the same reasons.
fn compare_batch(items: &[Item], found: &[Result<(), VerifyError>]) {
    let bad: Vec<_> = (0..)
        .zip(found)
        .filter_map(|(place, found)| found.err().map(|error| (place, error)))
        .collect();
    for batch in [
        verify_batch::<Reference>(items),
        verify_batch::<HostCalls>(items),
    ] {
        assert_eq!(batch.err().map(|error| error.bad).unwrap_or_default(), bad);
    }
}
