//! Scalars in base |x|, where x is the parameter of BLS12-381.
//!
//! The endomorphism of G1 multiplies by −x², and that of G2 by x. The order is below |x|⁴, so a
//! scalar is two numbers of 128 bits times 1 and x², or four of 64 bits times the powers of |x|.

use aura_zkp_core::Fr;
use zeroize::{Zeroize, ZeroizeOnDrop};

/// Absolute value of the parameter x, the base of the digits.
const X: u64 = 0xd201_0000_0001_0000;

/// The digits of a scalar. Wiped when dropped.
pub(crate) struct Digits([u64; 4]);

impl Digits {
    pub(crate) fn of(scalar: &Fr) -> Self {
        let mut bytes = scalar.to_bytes();
        let mut limbs = [0; 4];
        for (limb, bytes) in limbs.iter_mut().zip(bytes.as_chunks().0) {
            *limb = u64::from_le_bytes(*bytes);
        }
        bytes.zeroize();
        let digits = [0; 4].map(|_: u64| divide(&mut limbs));
        Self(digits)
    }

    /// Four digits of 64 bits, for the powers of |x|.
    pub(super) fn of_64(&self) -> [u64; 4] {
        self.0
    }

    /// Two digits of 128 bits, for 1 and x².
    pub(super) fn of_128(&self) -> [u128; 2] {
        let [a, b, c, d] = self.0.map(u128::from);
        [a + b * u128::from(X), c + d * u128::from(X)]
    }
}

impl Drop for Digits {
    fn drop(&mut self) {
        self.0.zeroize();
    }
}

impl ZeroizeOnDrop for Digits {}

/// Divides a number by |x| and returns the remainder.
fn divide(number: &mut [u64; 4]) -> u64 {
    number.iter_mut().rev().fold(0, |remainder, limb| {
        let part = u128::from(remainder) << 64 | u128::from(*limb);
        // Below 2^64, since the remainder is below the divisor.
        *limb = (part / u128::from(X)) as u64;
        (part % u128::from(X)) as u64
    })
}
