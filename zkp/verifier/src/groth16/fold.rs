//! Inputs that a policy fixes, put into one point once, so that nobody multiplies them again.

use super::{
    inputs::{points, sum},
    Backend, BackendError,
};
use alloc::vec::Vec;
use aura_primitives::zkp::{Folded, PreparedKey};
use bls12_381::Scalar;

/// Why inputs cannot be fixed.
#[derive(Clone, Copy, PartialEq, Eq, Debug, thiserror::Error)]
pub enum FoldError {
    /// The circuit has no such input.
    #[error("the circuit has no input {0}")]
    NoInput(u8),
    /// Inputs come in order, each once.
    #[error("input {0} is given twice or after a later one")]
    Order(u8),
    /// The stored key is broken.
    #[error(transparent)]
    Backend(#[from] BackendError),
}

/// Fixes inputs of a key: places, from 0 on and ascending, and values.
///
/// # Errors
///
/// See [`FoldError`].
pub fn fold<B: Backend>(
    key: &PreparedKey,
    constants: &[(u8, Scalar)],
) -> Result<Folded, FoldError> {
    let (first, of_inputs) = points(key)?;
    let mut terms = Vec::new();
    let mut last = None;
    for (place, value) in constants {
        if last >= Some(place) {
            return Err(FoldError::Order(*place));
        }
        last = Some(place);
        let point = of_inputs.get(usize::from(*place));
        terms.push((point.ok_or(FoldError::NoInput(*place))?, value));
    }
    let inputs: Vec<_> = constants
        .iter()
        .map(|(place, value)| (*place, value.to_bytes()))
        .collect();
    Ok(Folded {
        key: key.digest,
        point: sum::<B>(first, terms.into_iter())?,
        inputs: inputs.try_into().map_err(|_| BackendError)?,
    })
}

#[cfg(test)]
mod tests;
