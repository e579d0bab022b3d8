//! One call to both backends, which panics where they disagree.

use aura_primitives::zkp::{PreparedKey, VerifyingKey};
use aura_zkp_core::groth16::{prepare, verify, HostCalls, Item, KeyError, Reference, VerifyError};

/// Prepares a key with both backends.
///
/// # Errors
///
/// If both refuse it.
///
/// # Panics
///
/// If they disagree.
pub fn prepare_with_both(key: &VerifyingKey) -> Result<PreparedKey, KeyError> {
    let reference = prepare::<Reference>(key);
    assert_eq!(prepare::<HostCalls>(key), reference);
    reference
}

/// Verifies one proof with both backends.
///
/// # Errors
///
/// If both reject it.
///
/// # Panics
///
/// If they disagree.
pub fn verify_with_both(item: &Item) -> Result<(), VerifyError> {
    let reference = verify::<Reference>(item.key, item.proof, item.inputs);
    let host = verify::<HostCalls>(item.key, item.proof, item.inputs);
    assert_eq!(host, reference);
    reference
}
