//! Signed digits, added on the Montgomery curve. `fixed_base` and `variable_base` in
//! `aura_zkp_circuits::gadgets` explain why incomplete additions are safe here.

use std::sync::OnceLock;

use ark_bls12_381::Fr;
use ark_ed_on_bls12_381::constraints::EdwardsVar;
use ark_ff::Field;
use ark_r1cs_std::{
    alloc::AllocVar,
    boolean::Boolean,
    fields::{fp::FpVar, FieldVar},
};
use ark_relations::gr1cs::{ConstraintSystemRef, SynthesisError};
use aura_zkp_core::signature::Signature;
use group::{Curve, Group};
use jubjub::{AffinePoint, ExtendedPoint, SubgroupPoint};

use super::{CHALLENGE_BITS, HASH_BITS};
use crate::convert::scalar;
use crate::gadgets::{
    bits::unpack,
    montgomery::{divide, Montgomery},
};

/// Digits of a multiplier of the base point, each ±1, ±3, ±5 or ±7, in base 8.
const DIGITS: usize = 84;

/// A digit: its size, ±(2·size + 1), and true if it is negative.
type Digit = (usize, bool);

pub(super) fn enforce_signed(
    cs: &ConstraintSystemRef<Fr>,
    issuer: &EdwardsVar,
    signature: Option<&Signature>,
    challenge: impl Fn(&EdwardsVar) -> Result<FpVar<Fr>, SynthesisError>,
) -> Result<(), SynthesisError> {
    let response = multiple_of_base(cs, signature.map(|signature| digits(&signature.s)))?;
    let base = Montgomery::of_edwards(issuer)?;
    let c = signature.map(|signature| u128::from_le_bytes(signature.c));
    let (multiple, signs) = multiple_of_key(cs, &base, c)?;

    let hash = challenge(&(response - multiple))?;
    // 2c − 2^128 + 1 is the sum of the signs, hash = c + 2^128·k.
    let power = Fr::from(2).pow([CHALLENGE_BITS as u64]);
    let half = inverse(Fr::from(2))?;
    let c = (divide(&signs, &base.y)? + power - Fr::from(1)) * half;
    let rest = (hash - c) * inverse(power)?;
    unpack(&rest, HASH_BITS - CHALLENGE_BITS).map(drop)
}

/// s·B: the lower digits on the Montgomery curve, the last one with a complete addition.
fn multiple_of_base(
    cs: &ConstraintSystemRef<Fr>,
    digits: Option<[Digit; DIGITS]>,
) -> Result<EdwardsVar, SynthesisError> {
    let mut lower: Option<Montgomery> = None;
    for (place, window) in windows().iter().enumerate() {
        let (kept, turned) = point(cs, window, digits.map(|digits| digits[place]))?;
        if place + 1 == DIGITS {
            let last = EdwardsVar::new(turned, kept);
            return Ok(lower.ok_or(SynthesisError::Unsatisfiable)?.to_edwards()? + last);
        }
        let digit = Montgomery { x: kept, y: turned };
        lower = Some(match lower {
            Some(sum) => sum.add_incomplete(&digit)?,
            None => digit,
        });
    }
    Err(SynthesisError::Unsatisfiable)
}

/// (2^128 + 2c + 1)·A, and Σ ±2^i·y over the bits of c, + where a bit is 1.
fn multiple_of_key(
    cs: &ConstraintSystemRef<Fr>,
    base: &Montgomery,
    c: Option<u128>,
) -> Result<(EdwardsVar, FpVar<Fr>), SynthesisError> {
    let mut sum = base.double()?;
    let mut signs = FpVar::zero();
    for place in (0..CHALLENGE_BITS).rev() {
        let y = FpVar::new_witness(cs.clone(), || {
            let c = c.ok_or(SynthesisError::AssignmentMissing)?;
            let y = value(&base.y)?;
            Ok(if c >> place & 1 == 1 { y } else { -y })
        })?;
        (&y - &base.y).mul_equals(&(&y + &base.y), &FpVar::zero())?;
        signs = signs.double()? + &y;
        let x = base.x.clone();
        sum = sum.double_and_add_incomplete(&Montgomery { x, y })?;
    }
    Ok((sum.to_edwards()?, signs))
}

