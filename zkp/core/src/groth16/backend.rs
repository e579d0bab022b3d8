//! Who does the arithmetic.

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

/// What it was given are no points of the curves. It never is with points of a [`Proof`] and of a
/// key that [`prepare`] made.
///
/// [`Proof`]: super::Proof
/// [`prepare`]: super::prepare
#[derive(Clone, Copy, PartialEq, Eq, Debug, thiserror::Error)]
#[error("the points of the stored key are no points of the curve; register the key anew")]
pub struct BackendError;

/// The arithmetic that checks are made of. Points are on the curves and canonical: whoever calls
/// has made sure.
pub trait Backend {
    /// Whether a point of the curve, not the identity, is in G1. Exactly, never by chance.
    ///
    /// # Errors
    ///
    /// See [`BackendError`].
    fn is_in_g1(point: &UncompressedG1) -> Result<bool, BackendError>;

    /// Whether a point of the twist, not the identity, is in G2. Exactly, never by chance.
    ///
    /// # Errors
    ///
    /// See [`BackendError`].
    fn is_in_g2(point: &UncompressedG2) -> Result<bool, BackendError>;

    /// A multiple of a point of G1. The scalar has little-endian limbs, no more than four, and is
    /// less than the order.
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
