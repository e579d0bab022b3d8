//! Calls of the host functions that take lists, and the multiplications of any point of a curve.

use super::BackendError;
use alloc::vec::Vec;
use aura_primitives::zkp::{UncompressedG1, UncompressedG2};
use sp_crypto_ec_utils::bls12_381::host_calls;

/// Multiplies any point of the curve of G1 by a scalar of little-endian limbs.
pub(super) fn mul_g1(
    point: &UncompressedG1,
    scalar: &[u64],
) -> Result<UncompressedG1, BackendError> {
    let mut product = [0; 96];
    host_calls::bls12_381_mul_g1(point, &limbs(scalar), &mut product).map_err(|_| BackendError)?;
    Ok(product)
}

/// Multiplies any point of the twist by a scalar of little-endian limbs.
pub(super) fn mul_g2(
    point: &UncompressedG2,
    scalar: &[u64],
) -> Result<UncompressedG2, BackendError> {
    let mut product = [0; 192];
    host_calls::bls12_381_mul_g2(point, &limbs(scalar), &mut product).map_err(|_| BackendError)?;
    Ok(product)
}

fn limbs(scalar: &[u64]) -> Vec<u8> {
    list(scalar.iter().map(|limb| limb.to_le_bytes()))
}

/// Encodes a list for the host: its length in eight bytes, little-endian, then its items.
pub(super) fn list<T: AsRef<[u8]>>(items: impl ExactSizeIterator<Item = T>) -> Vec<u8> {
    let mut bytes = (items.len() as u64).to_le_bytes().to_vec();
    items.for_each(|item| bytes.extend_from_slice(item.as_ref()));
    bytes
}
