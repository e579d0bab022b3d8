//! Points of the curves that are none of the groups of pairings, for tests of whatever takes proofs.

use alloc::vec::Vec;
use aura_primitives::zkp::{UncompressedG1, UncompressedG2};
use bls12_381::{G1Affine, G1Projective, G2Affine, G2Projective};
use group::Group;

/// The order of the groups, in hexadecimal.
const ORDER: &str = "73eda753299d7d483339d80809a1d80553bda402fffe5bfeffffffff00000001";

/// Primes of the cofactor of G1, in hexadecimal as well, each with the cofactor without it: 3 and 11.
/// All points of an order that 11 divides are of order 11 itself, though the cofactor has its square.
const G1_PARTS: [(&str, &str); 2] = [
    ("3", "13242eaac71ca0722eaae38e55558e39"),
    ("b", "797dfbc5773068627ab75c63702343"),
];

/// The same of G2: 13 and 23, of which the cofactor has the squares.
const G2_PARTS: [(&str, &str); 2] = [
    ("d", "8d5fc7522f6c4d5a3c5663541d68b60a5f9bdc250555d81be2a9b0c6483045a5b213dcb71085945e0aef29c5e8629edf4046db800a8373336b3150941cfdd"),
    ("17", "2d2a367b86ae74a8af1a258a2d34cf3528b4f0309b1c647efceb33a28d243b0771fe9a3b739d5ddb42e36473f96c739a13152f610a9e2359fc03a804bb595"),
];

/// Points outside of G1: any of the curve, those of the cofactor's order, of order 3 and of order 11; and
/// each of them added to a point of G1.
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

/// Points outside of G2: the same, with those of order 13 and of order 23.
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

/// Of points of the curve, which are outside for the most part.
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
        // Its order is the prime, or the square of it.
        points.extend(small.map(|point| match multiple(point, prime) {
            less if bool::from(less.is_identity()) => point,
            less => less,
        }));
    }
    let sums: Vec<G> = points.iter().map(|point| *point + G::generator()).collect();
    points.extend(sums);
    points
}

/// A multiple by a number in hexadecimal, by additions alone: outside of the subgroup that is another than
/// by its remainder.
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

    /// The order, if it is small.
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
