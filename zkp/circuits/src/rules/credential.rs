//! Rules 1 and 3 of `docs/zkp.md`, section 8: the message that the issuer signs, made of this
//! holder, this validity and these claims.

use aura_zkp_core::{tags, Fr};
use bellman::{ConstraintSystem, SynthesisError};

use crate::gadgets::num::Num;
use crate::gadgets::poseidon::{p3, p5};

/// Rule 1: `holder = P3("holder"; secret, blinding)`. 240 constraints.
pub fn holder<CS: ConstraintSystem<Fr>>(
    cs: &mut CS,
    secret: &Num,
    blinding: &Num,
) -> Result<Num, SynthesisError> {
    p3(cs, tags::HOLDER, [secret, blinding])
}

/// Rule 3: `M = P5("credential"; authority, holder, meta, claims)`. 297 constraints.
pub fn message<CS: ConstraintSystem<Fr>>(
    cs: &mut CS,
    authority: &Num,
    holder: &Num,
    meta: &Num,
    claims: &Num,
) -> Result<Num, SynthesisError> {
    p5(cs, tags::CREDENTIAL, [authority, holder, meta, claims])
}
