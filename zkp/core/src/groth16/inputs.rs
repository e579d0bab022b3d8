//! Public inputs: decoding, and their sum with the key's points.

use super::{Backend, BackendError};
use alloc::vec::Vec;
use aura_primitives::zkp::{PreparedKey, UncompressedG1};
use bls12_381::Scalar;

/// An input is not below the order of the field. Its remainder means the same: a used input could
/// be used again with other bytes.
#[derive(Clone, Copy, PartialEq, Eq, Debug, thiserror::Error)]
#[error("input {index} is not less than the order of the field")]
pub struct InputError {
    /// The index of the input, from 0.
    pub index: usize,
}

/// Decodes public inputs, each of 32 bytes, little-endian.
///
/// # Errors
///
/// If one is not canonical.
pub fn read_inputs(bytes: &[[u8; 32]]) -> Result<Vec<Scalar>, InputError> {
    let read = |(index, bytes)| Option::from(Scalar::from_bytes(bytes)).ok_or(InputError { index });
    bytes.iter().enumerate().map(read).collect()
}

/// Computes ic₀ + Σ xᵢ·icᵢ for the inputs x.
pub(super) fn sum<'a, B: Backend>(
    first: &UncompressedG1,
    terms: impl Iterator<Item = (&'a UncompressedG1, &'a Scalar)>,
) -> Result<UncompressedG1, BackendError> {
    let mut all = Vec::from([(*first, Scalar::one())]);
    all.extend(terms.map(|(point, input)| (*point, *input)));
    B::sum_g1(&all)
}

/// The points `ic` of a key: the first, and those of the inputs.
pub(super) fn points(
    key: &PreparedKey,
) -> Result<(&UncompressedG1, &[UncompressedG1]), BackendError> {
    key.ic.split_first().ok_or(BackendError)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn inputs_are_less_than_the_order() {
        let greatest = (-Scalar::one()).to_bytes();
        let mut order = greatest;
        order[0] += 1;
        let one = Scalar::one().to_bytes();
        let read = read_inputs(&[one, greatest]).unwrap();
        assert_eq!(read, [Scalar::one(), -Scalar::one()]);
        for beyond in [order, [0xff; 32]] {
            let found = read_inputs(&[one, beyond]);
            assert_eq!(found, Err(InputError { index: 1 }));
        }
    }
}
