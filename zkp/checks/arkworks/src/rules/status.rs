//! Rule 5 of `docs/zkp.md`, section 8: the bit of the credential in its status list is 0.

use ark_bls12_381::Fr;
use ark_r1cs_std::{boolean::Boolean, eq::EqGadget, fields::fp::FpVar};
use ark_relations::gr1cs::{ConstraintSystemRef, SynthesisError};
use aura_zkp_core::{status::Path, tags, Fr as Scalar};

use crate::gadgets::{
    bits::bits,
    tree::{parent_at, select},
};

/// Bits of an index.
pub const INDEX_BITS: usize = 20;
/// Bits of a word.
const WORD_BITS: usize = 64;
/// Bits of an index that select a bit of a word.
const PLACE_BITS: usize = 6;

/// Enforces that the bit at `index` is 0 in the list with this root.
pub fn enforce_not_revoked(
    cs: &ConstraintSystemRef<Fr>,
    index: &[Boolean<Fr>],
    root: &FpVar<Fr>,
    path: Option<&Path>,
) -> Result<(), SynthesisError> {
    let (bit_place, word_place) = index.split_at(PLACE_BITS);
    let word = path.map(|path| Scalar::from(path.word).to_bytes());
    let word = bits(cs, WORD_BITS, word)?;
    select(bit_place, &word)?.enforce_equal(&Boolean::FALSE)?;

    let mut node = Boolean::le_bits_to_fp(&word)?;
    for (level, place) in word_place.chunks(2).enumerate() {
        let children = path.map(|path| path.groups[level]);
        node = parent_at(cs, tags::STATUS, place, &node, children)?;
    }
    node.enforce_equal(root)
}
