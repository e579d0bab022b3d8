//! Test points on the curves but outside the prime-order subgroups.

use alloc::vec::Vec;
use aura_primitives::zkp::{UncompressedG1, UncompressedG2};
use bls12_381::{G1Affine, G1Projective, G2Affine, G2Projective};
use group::Group;

/// The order of the groups, in hexadecimal.
const ORDER: &str = "73eda753299d7d483339d80809a1d80553bda402fffe5bfeffffffff00000001";

/// Prime factors of the cofactor of G1, 3 and 11, each with the cofactor divided by it, in
/// hexadecimal. The cofactor contains 11², but all points whose order 11 divides have order 11.
const G1_PARTS: [(&str, &str); 2] = [
    ("3", "13242eaac71ca0722eaae38e55558e39"),
    ("b", "797dfbc5773068627ab75c63702343"),
];

/// The same for G2: 13 and 23, whose squares divide the cofactor.
const G2_PARTS: [(&str, &str); 2] = [
    ("d", "8d5fc7522f6c4d5a3c5663541d68b60a5f9bdc250555d81be2a9b0c6483045a5b213dcb71085945e0aef29c5e8629edf4046db800a8373336b3150941cfdd"),
    ("17", "2d2a367b86ae74a8af1a258a2d34cf3528b4f0309b1c647efceb33a28d243b0771fe9a3b739d5ddb42e36473f96c739a13152f610a9e2359fc03a804bb595"),
];

/// Points outside G1: arbitrary points of the curve, points of the cofactor's order, of order 3 and
/// of order 11; and each of them plus a point of G1.
pub fn g1() -> Vec<UncompressedG1> {
    let some = || {
        (1u8..=255).filter_map(|x| {
            let mut bytes = [0; 48];
            let [first, .., last] = &mut bytes;
            (*first, *last) = (0x80, x);
            let point: Option<G1Affine> = G1Affine::from_compressed_unchecked(&bytes).into();
            point.map(G1Projective::from)
        })
    };
    let points = outside(some, &G1_PARTS).into_iter();
    points
        .map(|point| G1Affine::from(point).to_uncompressed())
        .collect()
}

/// Points outside G2: the same, with orders 13 and 23.
pub fn g2() -> Vec<UncompressedG2> {
    let some = || {
        (1u8..=255).filter_map(|x| {
            let mut bytes = [0; 96];
            let [first, .., last] = &mut bytes;
            (*first, *last) = (0x80, x);
            let point: Option<G2Affine> = G2Affine::from_compressed_unchecked(&bytes).into();
            point.map(G2Projective::from)
        })
    };
    let points = outside(some, &G2_PARTS).into_iter();
    points
        .map(|point| G2Affine::from(point).to_uncompressed())
        .collect()
}

/// Derives test points from arbitrary points of the curve, nearly all of which are outside.
fn outside<G: Group, I: Iterator<Item = G>>(
    some: impl Fn() -> I,
    parts: &[(&str, &str)],
) -> Vec<G> {
    let cleared = || some().map(|point| multiple(point, ORDER));
    let mut points: Vec<G> = some().take(2).chain(cleared().take(2)).collect();
    for (prime, part) in parts {
        let small = cleared()
            .map(|point| multiple(point, part))
            .find(|point| !bool::from(point.is_identity()));
        // The order is the prime or its square.
        points.extend(small.map(|point| match multiple(point, prime) {
            less if bool::from(less.is_identity()) => point,
            less => less,
        }));
    }
    let sums: Vec<G> = points.iter().map(|point| *point + G::generator()).collect();
    points.extend(sums);
    points
}

/// Multiplies by a number in hexadecimal, by additions only: outside the subgroup the remainder of
/// the number gives another point.
fn multiple<G: Group>(point: G, number: &str) -> G {
    let digits = number
        .chars()
        .map(|digit| digit.to_digit(16).unwrap_or_default());
    digits.fold(G::identity(), |sum, digit| {
        let shifted = sum.double().double().double().double();
        (0..digit).fold(shifted, |sum, _| sum + point)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The order of a point, if it is small.
    fn order<G: Group>(point: G) -> Option<u32> {
        (1..30).find(|n| bool::from(multiple(point, &format!("{n:x}")).is_identity()))
    }

    fn assert_orders<G: Group>(points: impl Iterator<Item = G>, small: [u32; 2]) {
        let found: Vec<_> = points.map(order).collect();
        assert_eq!(found.len(), 12);
        assert_eq!(found[4..6], small.map(Some));
        // The others are of large order.
        assert_eq!(found.iter().flatten().count(), 2);
    }

    #[test]
    fn the_orders_are_what_they_are_said_to_be() {
        let g1 = g1();
        let points = g1.iter().map(G1Affine::from_uncompressed_unchecked);
        assert_orders(
            points.map(|point| G1Projective::from(point.unwrap())),
            [3, 11],
        );
        let g2 = g2();
        let points = g2.iter().map(G2Affine::from_uncompressed_unchecked);
        assert_orders(
            points.map(|point| G2Projective::from(point.unwrap())),
            [13, 23],
        );
    }
}
