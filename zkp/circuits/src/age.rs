//! A date in the credential is not after a cut-off: the holder was born on it or before
//! (`docs/zkp.md`, rule 9). 5,423 constraints, 10 inputs.
//!
//! `cutoff − value` is a number of 32 bits, and `value` is computed from the cut-off and those
//! bits: 32 constraints. An absent claim encodes above 2^64 and never passes. The circuit cannot
//! tell dates from small integers: the verifier must check the slot's type in the schema.

use aura_zkp_core::{date::Day, statement, Fr};
use bellman::{ConstraintSystem, SynthesisError};

use crate::gadgets::bits::{alloc_bits, pack};
use crate::gadgets::num::Num;
use crate::presentation::{claim, has_bits, InputReader};
use crate::rules::claims;
use crate::{pinned, Predicate, Violation, Witness};

/// Bits of a number of days.
const BITS: usize = 32;

/// The claim in `slot` is a date not after `cutoff` (`docs/zkp.md`, rule 9).
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Age {
    slot: u8,
    cutoff: Day,
}

impl Age {
    /// `cutoff − value`.
    fn before_cutoff(&self, witness: &Witness) -> Fr {
        Fr::from(u64::from(self.cutoff.0)) - claim(witness, self.slot)
    }
}

impl Predicate for Age {
    const CIRCUIT: statement::Circuit = statement::Circuit::Age;
    const HASH: [u8; 32] =
        pinned::digest("5533271a37f8333185189c68157f52891fb64735c027536430f6994da407e2fb");

    fn from_statement(predicate: &statement::Predicate) -> Option<Self> {
        match *predicate {
            statement::Predicate::Age { slot, cutoff } => Some(Self { slot, cutoff }),
            _ => None,
        }
    }

    fn check(&self, witness: &Witness) -> Result<(), Violation> {
        if has_bits(self.before_cutoff(witness), BITS) {
            Ok(())
        } else {
            Err(Violation::AfterCutoff)
        }
    }

    fn enforce<CS: ConstraintSystem<Fr>>(
        cs: &mut CS,
        inputs: &mut InputReader<'_>,
        known: Option<(&Self, &Witness)>,
    ) -> Result<Num, SynthesisError> {
        let slot = inputs.next(cs, "slot")?;
        let cutoff = inputs.next(cs, "cutoff")?;

        let before = known.map(|(age, witness)| age.before_cutoff(witness));
        let before = alloc_bits(&mut cs.namespace(|| "before cutoff"), BITS, before)?;
        let value = &cutoff - &pack(&before);
        let path = known.and_then(|(age, witness)| witness.claims.opening(age.slot));
        claims::root_over(&mut cs.namespace(|| "claims"), &slot, &value, path.as_ref())
    }
}
