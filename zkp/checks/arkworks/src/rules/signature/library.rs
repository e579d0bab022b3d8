//! Complete additions on the Edwards curve; windows of two bits for the constant base.

use ark_bls12_381::Fr;
use ark_ec::AdditiveGroup;
use ark_ed_on_bls12_381::{constraints::EdwardsVar, EdwardsAffine, EdwardsProjective};
use ark_r1cs_std::{boolean::Boolean, fields::fp::FpVar, groups::CurveVar};
use ark_relations::gr1cs::{ConstraintSystemRef, SynthesisError};
use aura_zkp_core::signature::Signature;
use group::{Curve, Group};
use jubjub::{ExtendedPoint, SubgroupPoint};

use super::{CHALLENGE_BITS, HASH_BITS};
use crate::convert::scalar;
use crate::gadgets::bits::{bits, unpack};

/// Bits of a multiplier of the base point.
const SCALAR_BITS: usize = 252;

pub(super) fn enforce_signed(
    cs: &ConstraintSystemRef<Fr>,
    issuer: &EdwardsVar,
    signature: Option<&Signature>,
    challenge: impl Fn(&EdwardsVar) -> Result<FpVar<Fr>, SynthesisError>,
) -> Result<(), SynthesisError> {
    let s = signature.map(|signature| signature.s.to_bytes());
    let s = bits(cs, SCALAR_BITS, s)?;
    let mut response = EdwardsVar::zero();
    response.precomputed_base_scalar_mul_le(s.iter().zip(&multiples_of_base()))?;

    let c = signature.map(|signature| {
        let mut bytes = [0; 32];
        bytes[..16].copy_from_slice(&signature.c);
        bytes
    });
    let c = bits(cs, CHALLENGE_BITS, c)?;
    let multiple = issuer.scalar_mul_le(exponent(&c).iter())?;

    // The hash is below 2^254, so below the modulus, and has only one such c.
    let hash = challenge(&(response - multiple))?;
    let rest = (hash - Boolean::le_bits_to_fp(&c)?) * inverse_power(CHALLENGE_BITS)?;
    unpack(&rest, HASH_BITS - CHALLENGE_BITS).map(drop)
}

/// The bits of `2^128 + 2c + 1`: the highest bit of c is carried.
fn exponent(c: &[Boolean<Fr>]) -> Vec<Boolean<Fr>> {
    let mut bits = vec![Boolean::TRUE];
    bits.extend_from_slice(c);
    if let Some(highest) = bits.last_mut() {
        let carried = highest.clone();
        *highest = !&carried;
        bits.push(carried);
    }
    bits
}

/// 2^i·B.
fn multiples_of_base() -> Vec<EdwardsProjective> {
    let base = ExtendedPoint::from(SubgroupPoint::generator()).to_affine();
    let base = EdwardsAffine::new_unchecked(scalar(&base.get_u()), scalar(&base.get_v()));
    std::iter::successors(Some(base.into()), |point: &EdwardsProjective| {
        Some(point.double())
    })
    .take(SCALAR_BITS)
    .collect()
}

/// 2^−`exponent`.
fn inverse_power(exponent: usize) -> Result<Fr, SynthesisError> {
    use ark_ff::Field;

    let power = Fr::from(2).pow([exponent as u64]);
    power.inverse().ok_or(SynthesisError::DivisionByZero)
}
