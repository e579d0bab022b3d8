//! Scalars, keys and proofs of one library for the other.
//!
//! Both write points as Zcash does, so points go over as bytes. Reading them, arkworks checks that
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

/// Something of one library is nothing of the other.
#[derive(Debug, Error)]
pub enum Error {
    /// Bytes are no point for arkworks.
    #[error("arkworks does not take a point: {0}")]
    Ark(SerializationError),
    /// Points are none of a proof for us.
    #[error(transparent)]
    Proof(#[from] ProofError),
    /// A point is of another length.
    #[error("a point has {0} bytes, which is not what it has uncompressed")]
    Length(usize),
    /// A key has more inputs than there is room for.
    #[error("a key has {0} points for inputs, which is more than we take")]
    Inputs(usize),
}

impl From<SerializationError> for Error {
    fn from(error: SerializationError) -> Self {
        Self::Ark(error)
    }
}

/// A scalar for arkworks.
pub fn scalar(value: &Scalar) -> Fr {
    Fr::from_le_bytes_mod_order(&value.to_bytes())
}

/// Public inputs for arkworks.
pub fn scalars(values: &[Scalar]) -> Vec<Fr> {
    values.iter().map(scalar).collect()
}

/// A key for arkworks.
///
/// # Errors
/// If a point is none of its group.
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

/// A key of arkworks for us. What it is for and where it comes from is for the caller to say.
///
/// # Errors
/// If it has more inputs than we take.
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

/// A proof for arkworks.
///
/// # Errors
/// If a point is none of its group.
pub fn proof_for_ark(proof: &Proof) -> Result<ark::Proof<Bls12_381>, Error> {
    let proof = proof.to_bytes();
    Ok(ark::Proof::deserialize_uncompressed(&proof[..])?)
}

/// A proof of arkworks for us.
///
/// # Errors
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
