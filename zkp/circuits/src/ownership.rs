//! The holder has a credential of the stated authority, valid and not revoked. 4,787 constraints,
//! 8 inputs.

use aura_zkp_core::{
    statement::{self, Predicate, Statement},
    Fr,
};
use bellman::{ConstraintSystem, SynthesisError};

use crate::gadgets::num::Num;
use crate::presentation::{self, InputReader};
use crate::{hash, Error, Violation, Witness};

/// The hash of the circuit.
pub const HASH: [u8; 32] =
    hash::pinned("b396b0274c535373686e9895cc86386f302e8263dfac1f038bfda3d2dbc3ab96");

/// What everybody sees.
#[derive(Clone, Debug)]
pub struct Public {
    statement: Statement,
    inputs: Vec<Fr>,
}

impl TryFrom<Statement> for Public {
    type Error = Error;

    fn try_from(statement: Statement) -> Result<Self, Error> {
        let Predicate::Ownership = statement.predicate else {
            let wanted = statement::Circuit::Ownership;
            return Err(Error::OtherCircuit {
                wanted,
                found: statement.circuit(),
            });
        };
        Ok(Self {
            inputs: statement.inputs()?.to_vec(),
            statement,
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

/// Whether the circuit is satisfied.
///
/// # Errors
/// The rule that is broken.
pub fn check(public: &Public, private: &Private) -> Result<(), Violation> {
    presentation::check(&public.statement, private)
}

impl bellman::Circuit<Fr> for Circuit {
    fn synthesize<CS: ConstraintSystem<Fr>>(self, cs: &mut CS) -> Result<(), SynthesisError> {
        let known = self.0.as_ref();
        let mut reader = InputReader::new(known.map(|(public, _)| public.inputs()));
        let inputs = reader.common(cs)?;

        let claims = known.map(|(_, private)| private.claims.root());
        let claims = Num::alloc(cs, "claims", claims)?;

        let known = known.map(|(public, private)| (&public.statement, private));
        presentation::enforce(cs, &inputs, &claims, known)
    }
}
