//! A claim in the credential is a member of a set of up to 65,536 (`docs/zkp.md`, rule 11). 7,792
//! constraints, 10 inputs.

use aura_zkp_core::{set as native, statement, Fr};
use bellman::{ConstraintSystem, SynthesisError};

use crate::gadgets::num::Num;
use crate::presentation::{claim, InputReader};
use crate::rules::{claims, set};
use crate::{pinned, Predicate, Violation, Witness};

/// The claim in `slot` is a member of the set with the root `set_root`.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Membership {
    slot: u8,
    set_root: Fr,
}

impl Predicate for Membership {
    const CIRCUIT: statement::Circuit = statement::Circuit::Membership;
    const HASH: [u8; 32] =
        pinned::digest("639e8c5ad2263f1af6311bb3698c9907e32d22cd94af2bc4c43a74e3ea337693");

    fn from_statement(predicate: &statement::Predicate) -> Option<Self> {
        match *predicate {
            statement::Predicate::Membership { slot, set_root } => Some(Self { slot, set_root }),
            _ => None,
        }
    }

    fn check(&self, witness: &Witness) -> Result<(), Violation> {
        let value = claim(witness, self.slot);
        let path = witness.set_path.as_ref().ok_or(Violation::NotMember)?;
        if native::root_of(&value, path) == Some(self.set_root) {
            Ok(())
        } else {
            Err(Violation::NotMember)
        }
    }

    fn enforce<CS: ConstraintSystem<Fr>>(
        cs: &mut CS,
        inputs: &mut InputReader<'_>,
        known: Option<(&Self, &Witness)>,
    ) -> Result<Num, SynthesisError> {
        let slot = inputs.next(cs, "slot")?;
        let set_root = inputs.next(cs, "set root")?;

        let value = known.map(|(member, witness)| claim(witness, member.slot));
        let value = Num::alloc(cs, "value", value)?;
        let path = known.and_then(|(_, witness)| witness.set_path.as_ref());
        set::enforce_member(&mut cs.namespace(|| "set"), &set_root, &value, path)?;
        let path = known.and_then(|(member, witness)| witness.claims.opening(member.slot));
        claims::root_over(&mut cs.namespace(|| "claims"), &slot, &value, path.as_ref())
    }
}
