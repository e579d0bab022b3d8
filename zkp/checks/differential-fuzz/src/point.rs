//! Mutations of the bytes of a point.

use arbitrary::{Result, Unstructured};
use aura_zkp_core::groth16::off_subgroup;
use bls12_381::{G1Affine, G2Affine, Scalar};
use group::{Curve, CurveAffine, Group, UncompressedEncoding};
use std::sync::LazyLock;

/// Points of G1 or G2, and points outside.
pub trait Points: CurveAffine<Scalar = Scalar> + UncompressedEncoding {
    /// Points of the curve outside of the group.
    fn outside() -> &'static [Vec<u8>];
}

impl Points for G1Affine {
    fn outside() -> &'static [Vec<u8>] {
        static POINTS: LazyLock<Vec<Vec<u8>>> = LazyLock::new(|| {
            off_subgroup::g1()
                .iter()
                .map(|point| point.to_vec())
                .collect()
        });
        &POINTS
    }
}

impl Points for G2Affine {
    fn outside() -> &'static [Vec<u8>] {
        static POINTS: LazyLock<Vec<Vec<u8>>> = LazyLock::new(|| {
            off_subgroup::g2()
                .iter()
                .map(|point| point.to_vec())
                .collect()
        });
        &POINTS
    }
}

/// Mutates the bytes of a point once.
///
/// # Errors
///
/// If there are too few bytes to choose a mutation.
pub fn mutate<P: Points>(bytes: &mut [u8], u: &mut Unstructured) -> Result<()> {
    match u.int_in_range(0..=7)? {
        0 => {
            let place = u.choose_index(bytes.len())?;
            bytes[place] ^= 1 << u.int_in_range(0..=7)?;
        }
        // The three flag bits.
        1 => bytes[0] ^= u.arbitrary::<u8>()? << 5,
        2 => {
            let place = u.choose_index(bytes.len())?;
            let drawn = u.bytes((bytes.len() - place).min(u.len()))?;
            bytes[place..place + drawn.len()].copy_from_slice(drawn);
        }
        3 => bytes.copy_from_slice(u.choose(P::outside())?),
        4 => write::<P>(bytes, P::generator() * scalar(u)?),
        5 => negate::<P>(bytes),
        6 => {
            let outside = read::<P>(u.choose(P::outside())?);
            apply::<P>(bytes, |point| match outside {
                Some(outside) => point + outside,
                None => point,
            });
        }
        _ => write::<P>(bytes, P::Curve::identity()),
    }
    Ok(())
}

/// A small number, its negative, or its fourth power.
///
/// # Errors
///
/// If there are too few bytes to choose one.
pub fn scalar(u: &mut Unstructured) -> Result<Scalar> {
    let number = Scalar::from(u.arbitrary::<u64>()?);
    Ok(match u.int_in_range(0..=2)? {
        0 => number,
        1 => -number,
        _ => number.square().square(),
    })
}

/// Negates a point, if the bytes are a point of the curve.
pub fn negate<P: Points>(bytes: &mut [u8]) {
    apply::<P>(bytes, |point| -point);
}

/// Maps a point, if the bytes are a point of the curve.
fn apply<P: Points>(bytes: &mut [u8], becomes: impl Fn(P::Curve) -> P::Curve) {
    if let Some(point) = read::<P>(bytes) {
        write::<P>(bytes, becomes(point.to_curve()));
    }
}

fn read<P: Points>(bytes: &[u8]) -> Option<P> {
    let mut encoded = P::Uncompressed::default();
    encoded.as_mut().copy_from_slice(bytes);
    P::from_uncompressed_unchecked(&encoded).into()
}

fn write<P: Points>(bytes: &mut [u8], point: P::Curve) {
    bytes.copy_from_slice(point.to_affine().to_uncompressed().as_ref());
}
