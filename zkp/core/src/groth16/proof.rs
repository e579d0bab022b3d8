//! Proofs and their two encodings (`docs/zkp.md`, section 10.3).

use super::{
    point::{read_g1, read_g2},
    Backend, BackendError, PointError, VerifyError,
};
use aura_primitives::{
    limits,
    zkp::{UncompressedG1, UncompressedG2},
};
use bls12_381::{G1Affine, G2Affine};

/// A point of a proof.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum ProofPoint {
    /// The first, of G1.
    A,
    /// The second, of G2.
    B,
    /// The third, of G1.
    C,
}

/// A proof cannot be decoded.
#[derive(Clone, Copy, PartialEq, Eq, Debug, thiserror::Error)]
#[error("{point:?} of the proof {error}; send the bytes that the prover made")]
pub struct ProofError {
    /// Point that was rejected.
    pub point: ProofPoint,
    /// Fault of that point.
    pub error: PointError,
}

/// A proof: three points of the curves, canonical, none of them the identity. Verification checks
/// that they are in the subgroups.
///
/// Proofs are malleable: from one, anybody can make others of the same statement, so the bytes
/// identify nothing.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Proof {
    pub(super) a: UncompressedG1,
    pub(super) b: UncompressedG2,
    pub(super) c: UncompressedG1,
}

impl Proof {
    /// Decodes the proof of an extrinsic: A, B, C uncompressed.
    ///
    /// # Errors
    ///
    /// If a point is not canonical, not on its curve, or the identity.
    pub fn read(bytes: &[u8; limits::UNCOMPRESSED_PROOF_BYTES]) -> Result<Self, ProofError> {
        let (a, b, c) = split(bytes);
        let proof = Self { a, b, c };
        read_g1(&proof.a).map_err(at(ProofPoint::A))?;
        read_g2(&proof.b).map_err(at(ProofPoint::B))?;
        read_g1(&proof.c).map_err(at(ProofPoint::C))?;
        Ok(proof)
    }

    /// Decodes the proof of a file or a presentation: A, B, C compressed. Slow, as each needs a
    /// square root: for wallets, not for the chain.
    ///
    /// # Errors
    ///
    /// If a point is not canonical, not in its subgroup, or the identity. Bytes without a point on
    /// the curve are an encoding error.
    pub fn read_compressed(bytes: &[u8; limits::PROOF_BYTES]) -> Result<Self, ProofError> {
        let (a, b, c) = split(bytes);
        Ok(Self {
            a: expand_g1(&a).map_err(at(ProofPoint::A))?,
            b: expand_g2(&b).map_err(at(ProofPoint::B))?,
            c: expand_g1(&c).map_err(at(ProofPoint::C))?,
        })
    }

    /// Encodes the proof for an extrinsic: A, B, C uncompressed.
    pub fn to_bytes(&self) -> [u8; limits::UNCOMPRESSED_PROOF_BYTES] {
        join(&self.a, &self.b, &self.c)
    }

    /// Encodes the proof for a file or a presentation: A, B, C compressed. Digests cover these
    /// bytes.
    pub fn to_compressed(&self) -> [u8; limits::PROOF_BYTES] {
        // The points were decoded before, so the default is never used.
        let g1 = |point| read_g1(point).unwrap_or_default().to_compressed();
        let b = read_g2(&self.b).unwrap_or_default().to_compressed();
        join(&g1(&self.a), &b, &g1(&self.c))
    }

    /// Checks each point to be in its subgroup.
    pub(super) fn check_subgroups<B: Backend>(&self) -> Result<(), VerifyError> {
        let is_in = |point, inside: Result<bool, BackendError>| match inside {
            Ok(true) => Ok(()),
            Ok(false) => Err(VerifyError::Proof(at(point)(PointError::Subgroup))),
            Err(error) => Err(error.into()),
        };
        is_in(ProofPoint::B, B::is_in_g2(&self.b))?;
        is_in(ProofPoint::A, B::is_in_g1(&self.a))?;
        is_in(ProofPoint::C, B::is_in_g1(&self.c))
    }
}

fn at(point: ProofPoint) -> impl Fn(PointError) -> ProofError {
    move |error| ProofError { point, error }
}

fn expand_g1(bytes: &[u8; 48]) -> Result<UncompressedG1, PointError> {
    let point: Option<G1Affine> = G1Affine::from_compressed_unchecked(bytes).into();
    let point = point.ok_or(PointError::Encoding)?;
    if point.is_identity().into() {
        return Err(PointError::Identity);
    }
    if !bool::from(point.is_torsion_free()) {
        return Err(PointError::Subgroup);
    }
    Ok(point.to_uncompressed())
}

fn expand_g2(bytes: &[u8; 96]) -> Result<UncompressedG2, PointError> {
    let point: Option<G2Affine> = G2Affine::from_compressed_unchecked(bytes).into();
    let point = point.ok_or(PointError::Encoding)?;
    if point.is_identity().into() {
        return Err(PointError::Identity);
    }
    if !bool::from(point.is_torsion_free()) {
        return Err(PointError::Subgroup);
    }
    Ok(point.to_uncompressed())
}

/// Splits a proof of `2 * N + M` bytes into its points.
fn split<const N: usize, const M: usize>(bytes: &[u8]) -> ([u8; N], [u8; M], [u8; N]) {
    let mut points = ([0; N], [0; M], [0; N]);
    let (g1, rest) = bytes.split_at(N);
    let (g2, last) = rest.split_at(M);
    points.0.copy_from_slice(g1);
    points.1.copy_from_slice(g2);
    points.2.copy_from_slice(last);
    points
}

fn join<const T: usize>(a: &[u8], b: &[u8], c: &[u8]) -> [u8; T] {
    let mut bytes = [0; T];
    let parts = a.iter().chain(b).chain(c);
    for (byte, value) in bytes.iter_mut().zip(parts) {
        *byte = *value;
    }
    bytes
}
