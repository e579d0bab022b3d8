//! From a statement to its proof.

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
/// The proof is checked before it is given out. One that holds shows nothing of the witness, however
/// the key was made: A and B are random by themselves, because δ is no identity, and C is the one
/// point that fits them.
///
/// # Errors
///
/// [`ProveError::Violation`] says which rule the witness breaks. See [`ProveError`] for others.
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

/// The points as the verifier has them.
pub(crate) fn to_proof(Points { a, b, c }: &Points) -> Result<Proof, ProveError> {
    let mut bytes = [0; 384];
    bytes[..96].copy_from_slice(&a.to_uncompressed());
    bytes[96..288].copy_from_slice(&b.to_uncompressed());
    bytes[288..].copy_from_slice(&c.to_uncompressed());
    Ok(Proof::read(&bytes)?)
}
