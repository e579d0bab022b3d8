//! Backends: the arithmetic of the curves.

use aura_primitives::zkp::{Target, UncompressedG1, UncompressedG2};
use bls12_381::Scalar;

/// The identity of G1, which has no coordinates.
pub const IDENTITY_G1: UncompressedG1 = {
    let mut bytes = [0; 96];
    bytes[0] = 0b0100_0000;
    bytes
};

/// The identity of the target group.
pub const ONE: Target = {
    let mut bytes = [0; 576];
    bytes[0] = 1;
    bytes
};

/// The input was not a point of the curve. This cannot happen with points of a [`Proof`] and of a
/// key from [`prepare`].
///
/// [`Proof`]: super::Proof
///
/// [`prepare`]: super::prepare
#[derive(Clone, Copy, PartialEq, Eq, Debug, thiserror::Error)]
#[error("the points of the stored key are not on the curve; register the key again")]
pub struct BackendError;

/// The curve arithmetic that verification needs. The caller guarantees that points are canonical
/// and on their curves.
pub trait Backend {
    /// Checks that a point of the curve, not the identity, is in G1. The check is exact, not
    /// probabilistic.
    ///
    /// # Errors
    ///
    /// See [`BackendError`].
    fn is_in_g1(point: &UncompressedG1) -> Result<bool, BackendError>;

    /// Checks that a point of the twist, not the identity, is in G2. The check is exact, not
    /// probabilistic.
    ///
    /// # Errors
    ///
    /// See [`BackendError`].
    fn is_in_g2(point: &UncompressedG2) -> Result<bool, BackendError>;

    /// Multiplies a point of G1. The scalar has at most four limbs, little-endian, and is less than
    /// the order.
    ///
    /// # Errors
    ///
    /// See [`BackendError`].
    fn mul_g1(point: &UncompressedG1, scalar: &[u64]) -> Result<UncompressedG1, BackendError>;

    /// The sum of multiples of points of G1.
    ///
    /// # Errors
    ///
    /// See [`BackendError`].
    fn sum_g1(terms: &[(UncompressedG1, Scalar)]) -> Result<UncompressedG1, BackendError>;

    /// The product of the pairings of pairs.
    ///
    /// # Errors
    ///
    /// See [`BackendError`].
    fn pairing(pairs: &[(UncompressedG1, UncompressedG2)]) -> Result<Target, BackendError>;
}
