//! A claim in the credential is a member of a set of up to 65,536. 7,792 constraints, 10 inputs.

use aura_zkp_core::{
    set as native,
    statement::{self, Predicate, Statement},
    Fr,
};
use bellman::{ConstraintSystem, SynthesisError};

use crate::gadgets::num::Num;
use crate::presentation::{self, InputReader};
use crate::rules::{claims, set};
use crate::{hash, Error, Violation, Witness};

/// The hash of the circuit.
pub const HASH: [u8; 32] =
    hash::pinned("639e8c5ad2263f1af6311bb3698c9907e32d22cd94af2bc4c43a74e3ea337693");

/// What everybody sees.
#[derive(Clone, Debug)]
pub struct Public {
    statement: Statement,
    slot: u8,
    set_root: Fr,
    inputs: Vec<Fr>,
}

impl TryFrom<Statement> for Public {
    type Error = Error;

    fn try_from(statement: Statement) -> Result<Self, Error> {
        let Predicate::Membership { slot, set_root } = statement.predicate else {
            let wanted = statement::Circuit::Membership;
            return Err(Error::OtherCircuit {
                wanted,
                found: statement.circuit(),
            });
        };
        Ok(Self {
            inputs: statement.inputs()?.to_vec(),
            statement,
            slot,
            set_root,
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
    presentation::check(&public.statement, private)?;
    let value = presentation::claim(private, public.slot);
    let path = private.set_path.as_ref().ok_or(Violation::NotMember)?;
    if native::root_of(&value, path) == Some(public.set_root) {
        Ok(())
    } else {
        Err(Violation::NotMember)
    }
}

impl bellman::Circuit<Fr> for Circuit {
    fn synthesize<CS: ConstraintSystem<Fr>>(self, cs: &mut CS) -> Result<(), SynthesisError> {
        let known = self.0.as_ref();
        let mut reader = InputReader::new(known.map(|(public, _)| public.inputs()));
        let inputs = reader.common(cs)?;
        let slot = reader.next(cs, "slot")?;
        let set_root = reader.next(cs, "set root")?;

        let value = known.map(|(public, private)| presentation::claim(private, public.slot));
        let value = Num::alloc(cs, "value", value)?;
        let path = known.and_then(|(_, private)| private.set_path.as_ref());
        set::enforce_member(&mut cs.namespace(|| "set"), &set_root, &value, path)?;
        let path = known.and_then(|(public, private)| private.claims.opening(public.slot));
        let claims =
            claims::root_over(&mut cs.namespace(|| "claims"), &slot, &value, path.as_ref())?;

        let known = known.map(|(public, private)| (&public.statement, private));
        presentation::enforce(cs, &inputs, &claims, known)
    }
}