/// The point of a digit: first the coordinate that its sign keeps, then the one that it negates.
fn point(
    cs: &ConstraintSystemRef<Fr>,
    [kept, turned]: &Window,
    digit: Option<Digit>,
) -> Result<(FpVar<Fr>, FpVar<Fr>), SynthesisError> {
    let known = || digit.ok_or(SynthesisError::AssignmentMissing);
    let low = Boolean::new_witness(cs.clone(), || Ok(known()?.0 & 1 == 1))?;
    let high = Boolean::new_witness(cs.clone(), || Ok(known()?.0 & 2 == 2))?;
    let both = FpVar::from(&low & &high);
    let (low, high) = (FpVar::from(low), FpVar::from(high));
    let of_size = |[one, three, five, seven]: [Fr; 4]| {
        &low * (three - one) + &high * (five - one) + &both * (seven - five - three + one) + one
    };
    let signed = FpVar::new_witness(cs.clone(), || {
        let (size, negative) = known()?;
        Ok(if negative {
            -turned[size]
        } else {
            turned[size]
        })
    })?;
    signed.square_equals(&of_size(turned.map(|turned| turned.square())))?;
    Ok((of_size(*kept), signed))
}

/// The coordinates of four multiples: those that a sign keeps, and those that it negates.
type Window = [[Fr; 4]; 2];

/// x and y of all digits but the last; v and u of the last.
fn windows() -> &'static [Window] {
    static WINDOWS: OnceLock<Vec<Window>> = OnceLock::new();
    WINDOWS.get_or_init(|| {
        let mut base = ExtendedPoint::from(SubgroupPoint::generator());
        let mut window = |place| {
            let two = base.double();
            let mut odd = base;
            let points = [(); 4].map(|()| {
                let point = odd.to_affine();
                odd += two;
                point
            });
            base = two.double().double();
            let coordinates = points.map(|point| coordinates(&point, place + 1 == DIGITS));
            [
                coordinates.map(|both| both.0),
                coordinates.map(|both| both.1),
            ]
        };
        (0..DIGITS).map(&mut window).collect()
    })
}

fn coordinates(point: &AffinePoint, last: bool) -> (Fr, Fr) {
    let (u, v) = (scalar(&point.get_u()), scalar(&point.get_v()));
    if last {
        return (v, u);
    }
    Montgomery::coordinates(u, v).expect("a small multiple of a generator; qed")
}

/// The digits of s if s is odd, otherwise of s − ℓ: those of ℓ − s, each negated.
fn digits(s: &jubjub::Fr) -> [Digit; DIGITS] {
    let even = s.to_bytes()[0] & 1 == 0;
    let mut odd = if even { -s - jubjub::Fr::one() } else { *s }.to_bytes();
    odd[0] |= 1;
    // An odd number n is Σ (2·e_i − 7)·8^i, where the e_i are the digits of (n − 1)/2 + 2^251.
    let bit = |place: usize| match place + 1 {
        place if place == 3 * DIGITS => 1,
        place => usize::from(odd[place / 8] >> (place % 8) & 1),
    };
    std::array::from_fn(|place| {
        let three = bit(3 * place) | bit(3 * place + 1) << 1 | bit(3 * place + 2) << 2;
        let negative = three < 4;
        let size = if negative { 3 - three } else { three - 4 };
        (size, negative != even)
    })
}

fn inverse(number: Fr) -> Result<Fr, SynthesisError> {
    number.inverse().ok_or(SynthesisError::DivisionByZero)
}

fn value(number: &FpVar<Fr>) -> Result<Fr, SynthesisError> {
    use ark_r1cs_std::GR1CSVar;

    number.value()
}
