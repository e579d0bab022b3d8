//! The rules 1 to 7 of `docs/zkp.md`, section 8, which every circuit enforces, and their inputs
//! (section 7).

use aura_zkp_core::{
    credential::{self as native, Meta},
    statement::Statement,
    status::{is_set, root_of},
    value::ABSENT,
    Fr,
};
use bellman::{ConstraintSystem, SynthesisError};

use crate::gadgets::{curve::Edwards, num::Num};
use crate::rules::{credential, dates, nullifier, signature, status};
use crate::{Violation, Witness};

/// The public inputs of every circuit.
pub struct Inputs {
    issuer: Edwards,
    authority: Num,
    validity: Num,
    status_root: Num,
    context: Num,
    scope: Num,
    nullifier: Num,
}

/// Allocates public inputs, in the order of their values.
pub struct InputReader<'a> {
    values: Option<std::slice::Iter<'a, Fr>>,
}

impl<'a> InputReader<'a> {
    /// A reader of these values, or of none to make keys.
    pub fn new(values: Option<&'a [Fr]>) -> Self {
        Self {
            values: values.map(<[Fr]>::iter),
        }
    }

    /// Allocates the next input.
    pub fn next<CS: ConstraintSystem<Fr>>(
        &mut self,
        cs: &mut CS,
        name: &str,
    ) -> Result<Num, SynthesisError> {
        let value = self
            .values
            .as_mut()
            .and_then(|values| values.next().copied());
        Num::input(cs, name, value)
    }

    /// Allocates the inputs that all circuits share.
    pub fn common<CS: ConstraintSystem<Fr>>(
        &mut self,
        cs: &mut CS,
    ) -> Result<Inputs, SynthesisError> {
        Ok(Inputs {
            issuer: Edwards {
                u: self.next(cs, "issuer key u")?,
                v: self.next(cs, "issuer key v")?,
            },
            authority: self.next(cs, "authority")?,
            validity: self.next(cs, "validity")?,
            status_root: self.next(cs, "status root")?,
            context: self.next(cs, "context")?,
            scope: self.next(cs, "scope")?,
            nullifier: self.next(cs, "nullifier")?,
        })
    }
}

/// Enforces the rules 1 to 7 for a credential with these claims. 4,787 constraints.
pub fn enforce<CS: ConstraintSystem<Fr>>(
    cs: &mut CS,
    inputs: &Inputs,
    claims: &Num,
    known: Option<(&Statement, &Witness)>,
) -> Result<(), SynthesisError> {
    let witness = known.map(|(_, witness)| witness);
    let distances = known.map(|(statement, witness)| distances(statement, witness));

    let secret = Num::alloc(cs, "secret", witness.map(|witness| witness.secret))?;
    let blinding = Num::alloc(cs, "blinding", witness.map(|witness| witness.blinding))?;
    let holder = credential::holder(&mut cs.namespace(|| "1 holder"), &secret, &blinding)?;

    let index = witness.map(|witness| witness.index);
    let index = status::Index::alloc(&mut cs.namespace(|| "2 index"), index)?;
    let distances = dates::distances(
        &mut cs.namespace(|| "2 dates"),
        distances.map(|distances| distances.0),
        distances.map(|distances| distances.1),
    )?;
    let meta = distances.meta(&index.num(), &inputs.validity);

    let message = credential::message(
        &mut cs.namespace(|| "3 message"),
        &inputs.authority,
        &holder,
        &meta,
        claims,
    )?;

    signature::enforce_signed(
        &mut cs.namespace(|| "4 signature"),
        &inputs.issuer,
        &message,
        witness.map(|witness| &witness.signature),
    )?;

    status::enforce_not_revoked(
        &mut cs.namespace(|| "5 status"),
        &index,
        &inputs.status_root,
        witness.map(|witness| &witness.status),
    )?;

    nullifier::enforce_nullifier(
        &mut cs.namespace(|| "6 nullifier"),
        &inputs.nullifier,
        &secret,
        &inputs.scope,
    )?;

    nullifier::bind(&mut cs.namespace(|| "7 context"), &inputs.context)
}

/// Checks the rules 1 to 7 without a circuit.
///
/// # Errors
///
/// The rule that is broken.
pub fn check(statement: &Statement, witness: &Witness) -> Result<(), Violation> {
    let (since_from, to_until) = distances(statement, witness);
    if !has_bits(since_from, dates::BITS) {
        return Err(Violation::NotYetValid);
    }
    if !has_bits(to_until, dates::BITS) {
        return Err(Violation::Expired);
    }

    let meta = Meta {
        index: witness.index,
        list: statement.list,
        from: witness.from,
        until: witness.until,
    };
    let holder = native::holder(&witness.secret, &witness.blinding);
    let claims = witness.claims.root();
    let message = native::message(&statement.authority, &holder, &meta, &claims);
    let message = message.ok_or(Violation::IndexTooLarge)?;
    if !statement.issuer_key.verify(&message, &witness.signature) {
        return Err(Violation::NotSigned);
    }

    if root_of(witness.index, &witness.status) != Some(statement.status_root) {
        return Err(Violation::NotInStatusList);
    }
    if is_set(witness.index, witness.status.word) {
        return Err(Violation::Revoked);
    }

    if native::nullifier(&witness.secret, &statement.scope) != statement.nullifier {
        return Err(Violation::OtherNullifier);
    }
    Ok(())
}

/// The claim at a slot; absent if the slot does not exist.
pub(crate) fn claim(witness: &Witness, slot: u8) -> Fr {
    witness.claims.get(slot).unwrap_or(ABSENT)
}

/// `date − from` and `until − date`.
fn distances(statement: &Statement, witness: &Witness) -> (Fr, Fr) {
    let [date, from, until] =
        [statement.date, witness.from, witness.until].map(|day| Fr::from(u64::from(day.0)));
    (date - from, until - date)
}

/// True if a number is below 2^`bits`, for whole bytes.
pub(crate) fn has_bits(number: Fr, bits: usize) -> bool {
    number.to_bytes()[bits / 8..].iter().all(|&byte| byte == 0)
}
