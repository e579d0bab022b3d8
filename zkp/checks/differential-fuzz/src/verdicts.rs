//! What both backends say, and that it is the same.

use crate::{
    backends::{prepare_with_both, verify_with_both},
    case::{Case, Mutant},
};
use aura_primitives::zkp::PreparedKey;
use aura_zkp_core::groth16::{verify_batch, HostCalls, Item, Proof, Reference, VerifyError};

/// What both say of a case.
///
/// # Panics
///
/// If they disagree, if a batch and its proofs do, or if a changed proof holds.
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
        // Under a changed key nothing is known of what holds.
        let is_known = key.is_none() || mutant.key.sent.id != crate::keys::KEYS[0].sent.id;
        assert!(!is_known || found.is_ok() == mutant.must_hold());
        lines.push(format!("proof: {found:?}"));
    }
    compare_batch(&items, &found);
    lines
}

/// The changed key in place of the first.
fn key_of<'a>(mutant: &Mutant, first: Option<&'a PreparedKey>) -> &'a PreparedKey {
    let replaces = |key: &&PreparedKey| key.id == mutant.key.sent.id;
    first.filter(replaces).unwrap_or(&mutant.key.prepared)
}

/// A batch names exactly the proofs that do not hold alone, for the same reasons.
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
