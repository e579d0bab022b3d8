//! Rules 1 to 3 of `docs/zkp.md`, section 8: the message that the issuer signs, made of this
//! holder, this validity and these claims.

use ark_bls12_381::Fr;
use ark_ff::Field;
use ark_r1cs_std::{boolean::Boolean, fields::fp::FpVar};
use ark_relations::gr1cs::{ConstraintSystemRef, SynthesisError};
use aura_zkp_core::{tags, Fr as Scalar};

use crate::gadgets::{
    bits::bits,
    poseidon::{p3, p5},
};

/// Bits of a number of days.
pub const DAY_BITS: usize = 32;

/// Rule 1: `holder = P3("holder"; secret, blinding)`.
pub fn holder(secret: &FpVar<Fr>, blinding: &FpVar<Fr>) -> Result<FpVar<Fr>, SynthesisError> {
    p3(tags::HOLDER, [secret, blinding])
}

/// Rule 2: `index + 2^20·list + 2^64·from + 2^128·until`, where `date − from` and `until − date`
/// have 32 bits. `validity` holds the list, and `date` at both places.
pub fn meta(
    cs: &ConstraintSystemRef<Fr>,
    index: &[Boolean<Fr>],
    validity: &FpVar<Fr>,
    distances: Option<[Scalar; 2]>,
) -> Result<FpVar<Fr>, SynthesisError> {
    let distance = |which: usize| {
        let bytes = distances.map(|distances| distances[which].to_bytes());
        Boolean::le_bits_to_fp(&bits(cs, DAY_BITS, bytes)?)
    };
    let (since_from, to_until) = (distance(0)?, distance(1)?);
    let power = |exponent: u64| Fr::from(2).pow([exponent]);
    let index = Boolean::le_bits_to_fp(index)?;
    Ok(index + validity - since_from * power(64) + to_until * power(128))
}

/// Rule 3: `M = P5("credential"; authority, holder, meta, claims)`.
pub fn message(parts: &[FpVar<Fr>; 4]) -> Result<FpVar<Fr>, SynthesisError> {
    p5(tags::CREDENTIAL, parts)
}
