//! What both backends say, and that it is the same.

use crate::case::{Case, Changed};
use aura_primitives::zkp::{PreparedKey, VerifyingKey};
use aura_zkp_core::groth16::{
    prepare, verify, verify_batch, HostCalls, Item, KeyError, Proof, Reference, VerifyError,
};

/// What both say of a key.
///
/// # Errors
///
/// If both refuse it.
///
/// # Panics
///
/// If they disagree.
pub fn both_prepare(key: &VerifyingKey) -> Result<PreparedKey, KeyError> {
    let reference = prepare::<Reference>(key);
    assert_eq!(prepare::<HostCalls>(key), reference);
    reference
}

/// What both say of a case.
///
/// # Panics
///
/// If they disagree, if a batch and its proofs do, or if a changed proof holds.
pub fn of(case: &Case) -> Vec<String> {
    let mut lines = Vec::new();
    let mut key = None;
    if let Some(changed) = &case.key {
        match both_prepare(changed) {
            Ok(prepared) => key = Some(prepared),
            Err(error) => lines.push(format!("key: {error:?}")),
        }
    }
    let mut proofs = Vec::new();
    for changed in &case.proofs {
        match Proof::read(&changed.proof) {
            Ok(proof) => proofs.push((changed, proof)),
            Err(error) => lines.push(format!("proof: {error:?}")),
        }
    }
    let items: Vec<_> = proofs
        .iter()
        .map(|(changed, proof)| Item {
            key: key_of(changed, key.as_ref()),
            proof,
            inputs: &changed.inputs,
        })
        .collect();
    let found: Vec<_> = items.iter().map(both_verify).collect();
    for ((changed, _), found) in proofs.iter().zip(&found) {
        // Under a changed key nothing is known of what holds.
        let is_known = key.is_none() || changed.key.sent.id != crate::keys::KEYS[0].sent.id;
        assert!(!is_known || found.is_ok() == changed.must_hold());
        lines.push(format!("proof: {found:?}"));
    }
    compare_batch(&items, &found);
    lines
}

/// The changed key in place of the first.
fn key_of<'a>(changed: &Changed, first: Option<&'a PreparedKey>) -> &'a PreparedKey {
    let replaces = |key: &&PreparedKey| key.id == changed.key.sent.id;
    first.filter(replaces).unwrap_or(&changed.key.prepared)
}

fn both_verify(item: &Item) -> Result<(), VerifyError> {
    let reference = verify::<Reference>(item.key, item.proof, item.inputs);
    let host = verify::<HostCalls>(item.key, item.proof, item.inputs);
    assert_eq!(host, reference);
    reference
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
