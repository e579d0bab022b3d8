//! A number in the credential is neither below nor above a range (`docs/zkp.md`, rule 10). 5,519
//! constraints, 11 inputs.
//!
//! `value − lo` and `hi − value` are numbers of 64 bits: 128 constraints. Since `lo` and `hi` have
//! 64 bits too, neither can wrap around the modulus.

use aura_zkp_core::{statement, Fr};
use bellman::{ConstraintSystem, SynthesisError};

use crate::gadgets::bits::{alloc_bits, pack, unpack};
use crate::gadgets::num::Num;
use crate::presentation::{claim, has_bits, InputReader};
use crate::rules::claims;
use crate::{pinned, Predicate, Violation, Witness};

/// Bits of a number.
const BITS: usize = 64;

/// The claim in `slot` is a number from `lo` to `hi`, both included.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Range {
    slot: u8,
    lo: u64,
    hi: u64,
}

impl Range {
    /// `value − lo` and `hi − value`.
    fn distances(&self, witness: &Witness) -> (Fr, Fr) {
        let value = claim(witness, self.slot);
        (value - Fr::from(self.lo), Fr::from(self.hi) - value)
    }
}

impl Predicate for Range {
    const CIRCUIT: statement::Circuit = statement::Circuit::Range;
    const HASH: [u8; 32] =
        pinned::digest("303564e1992e006c7d831fd4ee7fbca1fa0c9f955ba1dde1d1a632326df72640");

    fn from_statement(predicate: &statement::Predicate) -> Option<Self> {
        match *predicate {
            statement::Predicate::Range { slot, lo, hi } => Some(Self { slot, lo, hi }),
            _ => None,
        }
    }

    fn check(&self, witness: &Witness) -> Result<(), Violation> {
        let (above_lo, below_hi) = self.distances(witness);
        if !has_bits(above_lo, BITS) {
            return Err(Violation::BelowRange);
        }
        if !has_bits(below_hi, BITS) {
            return Err(Violation::AboveRange);
        }
        Ok(())
    }

    fn enforce<CS: ConstraintSystem<Fr>>(
        cs: &mut CS,
        inputs: &mut InputReader<'_>,
        known: Option<(&Self, &Witness)>,
    ) -> Result<Num, SynthesisError> {
        let slot = inputs.next(cs, "slot")?;
        let lo = inputs.next(cs, "lo")?;
        let hi = inputs.next(cs, "hi")?;

        let above = known.map(|(range, witness)| range.distances(witness).0);
        let above = alloc_bits(&mut cs.namespace(|| "above lo"), BITS, above)?;
        let value = &lo + &pack(&above);
        unpack(&mut cs.namespace(|| "below hi"), BITS, &(&hi - &value))?;
        let path = known.and_then(|(range, witness)| witness.claims.opening(range.slot));
        claims::root_over(&mut cs.namespace(|| "claims"), &slot, &value, path.as_ref())
    }
}
