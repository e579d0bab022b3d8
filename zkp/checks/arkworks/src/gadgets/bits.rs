//! Witness variables and public inputs, as numbers and as bits.

use ark_bls12_381::Fr;
use ark_r1cs_std::{alloc::AllocVar, boolean::Boolean, fields::fp::FpVar};
use ark_relations::gr1cs::{ConstraintSystemRef, SynthesisError};
use aura_zkp_core::Fr as Scalar;

use crate::convert::scalar;

/// Allocates a variable of the witness.
pub fn witness(
    cs: &ConstraintSystemRef<Fr>,
    value: Option<Scalar>,
) -> Result<FpVar<Fr>, SynthesisError> {
    FpVar::new_witness(cs.clone(), || known(value))
}

/// Allocates a public input. Their order is the order of allocation.
pub fn input(
    cs: &ConstraintSystemRef<Fr>,
    value: Option<Scalar>,
) -> Result<FpVar<Fr>, SynthesisError> {
    FpVar::new_input(cs.clone(), || known(value))
}

fn known(value: Option<Scalar>) -> Result<Fr, SynthesisError> {
    let value = value.ok_or(SynthesisError::AssignmentMissing)?;
    Ok(scalar(&value))
}

/// Allocates `width` bits with the low bits of a little-endian number, the lowest first.
pub fn bits(
    cs: &ConstraintSystemRef<Fr>,
    width: usize,
    bytes: Option<[u8; 32]>,
) -> Result<Vec<Boolean<Fr>>, SynthesisError> {
    let bit = |place: usize| {
        let bytes = bytes.ok_or(SynthesisError::AssignmentMissing)?;
        Ok(bytes[place / 8] >> (place % 8) & 1 == 1)
    };
    (0..width)
        .map(|place| Boolean::new_witness(cs.clone(), || bit(place)))
        .collect()
}

/// Splits a number into bits, the lowest first. Satisfiable only if it is below 2^`width`.
pub fn unpack(number: &FpVar<Fr>, width: usize) -> Result<Vec<Boolean<Fr>>, SynthesisError> {
    Ok(number.to_bits_le_with_top_bits_zero(width)?.0)
}
