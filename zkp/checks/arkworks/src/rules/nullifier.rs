//! Rules 6 and 7 of `docs/zkp.md`, section 8: the nullifier of the holder in a scope, and the
//! context of the presentation.

use ark_bls12_381::Fr;
use ark_r1cs_std::{
    eq::EqGadget,
    fields::{fp::FpVar, FieldVar},
};
use ark_relations::gr1cs::SynthesisError;
use aura_zkp_core::tags;

use crate::gadgets::poseidon::p3;

/// Rule 6: `nullifier = P3("nullifier"; secret, scope)`.
pub fn enforce_nullifier(
    nullifier: &FpVar<Fr>,
    secret: &FpVar<Fr>,
    scope: &FpVar<Fr>,
) -> Result<(), SynthesisError> {
    p3(tags::NULLIFIER, [secret, scope])?.enforce_equal(nullifier)
}

/// Rule 7: `context²` is computed.
pub fn bind(context: &FpVar<Fr>) -> Result<(), SynthesisError> {
    context.square().map(drop)
}
