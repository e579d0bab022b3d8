//! Verification of one proof.

use super::{
    inputs::{points, sum},
    Backend, BackendError, Proof, ProofError,
};
use aura_primitives::zkp::{PreparedKey, UncompressedG1};
use bls12_381::Scalar;

/// Reasons why a proof does not hold.
#[derive(Clone, Copy, PartialEq, Eq, Debug, thiserror::Error)]
pub enum VerifyError {
    /// The circuit has another number of inputs.
    #[error("the circuit has {expected} inputs, and {found} were given")]
    Inputs {
        /// The inputs of the circuit.
        expected: usize,
        /// The inputs of the caller.
        found: usize,
    },
    /// A point of the proof is outside its subgroup.
    #[error(transparent)]
    Proof(#[from] ProofError),
    /// The equation fails: another statement, another key, or changed bytes.
    #[error("the proof does not prove this statement; make a proof of it with the active key")]
    Wrong,
    /// The stored key is corrupt.
    #[error(transparent)]
    Backend(#[from] BackendError),
}

/// Verifies a proof for public inputs.
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

/// Checks e(A, B) · e(sum, −γ) · e(C, −δ) = e(α, β).
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
