//! Points as bytes: what is one, and in what it is written.

use aura_primitives::zkp::{UncompressedG1, UncompressedG2};
use bls12_381::{G1Affine, G2Affine};

/// Why bytes are not taken as a point.
#[derive(Clone, Copy, PartialEq, Eq, Debug, thiserror::Error)]
pub enum PointError {
    /// A flag is set, or a coordinate is not less than the modulus: points have one encoding.
    #[error("is not written as Zcash writes uncompressed points")]
    Encoding,
    /// It is the identity, which no proof and no key has a use for.
    #[error("is the identity")]
    Identity,
    /// It is not on the curve.
    #[error("is not on the curve")]
    Curve,
    /// It is on the curve, but not in the subgroup that pairings are about.
    #[error("is not in the subgroup of prime order")]
    Subgroup,
}

/// Reads a point of the curve of G1. Whether it is in G1 is not asked.
pub(super) fn read_g1(bytes: &UncompressedG1) -> Result<G1Affine, PointError> {
    let point: Option<G1Affine> = G1Affine::from_uncompressed_unchecked(bytes).into();
    let point = point.ok_or(PointError::Encoding)?;
    if point.is_identity().into() {
        return Err(PointError::Identity);
    }
    if !bool::from(point.is_on_curve()) {
        return Err(PointError::Curve);
    }
    Ok(point)
}

/// Reads a point of the twist, of which G2 is a part. Whether it is in G2 is not asked.
pub(super) fn read_g2(bytes: &UncompressedG2) -> Result<G2Affine, PointError> {
    let point: Option<G2Affine> = G2Affine::from_uncompressed_unchecked(bytes).into();
    let point = point.ok_or(PointError::Encoding)?;
    if point.is_identity().into() {
        return Err(PointError::Identity);
    }
    if !bool::from(point.is_on_curve()) {
        return Err(PointError::Curve);
    }
    Ok(point)
}
