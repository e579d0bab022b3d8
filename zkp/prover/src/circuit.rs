//! One of the four circuits, chosen by what is stated.

use aura_zkp_circuits::{age, membership, ownership, range, Error, Violation, Witness};
use aura_zkp_core::{
    statement::{self, Statement},
    Fr,
};
use bellman::{ConstraintSystem, SynthesisError};

/// A circuit.
pub(crate) enum Circuit {
    Ownership(ownership::Circuit),
    Age(age::Circuit),
    Range(range::Circuit),
    Membership(membership::Circuit),
}

impl Circuit {
    /// Without what it is about.
    pub(crate) fn blank(circuit: statement::Circuit) -> Self {
        match circuit {
            statement::Circuit::Ownership => Self::Ownership(ownership::Circuit::default()),
            statement::Circuit::Age => Self::Age(age::Circuit::default()),
            statement::Circuit::Range => Self::Range(range::Circuit::default()),
            statement::Circuit::Membership => Self::Membership(membership::Circuit::default()),
        }
    }

    /// That of a statement and its witness.
    pub(crate) fn new(statement: &Statement, witness: &Witness) -> Result<Self, Error> {
        let (statement, witness) = (statement.clone(), witness.clone());
        Ok(match statement.circuit() {
            statement::Circuit::Ownership => {
                Self::Ownership(ownership::Circuit::new(statement.try_into()?, witness))
            }
            statement::Circuit::Age => Self::Age(age::Circuit::new(statement.try_into()?, witness)),
            statement::Circuit::Range => {
                Self::Range(range::Circuit::new(statement.try_into()?, witness))
            }
            statement::Circuit::Membership => {
                Self::Membership(membership::Circuit::new(statement.try_into()?, witness))
            }
        })
    }
}

impl bellman::Circuit<Fr> for Circuit {
    fn synthesize<CS: ConstraintSystem<Fr>>(self, cs: &mut CS) -> Result<(), SynthesisError> {
        match self {
            Self::Ownership(circuit) => circuit.synthesize(cs),
            Self::Age(circuit) => circuit.synthesize(cs),
            Self::Range(circuit) => circuit.synthesize(cs),
            Self::Membership(circuit) => circuit.synthesize(cs),
        }
    }
}

/// What the circuit demands, without it.
pub(crate) fn check(
    statement: &Statement,
    witness: &Witness,
) -> Result<Result<(), Violation>, Error> {
    let statement = statement.clone();
    Ok(match statement.circuit() {
        statement::Circuit::Ownership => ownership::check(&statement.try_into()?, witness),
        statement::Circuit::Age => age::check(&statement.try_into()?, witness),
        statement::Circuit::Range => range::check(&statement.try_into()?, witness),
        statement::Circuit::Membership => membership::check(&statement.try_into()?, witness),
    })
}
