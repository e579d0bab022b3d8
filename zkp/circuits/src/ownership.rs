//! The holder has a credential of the stated authority, valid and not revoked. 4,787 constraints,
//! 8 inputs.

use aura_zkp_core::{statement, Fr};
use bellman::{ConstraintSystem, SynthesisError};

use crate::gadgets::num::Num;
use crate::presentation::InputReader;
use crate::{pinned, Predicate, Violation, Witness};

/// No claim is opened: the root of the claims is a part of the witness.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Ownership;

impl Predicate for Ownership {
    const CIRCUIT: statement::Circuit = statement::Circuit::Ownership;
    const HASH: [u8; 32] =
        pinned::digest("b396b0274c535373686e9895cc86386f302e8263dfac1f038bfda3d2dbc3ab96");

    fn from_statement(predicate: &statement::Predicate) -> Option<Self> {
        matches!(predicate, statement::Predicate::Ownership).then_some(Self)
    }

    fn check(&self, _: &Witness) -> Result<(), Violation> {
        Ok(())
    }

    fn enforce<CS: ConstraintSystem<Fr>>(
        cs: &mut CS,
        _: &mut InputReader<'_>,
        known: Option<(&Self, &Witness)>,
    ) -> Result<Num, SynthesisError> {
        let claims = known.map(|(_, witness)| witness.claims.root());
        Num::alloc(cs, "claims", claims)
    }
}
