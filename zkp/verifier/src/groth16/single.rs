//! The check of one proof.

use super::{
    inputs::{points, sum},
    Backend, BackendError, Proof, ProofError,
};
use aura_primitives::zkp::{Folded, PreparedKey, UncompressedG1};
use bls12_381::Scalar;

/// Why a proof does not hold.
#[derive(Clone, Copy, PartialEq, Eq, Debug, thiserror::Error)]
pub enum VerifyError {
    /// The circuit has another number of inputs.
    #[error("the circuit has {expected} inputs, and {found} were given")]
    Inputs {
        /// How many the circuit has.
        expected: usize,
        /// How many were given.
        found: usize,
    },
    /// A point of the proof is outside of its subgroup.
    #[error(transparent)]
    Proof(#[from] ProofError),
    /// It proves something else or nothing: another statement, another key, or changed bytes.
    #[error("the proof does not prove this statement; make one for it, with the key in force")]
    Wrong,
    /// Inputs were fixed for another key.
    #[error("the inputs of the policy are fixed for another key; fix them anew")]
    OtherKey,
    /// An input is not what the policy fixes.
    #[error("input {0} is not what the policy fixes")]
    NotFixed(u8),
    /// The stored key is broken.
    #[error(transparent)]
    Backend(#[from] BackendError),
}

/// Checks that a proof holds for public inputs.
///
/// # Errors
///
/// See [`VerifyError`].
pub fn verify<B: Backend>(
    key: &PreparedKey,
    proof: &Proof,
    inputs: &[Scalar],
) -> Result<(), VerifyError> {
    check_count(key, inputs)?;
    proof.check_subgroups::<B>()?;
    let (first, of_inputs) = points(key)?;
    let sum = sum::<B>(first, of_inputs.iter().zip(inputs))?;
    check_equation::<B>(key, proof, sum)
}

/// Checks that a proof holds for public inputs of which some are fixed by a policy. All are given
/// here too.
///
/// # Errors
///
/// See [`VerifyError`].
pub fn verify_folded<B: Backend>(
    key: &PreparedKey,
    folded: &Folded,
    proof: &Proof,
    inputs: &[Scalar],
) -> Result<(), VerifyError> {
    check_count(key, inputs)?;
    if folded.key != key.digest {
        return Err(VerifyError::OtherKey);
    }
    for (place, value) in &folded.inputs {
        let given = inputs.get(usize::from(*place)).map(Scalar::to_bytes);
        if given != Some(*value) {
            return Err(VerifyError::NotFixed(*place));
        }
    }
    proof.check_subgroups::<B>()?;
    let (_, of_inputs) = points(key)?;
    let is_free = |place: usize| {
        !folded
            .inputs
            .iter()
            .any(|(fixed, _)| usize::from(*fixed) == place)
    };
    let terms = of_inputs.iter().zip(inputs).enumerate();
    let free = terms.filter_map(|(place, term)| is_free(place).then_some(term));
    check_equation::<B>(key, proof, sum::<B>(&folded.point, free)?)
}

pub(super) fn check_count(key: &PreparedKey, inputs: &[Scalar]) -> Result<(), VerifyError> {
    let (_, of_inputs) = points(key)?;
    if inputs.len() != of_inputs.len() {
        return Err(VerifyError::Inputs {
            expected: of_inputs.len(),
            found: inputs.len(),
        });
    }
    Ok(())
}

/// e(A, B) · e(sum, −γ) · e(C, −δ) = e(α, β).
fn check_equation<B: Backend>(
    key: &PreparedKey,
    proof: &Proof,
    sum: UncompressedG1,
) -> Result<(), VerifyError> {
    let product = B::pairing(&[
        (proof.a, proof.b),
        (sum, key.neg_gamma),
        (proof.c, key.neg_delta),
    ])?;
    if product == key.alpha_beta {
        Ok(())
    } else {
        Err(VerifyError::Wrong)
    }
}
