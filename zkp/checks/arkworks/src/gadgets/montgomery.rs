//! Points of Jubjub on the Montgomery curve y² = x³ + 40962·x² + x. `ark-r1cs-std` also has
//! additions on it, but no doubling, no 2P + Q, and no conversion from the Edwards curve.
//!
//! Additions are incomplete: each caller states why no exceptional case occurs.

use ark_bls12_381::Fr;
use ark_ed_on_bls12_381::constraints::EdwardsVar;
use ark_ff::{Field, MontFp, One};
use ark_r1cs_std::{
    alloc::AllocVar,
    fields::{fp::FpVar, FieldVar},
    GR1CSVar,
};
use ark_relations::gr1cs::SynthesisError;

/// The coefficient A of the curve.
const A: Fr = MontFp!("40962");
/// A square root of −A − 2: u = √(−A − 2) · x / y.
const SCALE: Fr =
    MontFp!("17814886934372412843466061268024708274627479829237077604635722030778476050649");

/// A point of the curve, never the point at infinity.
#[derive(Clone)]
pub struct Montgomery {
    /// The coordinate that a point and its opposite share.
    pub x: FpVar<Fr>,
    /// The coordinate in which a point and its opposite differ.
    pub y: FpVar<Fr>,
}

impl Montgomery {
    /// Converts a point of the Edwards curve to x and y; `None` for points of small order.
    pub fn coordinates(u: Fr, v: Fr) -> Option<(Fr, Fr)> {
        let x = (Fr::one() + v) * (Fr::one() - v).inverse()?;
        Some((x, SCALE * x * u.inverse()?))
    }

    /// Converts a point of prime order from the Edwards curve.
    pub fn of_edwards(point: &EdwardsVar) -> Result<Self, SynthesisError> {
        let one = FpVar::one();
        let x = divide(&(&one + &point.y), &(&one - &point.y))?;
        let y = divide(&(&x * SCALE), &point.x)?;
        Ok(Self { x, y })
    }

    /// Converts the point to the Edwards curve.
    pub fn to_edwards(&self) -> Result<EdwardsVar, SynthesisError> {
        let one = FpVar::one();
        let u = divide(&(&self.x * SCALE), &self.y)?;
        let v = divide(&(&self.x - &one), &(&self.x + &one))?;
        Ok(EdwardsVar::new(u, v))
    }

    /// Doubles the point.
    pub fn double(&self) -> Result<Self, SynthesisError> {
        let dividend = self.x.square()? * Fr::from(3) + &self.x * (A + A) + Fr::one();
        let slope = divide(&dividend, &self.y.double()?)?;
        let x = third_x(&slope, &self.x, &self.x)?;
        self.third(&slope, x)
    }

    /// Adds a point with another x.
    pub fn add_incomplete(&self, other: &Self) -> Result<Self, SynthesisError> {
        let slope = divide(&(&other.y - &self.y), &(&other.x - &self.x))?;
        let x = third_x(&slope, &self.x, &other.x)?;
        self.third(&slope, x)
    }

    /// Computes 2 · self + other as (self + other) + self, without the y of the first sum.
    pub fn double_and_add_incomplete(&self, other: &Self) -> Result<Self, SynthesisError> {
        let slope = divide(&(&other.y - &self.y), &(&other.x - &self.x))?;
        let between = third_x(&slope, &self.x, &other.x)?;
        let slopes = divide(&self.y.double()?, &(&self.x - &between))?;
        let slope = slopes - slope;
        let x = third_x(&slope, &self.x, &between)?;
        self.third(&slope, x)
    }

    /// The third point on the line through this one, with its y negated.
    fn third(&self, slope: &FpVar<Fr>, x: FpVar<Fr>) -> Result<Self, SynthesisError> {
        let run = &self.x - &x;
        let y = FpVar::new_witness(self.x.cs().or(self.y.cs()), || {
            Ok(run.value()? * slope.value()? - self.y.value()?)
        })?;
        run.mul_equals(slope, &(&y + &self.y))?;
        Ok(Self { x, y })
    }
}

/// The x of the third point on a line through two: slope² = x + A + x1 + x2.
fn third_x(slope: &FpVar<Fr>, x1: &FpVar<Fr>, x2: &FpVar<Fr>) -> Result<FpVar<Fr>, SynthesisError> {
    let others = x1 + x2 + A;
    let x = FpVar::new_witness(slope.cs(), || Ok(slope.value()?.square() - others.value()?))?;
    slope.square_equals(&(&others + &x))?;
    Ok(x)
}

/// Divides. The caller guarantees that the divisor is not 0.
pub fn divide(dividend: &FpVar<Fr>, divisor: &FpVar<Fr>) -> Result<FpVar<Fr>, SynthesisError> {
    let quotient = FpVar::new_witness(dividend.cs().or(divisor.cs()), || {
        let inverse = divisor.value()?.inverse();
        Ok(dividend.value()? * inverse.ok_or(SynthesisError::DivisionByZero)?)
    })?;
    quotient.mul_equals(divisor, dividend)?;
    Ok(quotient)
}
