//! Decoding of points.

use aura_primitives::zkp::{UncompressedG1, UncompressedG2};
use bls12_381::{G1Affine, G2Affine};

/// Reasons why bytes are not a point.
#[derive(Clone, Copy, PartialEq, Eq, Debug, thiserror::Error)]
pub enum PointError {
    /// A flag is set, or a coordinate is not below the modulus: points have one encoding.
    #[error("is not in the uncompressed encoding of Zcash")]
    Encoding,
    /// The point is the identity, which no proof and no key may contain.
    #[error("is the identity")]
    Identity,
    /// The point is not on the curve.
    #[error("is not on the curve")]
    Curve,
    /// The point is on the curve, but not in the subgroup of prime order.
    #[error("is not in the subgroup of prime order")]
    Subgroup,
}

/// Decodes a point of the curve of G1, without the subgroup check.
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

/// Decodes a point of the twist, which contains G2, without the subgroup check.
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
