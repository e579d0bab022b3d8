//! One circuit for every predicate: the rules of [`presentation`], and those of the predicate.

use aura_zkp_core::{
    statement::{self, Statement},
    Fr,
};
use bellman::{ConstraintSystem, SynthesisError};

use crate::gadgets::num::Num;
use crate::presentation::{self, InputReader};
use crate::{Error, Violation, Witness};

/// A predicate on one claim of the credential: its public inputs, its constraints, and the same
/// rules without a circuit.
pub trait Predicate: Clone {
    /// The name of the circuit.
    const CIRCUIT: statement::Circuit;

    /// The hash of the circuit.
    const HASH: [u8; 32];

    /// Takes the parameters out of a statement's predicate. `None` if it is of another kind.
    fn from_statement(predicate: &statement::Predicate) -> Option<Self>;

    /// Checks the predicate without a circuit.
    ///
    /// # Errors
    ///
    /// The rule that is broken.
    fn check(&self, witness: &Witness) -> Result<(), Violation>;

    /// Reads the predicate's own inputs, enforces it, and returns the root of the claims.
    ///
    /// `known` is the predicate and the witness, or `None` to make keys.
    ///
    /// # Errors
    ///
    /// Errors of the constraint system.
    fn enforce<CS: ConstraintSystem<Fr>>(
        cs: &mut CS,
        inputs: &mut InputReader<'_>,
        known: Option<(&Self, &Witness)>,
    ) -> Result<Num, SynthesisError>;
}

/// The public part of a circuit: a statement with this predicate, and its inputs.
#[derive(Clone, Debug)]
pub struct Public<P> {
    statement: Statement,
    predicate: P,
    inputs: Vec<Fr>,
}

impl<P: Predicate> TryFrom<Statement> for Public<P> {
    type Error = Error;

    fn try_from(statement: Statement) -> Result<Self, Error> {
        let predicate =
            P::from_statement(&statement.predicate).ok_or_else(|| Error::OtherCircuit {
                expected: P::CIRCUIT,
                found: statement.circuit(),
            })?;
        Ok(Self {
            inputs: statement.inputs()?.to_vec(),
            predicate,
            statement,
        })
    }
}

impl<P: Predicate> Public<P> {
    /// The public inputs, in order.
    pub fn inputs(&self) -> &[Fr] {
        &self.inputs
    }

    /// Checks the rules without a circuit.
    ///
    /// # Errors
    ///
    /// The rule that is broken.
    pub fn check(&self, witness: &Witness) -> Result<(), Violation> {
        presentation::check(&self.statement, witness)?;
        self.predicate.check(witness)
    }
}

/// The circuit of a predicate: with a statement and its witness to prove, empty to make keys.
#[derive(Clone, Debug)]
pub struct Circuit<P>(Option<(Public<P>, Witness)>);

impl<P> Default for Circuit<P> {
    fn default() -> Self {
        Self(None)
    }
}

impl<P> Circuit<P> {
    /// The circuit of a proof.
    pub const fn new(public: Public<P>, witness: Witness) -> Self {
        Self(Some((public, witness)))
    }
}

impl<P: Predicate> bellman::Circuit<Fr> for Circuit<P> {
    fn synthesize<CS: ConstraintSystem<Fr>>(self, cs: &mut CS) -> Result<(), SynthesisError> {
        let known = self.0.as_ref();
        let mut reader = InputReader::new(known.map(|(public, _)| public.inputs()));
        let inputs = reader.common(cs)?;
        let predicate = known.map(|(public, witness)| (&public.predicate, witness));
        let claims = P::enforce(cs, &mut reader, predicate)?;
        let known = known.map(|(public, witness)| (&public.statement, witness));
        presentation::enforce(cs, &inputs, &claims, known)
    }
}
