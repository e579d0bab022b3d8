//! Rule 5 of `docs/zkp.md`, section 8: the bit of the credential in its status list is 0. 2,207
//! constraints.
//!
//! The list is 2^14 words of 64 bits under seven levels. The 20 bits of the index address both: 14
//! the word, 6 the bit in it. So every index has a bit of its own.
//!
//! Constraints: the bits of the index 20, the bits of the word 64, the byte with the bit 7 and its
//! bits 8, the bit 7, the levels 7 · 300, the root 1. Selecting a byte first, as a number, saves 41
//! constraints over selecting one of 64 bits at once.

use aura_zkp_core::{status::Path, tags, Fr};
use bellman::{ConstraintSystem, SynthesisError};

use crate::gadgets::bits::{alloc_bits, pack, Bit};
use crate::gadgets::num::{enforce_equal, Num};
use crate::gadgets::select::enforce_selected;
use crate::gadgets::tree::parent_at;

/// Bits of an index.
const INDEX_BITS: usize = 20;
/// Bits of a word.
const WORD_BITS: usize = 64;
/// Bits of an index that select a byte of a word, and a bit of a byte.
const PLACE_BITS: usize = 3;
/// Bits of a byte.
const BYTE_BITS: usize = 1 << PLACE_BITS;

/// The index of a credential, of 20 bits.
pub struct Index(Vec<Bit>);

impl Index {
    /// Allocates an index. 20 constraints.
    ///
    /// # Errors
    ///
    /// [`SynthesisError::Unsatisfiable`] if the index has more than 20 bits.
    pub fn alloc<CS: ConstraintSystem<Fr>>(
        cs: &mut CS,
        index: Option<u32>,
    ) -> Result<Self, SynthesisError> {
        if index.is_some_and(|index| index >> INDEX_BITS != 0) {
            return Err(SynthesisError::Unsatisfiable);
        }
        alloc_bits(
            cs,
            INDEX_BITS,
            index.map(|index| Fr::from(u64::from(index))),
        )
        .map(Self)
    }

    /// The index as a number.
    pub fn num(&self) -> Num {
        pack(&self.0)
    }
}

/// Enforces that the bit at `index` is 0 in the list with this root. 2,187 constraints.
///
/// `path` is the word with the bit, whose bit i belongs to the index 64·w + i, and the nodes above
/// it.
pub fn enforce_not_revoked<CS: ConstraintSystem<Fr>>(
    cs: &mut CS,
    index: &Index,
    root: &Num,
    path: Option<&Path>,
) -> Result<(), SynthesisError> {
    let (in_byte, rest) = index.0.split_at(PLACE_BITS);
    let (byte_place, word_place) = rest.split_at(PLACE_BITS);

    let word = path.map(|path| path.word);
    let byte = word.zip(value_of(byte_place));
    let byte = byte.map(|(word, place)| Fr::from(word >> (BYTE_BITS * place) & 0xff));
    let word = alloc_bits(&mut cs.namespace(|| "word"), WORD_BITS, word.map(Fr::from))?;
    let byte = alloc_bits(&mut cs.namespace(|| "byte"), BYTE_BITS, byte)?;
    let bytes: Vec<_> = word.chunks(BYTE_BITS).map(pack).collect();
    enforce_selected(
        &mut cs.namespace(|| "byte of word"),
        byte_place,
        &bytes,
        &pack(&byte),
    )?;
    let bits: Vec<_> = byte.iter().map(|bit| bit.num().clone()).collect();
    enforce_selected(
        &mut cs.namespace(|| "bit is 0"),
        in_byte,
        &bits,
        &Num::zero(),
    )?;

    let mut node = pack(&word);
    for (level, place) in word_place.chunks(2).enumerate() {
        let children = path.map(|path| path.groups[level]);
        let cs = &mut cs.namespace(|| format!("level {level}"));
        node = parent_at(cs, tags::STATUS, place, &node, children)?;
    }
    enforce_equal(cs, "root", &node, root);
    Ok(())
}

fn value_of(place: &[Bit]) -> Option<usize> {
    place.iter().rev().try_fold(0, |sum, bit| {
        let bit = bit.num().value()?;
        Some(sum << 1 | usize::from(bit == Fr::one()))
    })
}
