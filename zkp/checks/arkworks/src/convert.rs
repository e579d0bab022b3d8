//! Conversion of scalars, keys and proofs between the two libraries.
//!
//! Both encode points as Zcash does, so points are passed as bytes. arkworks checks on reading that
//! they are in their subgroups.

use ark_bls12_381::{Bls12_381, Fr, G1Affine, G2Affine};
use ark_ff::PrimeField;
use ark_groth16 as ark;
use ark_serialize::{CanonicalDeserialize, CanonicalSerialize, SerializationError};
use aura_primitives::zkp::{KeyId, Provenance, VerifyingKey};
use aura_zkp_core::{
    groth16::{Proof, ProofError},
    Fr as Scalar,
};
use thiserror::Error;

/// Errors of a conversion.
#[derive(Debug, Error)]
pub enum Error {
    /// arkworks rejects the bytes of a point.
    #[error("arkworks rejects a point: {0}")]
    Ark(SerializationError),
    /// The points are not a valid proof for our verifier.
    #[error(transparent)]
    Proof(#[from] ProofError),
    /// A point has another length.
    #[error("a point has {0} bytes, which is not the length of an uncompressed point")]
    Length(usize),
    /// A key has more inputs than a `VerifyingKey` has room for.
    #[error("a key has {0} points for inputs, more than a verifying key has room for")]
    Inputs(usize),
}

impl From<SerializationError> for Error {
    fn from(error: SerializationError) -> Self {
        Self::Ark(error)
    }
}

/// Converts a scalar for arkworks.
pub fn scalar(value: &Scalar) -> Fr {
    Fr::from_le_bytes_mod_order(&value.to_bytes())
}

/// Converts public inputs for arkworks.
pub fn scalars(values: &[Scalar]) -> Vec<Fr> {
    values.iter().map(scalar).collect()
}

/// Converts a key for arkworks.
///
/// # Errors
///
/// If a point is not in its group.
pub fn key_for_ark(key: &VerifyingKey) -> Result<ark::VerifyingKey<Bls12_381>, Error> {
    let g1 = |bytes: &[u8]| G1Affine::deserialize_uncompressed(bytes);
    let g2 = |bytes: &[u8]| G2Affine::deserialize_uncompressed(bytes);
    Ok(ark::VerifyingKey {
        alpha_g1: g1(&key.alpha)?,
        beta_g2: g2(&key.beta)?,
        gamma_g2: g2(&key.gamma)?,
        delta_g2: g2(&key.delta)?,
        gamma_abc_g1: key
            .ic
            .iter()
            .map(|point| g1(point))
            .collect::<Result<_, _>>()?,
    })
}

/// Converts a key of arkworks. The caller states its name, circuit hash and provenance.
///
/// # Errors
///
/// If it has more inputs than a `VerifyingKey` has room for.
pub fn key_of_ark(
    key: &ark::VerifyingKey<Bls12_381>,
    id: KeyId,
    circuit_hash: [u8; 32],
    provenance: Provenance,
) -> Result<VerifyingKey, Error> {
    let ic = key.gamma_abc_g1.iter().map(bytes);
    let ic = ic.collect::<Result<Vec<_>, _>>()?;
    let inputs = ic.len();
    Ok(VerifyingKey {
        id,
        circuit_hash,
        provenance,
        alpha: bytes(&key.alpha_g1)?,
        beta: bytes(&key.beta_g2)?,
        gamma: bytes(&key.gamma_g2)?,
        delta: bytes(&key.delta_g2)?,
        ic: ic.try_into().map_err(|_| Error::Inputs(inputs))?,
    })
}

/// Converts a proof for arkworks.
///
/// # Errors
///
/// If a point is not in its group.
pub fn proof_for_ark(proof: &Proof) -> Result<ark::Proof<Bls12_381>, Error> {
    let proof = proof.to_bytes();
    Ok(ark::Proof::deserialize_uncompressed(&proof[..])?)
}

/// Converts a proof of arkworks.
///
/// # Errors
///
/// If a point is the identity.
pub fn proof_of_ark(proof: &ark::Proof<Bls12_381>) -> Result<Proof, Error> {
    Ok(Proof::read(&bytes(proof)?)?)
}

fn bytes<const N: usize>(of: &impl CanonicalSerialize) -> Result<[u8; N], Error> {
    let mut bytes = Vec::with_capacity(N);
    of.serialize_uncompressed(&mut bytes)?;
    bytes
        .try_into()
        .map_err(|bytes: Vec<_>| Error::Length(bytes.len()))
}
