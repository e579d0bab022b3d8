//! The circuit of a statement, chosen at run time by its predicate.

use aura_zkp_core::{
    statement::{self, Statement},
    Fr,
};
use bellman::{ConstraintSystem, SynthesisError};

use crate::{
    Age, Circuit, Error, Membership, Ownership, Predicate, Public, Range, Violation, Witness,
};

/// One of the four circuits.
#[derive(Clone, Debug)]
pub enum AnyCircuit {
    /// See [`Ownership`].
    Ownership(Circuit<Ownership>),
    /// See [`Age`].
    Age(Circuit<Age>),
    /// See [`Range`].
    Range(Circuit<Range>),
    /// See [`Membership`].
    Membership(Circuit<Membership>),
}

impl AnyCircuit {
    /// The empty circuit, to make keys.
    pub fn empty(circuit: statement::Circuit) -> Self {
        match circuit {
            statement::Circuit::Ownership => Self::Ownership(Circuit::default()),
            statement::Circuit::Age => Self::Age(Circuit::default()),
            statement::Circuit::Range => Self::Range(Circuit::default()),
            statement::Circuit::Membership => Self::Membership(Circuit::default()),
        }
    }

    /// The circuit of a statement and its witness.
    ///
    /// # Errors
    ///
    /// If the statement has no inputs.
    pub fn new(statement: &Statement, witness: &Witness) -> Result<Self, Error> {
        Ok(match statement.circuit() {
            statement::Circuit::Ownership => Self::Ownership(filled(statement, witness)?),
            statement::Circuit::Age => Self::Age(filled(statement, witness)?),
            statement::Circuit::Range => Self::Range(filled(statement, witness)?),
            statement::Circuit::Membership => Self::Membership(filled(statement, witness)?),
        })
    }
}

fn filled<P: Predicate>(statement: &Statement, witness: &Witness) -> Result<Circuit<P>, Error> {
    let public = Public::try_from(statement.clone())?;
    Ok(Circuit::new(public, witness.clone()))
}

impl bellman::Circuit<Fr> for AnyCircuit {
    fn synthesize<CS: ConstraintSystem<Fr>>(self, cs: &mut CS) -> Result<(), SynthesisError> {
        match self {
            Self::Ownership(circuit) => circuit.synthesize(cs),
            Self::Age(circuit) => circuit.synthesize(cs),
            Self::Range(circuit) => circuit.synthesize(cs),
            Self::Membership(circuit) => circuit.synthesize(cs),
        }
    }
}

/// Checks a statement and its witness without a circuit: the inner result.
///
/// # Errors
///
/// If the statement has no inputs.
pub fn check(statement: &Statement, witness: &Witness) -> Result<Result<(), Violation>, Error> {
    let circuit = statement.circuit();
    let statement = statement.clone();
    Ok(match circuit {
        statement::Circuit::Ownership => Public::<Ownership>::try_from(statement)?.check(witness),
        statement::Circuit::Age => Public::<Age>::try_from(statement)?.check(witness),
        statement::Circuit::Range => Public::<Range>::try_from(statement)?.check(witness),
        statement::Circuit::Membership => Public::<Membership>::try_from(statement)?.check(witness),
    })
}
