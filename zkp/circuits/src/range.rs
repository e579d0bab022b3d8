//! A number in the credential is neither below nor above a range. 5,519 constraints, 11 inputs.
//!
//! `value − lo` and `hi − value` are numbers of 64 bits: 128 constraints. Since `lo` and `hi` have 64
//! bits too, neither can wrap around the modulus.

use aura_zkp_core::{
    statement::{self, Predicate, Statement},
    Fr,
};
use bellman::{ConstraintSystem, SynthesisError};

use crate::gadgets::bits::{alloc_bits, pack, unpack};
use crate::presentation::{self, has_bits, InputReader};
use crate::rules::claims;
use crate::{hash, Error, Violation, Witness};

/// Bits of a number.
const BITS: usize = 64;

/// The hash of the circuit.
pub const HASH: [u8; 32] =
    hash::pinned("303564e1992e006c7d831fd4ee7fbca1fa0c9f955ba1dde1d1a632326df72640");

/// What everybody sees.
#[derive(Clone, Debug)]
pub struct Public {
    statement: Statement,
    slot: u8,
    lo: u64,
    hi: u64,
    inputs: Vec<Fr>,
}

impl TryFrom<Statement> for Public {
    type Error = Error;

    fn try_from(statement: Statement) -> Result<Self, Error> {
        let Predicate::Range { slot, lo, hi } = statement.predicate else {
            let wanted = statement::Circuit::Range;
            return Err(Error::OtherCircuit {
                wanted,
                found: statement.circuit(),
            });
        };
        Ok(Self {
            inputs: statement.inputs()?.to_vec(),
            statement,
            slot,
            lo,
            hi,
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

/// `value − lo` and `hi − value`.
fn distances(public: &Public, private: &Private) -> (Fr, Fr) {
    let value = presentation::claim(private, public.slot);
    (value - Fr::from(public.lo), Fr::from(public.hi) - value)
}

/// Whether the circuit is satisfied.
///
/// # Errors
/// The rule that is broken.
pub fn check(public: &Public, private: &Private) -> Result<(), Violation> {
    presentation::check(&public.statement, private)?;
    let (above_lo, below_hi) = distances(public, private);
    if !has_bits(above_lo, BITS) {
        return Err(Violation::BelowRange);
    }
    if !has_bits(below_hi, BITS) {
        return Err(Violation::AboveRange);
    }
    Ok(())
}

impl bellman::Circuit<Fr> for Circuit {
    fn synthesize<CS: ConstraintSystem<Fr>>(self, cs: &mut CS) -> Result<(), SynthesisError> {
        let known = self.0.as_ref();
        let mut reader = InputReader::new(known.map(|(public, _)| public.inputs()));
        let inputs = reader.common(cs)?;
        let slot = reader.next(cs, "slot")?;
        let lo = reader.next(cs, "lo")?;
        let hi = reader.next(cs, "hi")?;

        let above = known.map(|(public, private)| distances(public, private).0);
        let above = alloc_bits(&mut cs.namespace(|| "above lo"), BITS, above)?;
        let value = &lo + &pack(&above);
        unpack(&mut cs.namespace(|| "below hi"), BITS, &(&hi - &value))?;
        let path = known.and_then(|(public, private)| private.claims.opening(public.slot));
        let claims =
            claims::root_over(&mut cs.namespace(|| "claims"), &slot, &value, path.as_ref())?;

        let known = known.map(|(public, private)| (&public.statement, private));
        presentation::enforce(cs, &inputs, &claims, known)
    }
}
