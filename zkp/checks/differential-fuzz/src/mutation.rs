//! Mutations of a key, and of a proof with its inputs.

use crate::point::{self, scalar};
use arbitrary::{Result, Unstructured};
use aura_primitives::zkp::VerifyingKey;
use bls12_381::{G1Affine, G2Affine, Scalar};

/// The bytes of the points of a proof.
pub const A: std::ops::Range<usize> = 0..96;
pub const B: std::ops::Range<usize> = 96..288;
const C: std::ops::Range<usize> = 288..384;

/// Mutates a key once.
///
/// # Errors
///
/// If there are too few bytes to choose a mutation.
pub fn key(key: &mut VerifyingKey, u: &mut Unstructured) -> Result<()> {
    match u.int_in_range(0..=6)? {
        0 => point::mutate::<G1Affine>(&mut key.alpha, u),
        1 => point::mutate::<G2Affine>(&mut key.beta, u),
        2 => point::mutate::<G2Affine>(&mut key.gamma, u),
        3 => point::mutate::<G2Affine>(&mut key.delta, u),
        4 => {
            let place = u.choose_index(key.ic.len())?;
            point::mutate::<G1Affine>(&mut key.ic[place], u)
        }
        5 => {
            let (to, from) = (u.choose_index(key.ic.len())?, u.choose_index(key.ic.len())?);
            key.ic[to] = key.ic[from];
            Ok(())
        }
        _ => {
            key.delta = key.gamma;
            point::mutate::<G2Affine>(&mut key.delta, u)
        }
    }
}

/// Mutates a proof or its inputs once.
///
/// # Errors
///
/// If there are too few bytes to choose a mutation.
pub fn proof(proof: &mut [u8; 384], inputs: &mut Vec<Scalar>, u: &mut Unstructured) -> Result<()> {
    match u.int_in_range(0..=7)? {
        0 => point::mutate::<G1Affine>(&mut proof[A], u),
        1 => point::mutate::<G2Affine>(&mut proof[B], u),
        2 => point::mutate::<G1Affine>(&mut proof[C], u),
        3 => {
            let a: Vec<_> = proof[A].to_vec();
            proof.copy_within(C, 0);
            proof[C].copy_from_slice(&a);
            Ok(())
        }
        4 => {
            let place = u.choose_index(inputs.len())?;
            inputs[place] += scalar(u)?;
            Ok(())
        }
        5 => {
            let (one, other) = (u.choose_index(inputs.len())?, u.choose_index(inputs.len())?);
            inputs.swap(one, other);
            Ok(())
        }
        6 => {
            inputs.push(scalar(u)?);
            Ok(())
        }
        _ => {
            inputs.pop();
            Ok(())
        }
    }
}
