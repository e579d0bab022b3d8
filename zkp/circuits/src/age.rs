//! A date in the credential is not after a cut-off: the holder was born on it or before. 5,423
//! constraints, 10 inputs.
//!
//! `cutoff − value` is a number of 32 bits, and `value` is what that leaves of the cut-off: 32
//! constraints. An absent claim is above 2^64, so never such a value. That the slot has dates, and
//! not integers that could be as small, is for the verifier of a proof to look up in the schema.

use aura_zkp_core::{
    date::Day,
    statement::{self, Predicate, Statement},
    Fr,
};
use bellman::{ConstraintSystem, SynthesisError};

use crate::gadgets::bits::{alloc_bits, pack};
use crate::presentation::{self, has_bits, InputReader};
use crate::rules::claims;
use crate::{hash, Error, Violation, Witness};

/// Bits of a number of days.
const BITS: usize = 32;

/// The hash of the circuit.
pub const HASH: [u8; 32] =
    hash::pinned("5533271a37f8333185189c68157f52891fb64735c027536430f6994da407e2fb");

/// What everybody sees.
#[derive(Clone, Debug)]
pub struct Public {
    statement: Statement,
    slot: u8,
    cutoff: Day,
    inputs: Vec<Fr>,
}

impl TryFrom<Statement> for Public {
    type Error = Error;

    fn try_from(statement: Statement) -> Result<Self, Error> {
        let Predicate::Age { slot, cutoff } = statement.predicate else {
            let wanted = statement::Circuit::Age;
            return Err(Error::OtherCircuit {
                wanted,
                found: statement.circuit(),
            });
        };
        Ok(Self {
            inputs: statement.inputs()?.to_vec(),
            statement,
            slot,
            cutoff,
        })
    }
}

impl Public {
    /// The public inputs, in order.
    pub fn inputs(&self) -> &[Fr] {
        &self.inputs
    }
}

/// What only the holder knows.
pub type Private = Witness;

/// The circuit, with what it is about or, to make keys, without.
#[derive(Clone, Debug, Default)]
pub struct Circuit(Option<(Public, Private)>);

impl Circuit {
    /// The circuit of a proof.
    pub fn new(public: Public, private: Private) -> Self {
        Self(Some((public, private)))
    }
}

/// `cutoff − value`.
fn before_cutoff(public: &Public, private: &Private) -> Fr {
    Fr::from(u64::from(public.cutoff.0)) - presentation::claim(private, public.slot)
}

/// Whether the circuit is satisfied.
///
/// # Errors
/// The rule that is broken.
pub fn check(public: &Public, private: &Private) -> Result<(), Violation> {
    presentation::check(&public.statement, private)?;
    if has_bits(before_cutoff(public, private), BITS) {
        Ok(())
    } else {
        Err(Violation::AfterCutoff)
    }
}

impl bellman::Circuit<Fr> for Circuit {
    fn synthesize<CS: ConstraintSystem<Fr>>(self, cs: &mut CS) -> Result<(), SynthesisError> {
        let known = self.0.as_ref();
        let mut reader = InputReader::new(known.map(|(public, _)| public.inputs()));
        let inputs = reader.common(cs)?;
        let slot = reader.next(cs, "slot")?;
        let cutoff = reader.next(cs, "cutoff")?;

        let before = known.map(|(public, private)| before_cutoff(public, private));
        let before = alloc_bits(&mut cs.namespace(|| "before cutoff"), BITS, before)?;
        let value = &cutoff - &pack(&before);
        let path = known.and_then(|(public, private)| private.claims.opening(public.slot));
        let claims =
            claims::root_over(&mut cs.namespace(|| "claims"), &slot, &value, path.as_ref())?;

        let known = known.map(|(public, private)| (&public.statement, private));
        presentation::enforce(cs, &inputs, &claims, known)
    }
}
