//! Rules 6 and 7 of `docs/zkp.md`, section 8: the nullifier of the holder in a scope, and the
//! context of the presentation.

use aura_zkp_core::{tags, Fr};
use bellman::{ConstraintSystem, SynthesisError};

use crate::gadgets::num::{enforce_equal, Num};
use crate::gadgets::poseidon::p3;

/// Rule 6: `nullifier = P3("nullifier"; secret, scope)`. 241 constraints.
///
/// `secret` is also the variable of the holder commitment, so a credential has one nullifier in a
/// scope.
pub fn enforce_nullifier<CS: ConstraintSystem<Fr>>(
    cs: &mut CS,
    nullifier: &Num,
    secret: &Num,
    scope: &Num,
) -> Result<(), SynthesisError> {
    let hash = p3(
        &mut cs.namespace(|| "hash"),
        tags::NULLIFIER,
        [secret, scope],
    )?;
    enforce_equal(cs, "is the hash", &hash, nullifier);
    Ok(())
}

/// Rule 7: computes `context²`, so that the input takes part in a constraint, however the proof
/// system treats inputs that do not. 1 constraint.
pub fn bind<CS: ConstraintSystem<Fr>>(cs: &mut CS, context: &Num) -> Result<(), SynthesisError> {
    context.mul(cs, "squared", context)?;
    Ok(())
}
