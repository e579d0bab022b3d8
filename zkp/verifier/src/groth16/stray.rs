//! Points of the curves that are none of the groups of pairings, for tests of whatever takes proofs.

use alloc::vec::Vec;
use aura_primitives::zkp::{UncompressedG1, UncompressedG2};
use bls12_381::{G1Affine, G1Projective, G2Affine, G2Projective};
use group::Group;

/// The order of the groups, in hexadecimal.
const ORDER: &str = "73eda753299d7d483339d80809a1d80553bda402fffe5bfeffffffff00000001";

/// The cofactor of G1 without 3 and without 11.
const G1_PARTS: [&str; 2] = [
    "13242eaac71ca0722eaae38e55558e39",
    "53869d17c1f147c3b45e0f845d183e1",
];

/// The cofactor of G2 without 13 and without 23.
const G2_PARTS: [&str; 2] = [
    "72ddd1f2c687fed9510630b457e513e86daea2de1455bf96a829dfa11aa73896a0b02354bd6c888c68e251f0ccd0211564399258088acd99c7181178578e39",
    "40ecae51919ac7b27bb595f6a0fbe9dc6a841945def8d0768b921a39aae414dab3ddfdb5763236eb3026e066b68be62d7b6e741b7f4352d15a454186cd5063",
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
fn outside<G: Group, I: Iterator<Item = G>>(some: impl Fn() -> I, parts: &[&str]) -> Vec<G> {
    let cleared = || some().map(|point| multiple(point, ORDER));
    let mut points: Vec<G> = some().take(2).chain(cleared().take(2)).collect();
    for part in parts {
        let small = cleared()
            .map(|point| multiple(point, part))
            .find(|point| !bool::from(point.is_identity()));
        points.extend(small);
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
