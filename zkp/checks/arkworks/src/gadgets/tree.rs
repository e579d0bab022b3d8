//! A level of a tree in which every node is the hash of four children.

use ark_bls12_381::Fr;
use ark_r1cs_std::{boolean::Boolean, eq::EqGadget, fields::fp::FpVar, select::CondSelectGadget};
use ark_relations::gr1cs::{ConstraintSystemRef, SynthesisError};
use aura_zkp_core::credential::Children;

use super::{bits::witness, poseidon::p5};

/// Selects one of 2^k items by the k bits of its index, the lowest first.
pub fn select<T: CondSelectGadget<Fr>>(
    place: &[Boolean<Fr>],
    items: &[T],
) -> Result<T, SynthesisError> {
    let place: Vec<_> = place.iter().rev().cloned().collect();
    T::conditionally_select_power_of_two_vector(&place, items)
}

/// The parent of `child`, whose place among its siblings these two bits give, the lowest first.
pub fn parent_at(
    cs: &ConstraintSystemRef<Fr>,
    tag: &str,
    place: &[Boolean<Fr>],
    child: &FpVar<Fr>,
    children: Option<Children>,
) -> Result<FpVar<Fr>, SynthesisError> {
    let alloc = |at: usize| witness(cs, children.map(|children| children[at]));
    let children = [alloc(0)?, alloc(1)?, alloc(2)?, alloc(3)?];
    select(place, &children)?.enforce_equal(child)?;
    p5(tag, &children)
}
