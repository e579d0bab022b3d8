//! The backend in plain Rust, for use outside runtimes and as the reference for the host's.

use super::{target, Backend, BackendError};
use alloc::vec::Vec;
use aura_primitives::zkp::{Target, UncompressedG1, UncompressedG2};
use bls12_381::{multi_miller_loop, G1Affine, G1Projective, G2Affine, G2Prepared, Scalar};

/// The arithmetic of the crate `bls12_381`.
#[derive(Clone, Copy, Debug)]
pub struct Reference;

impl Backend for Reference {
    fn is_in_g1(point: &UncompressedG1) -> Result<bool, BackendError> {
        Ok(g1(point)?.is_torsion_free().into())
    }

    fn is_in_g2(point: &UncompressedG2) -> Result<bool, BackendError> {
        Ok(g2(point)?.is_torsion_free().into())
    }

    fn mul_g1(point: &UncompressedG1, scalar: &[u64]) -> Result<UncompressedG1, BackendError> {
        let mut limbs = [0; 4];
        for (limb, value) in limbs.iter_mut().zip(scalar) {
            *limb = *value;
        }
        Self::sum_g1(&[(*point, Scalar::from_raw(limbs))])
    }

    /// All terms share the doublings. The time depends on the scalars, which are public.
    fn sum_g1(terms: &[(UncompressedG1, Scalar)]) -> Result<UncompressedG1, BackendError> {
        let terms = terms
            .iter()
            .map(|(point, scalar)| Ok((g1(point)?, scalar.to_bytes())))
            .collect::<Result<Vec<_>, _>>()?;
        let mut sum = G1Projective::identity();
        for byte in (0..32).rev() {
            for bit in (0..8u8).rev() {
                sum = sum.double();
                for (point, scalar) in &terms {
                    if scalar.get(byte).is_some_and(|byte| byte >> bit & 1 == 1) {
                        sum = sum.add_mixed(point);
                    }
                }
            }
        }
        Ok(G1Affine::from(sum).to_uncompressed())
    }

    fn pairing(pairs: &[(UncompressedG1, UncompressedG2)]) -> Result<Target, BackendError> {
        let pairs = pairs
            .iter()
            .map(|(p, q)| Ok((g1(p)?, G2Prepared::from(g2(q)?))))
            .collect::<Result<Vec<_>, _>>()?;
        let pairs: Vec<_> = pairs.iter().map(|(p, q)| (p, q)).collect();
        target::to_bytes(&multi_miller_loop(&pairs).final_exponentiation())
    }
}

fn g1(bytes: &UncompressedG1) -> Result<G1Affine, BackendError> {
    Option::from(G1Affine::from_uncompressed_unchecked(bytes)).ok_or(BackendError)
}

fn g2(bytes: &UncompressedG2) -> Result<G2Affine, BackendError> {
    Option::from(G2Affine::from_uncompressed_unchecked(bytes)).ok_or(BackendError)
}
