//! Opening of a claim: the value at a slot under the root of the claims (`docs/zkp.md`, rule 8).

use ark_bls12_381::Fr;
use ark_r1cs_std::fields::fp::FpVar;
use ark_relations::gr1cs::{ConstraintSystemRef, SynthesisError};
use aura_zkp_core::{credential::Children, tags};

use crate::gadgets::{bits::unpack, tree::parent_at};

/// Levels over the slots.
pub const LEVELS: usize = 2;

/// The root of claims that have `value` at `slot`.
pub fn root_over(
    cs: &ConstraintSystemRef<Fr>,
    slot: &FpVar<Fr>,
    value: &FpVar<Fr>,
    path: Option<[Children; LEVELS]>,
) -> Result<FpVar<Fr>, SynthesisError> {
    let slot = unpack(slot, 2 * LEVELS)?;
    let mut node = value.clone();
    for (level, place) in slot.chunks(2).enumerate() {
        let children = path.map(|path| path[level]);
        node = parent_at(cs, tags::CLAIMS, place, &node, children)?;
    }
    Ok(node)
}
