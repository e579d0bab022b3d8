//! Proving of a statement.

use aura_zkp_circuits::{check, AnyCircuit, Error, Witness};
use aura_zkp_core::{
    groth16::{verify, Proof, Reference},
    statement::Statement,
};

use crate::{
    create::{create, Blinding, Points},
    ProveError, ProvingKey,
};

/// Proves a statement.
///
/// The proof is verified before it is returned. A valid proof reveals nothing about the witness,
/// however the key was made: A and B are uniformly random, because δ is not the identity, and C is
/// the one point that fits them.
///
/// # Errors
///
/// [`ProveError::Violation`] names the rule that the witness breaks. See [`ProveError`] for others.
pub fn prove(
    key: &ProvingKey,
    statement: &Statement,
    witness: &Witness,
) -> Result<Proof, ProveError> {
    let other = |expected| ProveError::OtherCircuit {
        expected,
        key: key.id(),
    };
    if statement.circuit() != key.id().circuit {
        return Err(other(statement.circuit()));
    }
    let refused = |error| match error {
        Error::OtherCircuit { found, .. } => other(found),
        Error::Statement(error) => error.into(),
    };
    check(statement, witness).map_err(refused)??;
    let circuit = AnyCircuit::new(statement, witness).map_err(refused)?;
    let proof = to_proof(&create(key, circuit, &Blinding::draw()?)?)?;
    verify::<Reference>(key.prepared(), &proof, &statement.inputs()?)?;
    Ok(proof)
}

/// Converts the points to the verifier's form.
pub(crate) fn to_proof(Points { a, b, c }: &Points) -> Result<Proof, ProveError> {
    let mut bytes = [0; 384];
    bytes[..96].copy_from_slice(&a.to_uncompressed());
    bytes[96..288].copy_from_slice(&b.to_uncompressed());
    bytes[288..].copy_from_slice(&c.to_uncompressed());
    Ok(Proof::read(&bytes)?)
}
