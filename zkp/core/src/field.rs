//! The field of arkworks, for the longer computations of a runtime.
//!
//! The elements are those of [`Fr`]. In WASM, which has no product of 128 bits, they multiply five
//! times as fast, and inverses and roots use other algorithms (decision 15).

use crate::Fr;
use ark_ff::{BigInt, Field, PrimeField};

/// An element of the same field in arkworks.
pub(crate) type ArkFr = ark_bls12_381::Fr;

/// Converts an element to arkworks.
pub(crate) fn to_ark(element: &Fr) -> ArkFr {
    let mut limbs = [0; 4];
    for (limb, bytes) in limbs.iter_mut().zip(element.to_bytes().as_chunks().0) {
        *limb = u64::from_le_bytes(*bytes);
    }
    // The bytes of an `Fr` are below the modulus.
    ArkFr::from_bigint(BigInt(limbs)).unwrap_or_default()
}

/// Converts an element from arkworks.
pub(crate) fn from_ark(element: &ArkFr) -> Fr {
    Fr::from_raw(element.into_bigint().0)
}

/// A product. Never inlined: a permutation has a hundred products, and the processor runs one copy
/// from its cache faster than a hundred from memory.
#[inline(never)]
pub(crate) fn mul(a: &ArkFr, b: &ArkFr) -> ArkFr {
    *a * b
}

/// A square, not inlined like [`mul`].
#[inline(never)]
pub(crate) fn square(a: &ArkFr) -> ArkFr {
    a.square()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn both_fields_are_one(a: [u64; 4], b: [u64; 4]) {
            let (a, b) = (Fr::from_raw(a), Fr::from_raw(b));
            for element in [a, b, Fr::zero(), Fr::one(), -Fr::one()] {
                prop_assert_eq!(from_ark(&to_ark(&element)), element);
            }
            prop_assert_eq!(from_ark(&(to_ark(&a) * to_ark(&b))), a * b);
            prop_assert_eq!(from_ark(&(to_ark(&a) + to_ark(&b))), a + b);
        }
    }
}
