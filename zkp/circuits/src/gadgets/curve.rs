//! Points of Jubjub in a circuit: on the Edwards curve −u² + v² = 1 + d·u²·v², and on the
//! Montgomery curve y² = x³ + 40962·x² + x, the same curve in other coordinates.
//!
//! Montgomery additions are cheap and *incomplete*: if the two points have the same x, the slope is
//! unconstrained, and so is the sum. Each caller states why that cannot happen. Edwards additions
//! are complete, since d is not a square.

use bellman::{ConstraintSystem, SynthesisError};
use bls12_381::Scalar as Fr;
use jubjub::AffinePoint;

use super::num::{enforce, Num};

/// d = −10240/10241.
const EDWARDS_D: Fr = Fr::from_raw([
    0x0106_5fd6_d634_3eb1,
    0x292d_7f6d_3757_9d26,
    0xf5fd_9207_e6bd_7fd4,
    0x2a93_18e7_4bfa_2b48,
]);

/// The coefficient A of the Montgomery curve.
const MONTGOMERY_A: u64 = 40_962;

/// A square root of −A − 2, which scales y so that y² has the factor 1: u = √(−A − 2) · x / y.
const SCALE: Fr = Fr::from_raw([
    0x8f45_35f7_cf82_b8d9,
    0xce40_6970_3da8_8abd,
    0x31de_341e_77d7_64e5,
    0x2762_de61_e862_645e,
]);

/// A point on the Edwards curve.
#[derive(Clone)]
pub struct Edwards {
    /// The first coordinate, in which a point and its opposite differ.
    pub u: Num,
    /// The second coordinate.
    pub v: Num,
}

impl Edwards {
    /// Converts the point to the Montgomery curve: x = (1 + v)/(1 − v), y = √(−A − 2) · x / u. Two
    /// constraints.
    ///
    /// The caller guarantees that the point is on the curve and of prime order: then u ≠ 0 and
    /// v ≠ 1.
    pub fn to_montgomery<CS: ConstraintSystem<Fr>>(
        &self,
        cs: &mut CS,
    ) -> Result<Montgomery, SynthesisError> {
        let one = Num::small(1);
        let x = (&one + &self.v).divide(cs, "x", &(&one - &self.v))?;
        let y = x.times(SCALE).divide(cs, "y", &self.u)?;
        Ok(Montgomery { x, y })
    }

    /// Adds any two points of the curve. Six constraints.
    pub fn add<CS: ConstraintSystem<Fr>>(
        &self,
        cs: &mut CS,
        other: &Edwards,
    ) -> Result<Edwards, SynthesisError> {
        let cross = self.u.mul(cs, "u1 v2", &other.v)?;
        let crossed = other.u.mul(cs, "u2 v1", &self.v)?;
        let all = (&self.u + &self.v).mul(cs, "(u1 + v1) (u2 + v2)", &(&other.u + &other.v))?;
        let product = cross.mul(cs, "u1 u2 v1 v2", &crossed)?;
        let (one, shift) = (Num::small(1), product.times(EDWARDS_D));
        let mixed = &cross + &crossed;
        let u = mixed.divide(cs, "u", &(&one + &shift))?;
        let v = (&all - &mixed).divide(cs, "v", &(&one - &shift))?;
        Ok(Edwards { u, v })
    }

    /// Computes the v of `self − other`, for any two points of the curve. Four constraints.
    pub fn v_of_difference<CS: ConstraintSystem<Fr>>(
        &self,
        cs: &mut CS,
        other: &Edwards,
    ) -> Result<Num, SynthesisError> {
        let us = self.u.mul(cs, "u1 u2", &other.u)?;
        let vs = self.v.mul(cs, "v1 v2", &other.v)?;
        let product = us.mul(cs, "u1 u2 v1 v2", &vs)?;
        // −other has −u: both the numerator and d take the other sign.
        let divisor = &Num::small(1) + &product.times(EDWARDS_D);
        (&vs - &us).divide(cs, "v", &divisor)
    }
}

/// A point on the Montgomery curve, never the point at infinity.
#[derive(Clone)]
pub struct Montgomery {
    /// The first coordinate, which a point and its opposite share.
    pub x: Num,
    /// The second coordinate.
    pub y: Num,
}

impl Montgomery {
    /// Converts the point to the Edwards curve: u = √(−A − 2) · x / y, v = (x − 1)/(x + 1). Two
    /// constraints.
    ///
    /// The caller guarantees that the point is of prime order: then y ≠ 0 and x ≠ −1.
    pub fn to_edwards<CS: ConstraintSystem<Fr>>(
        &self,
        cs: &mut CS,
    ) -> Result<Edwards, SynthesisError> {
        let one = Num::small(1);
        let u = self.x.times(SCALE).divide(cs, "u", &self.y)?;
        let v = (&self.x - &one).divide(cs, "v", &(&self.x + &one))?;
        Ok(Edwards { u, v })
    }

    /// Doubles the point. Four constraints. The caller guarantees that y ≠ 0.
    pub fn double<CS: ConstraintSystem<Fr>>(
        &self,
        cs: &mut CS,
    ) -> Result<Montgomery, SynthesisError> {
        let squared = self.x.mul(cs, "x1²", &self.x)?;
        let slope = Num::sum(
            Fr::one(),
            [
                (Fr::from(3), &squared),
                (Fr::from(2 * MONTGOMERY_A), &self.x),
            ],
        )
        .divide(cs, "slope", &self.y.times(Fr::from(2)))?;
        let x = third_x(cs, "x", &slope, &self.x, &self.x)?;
        self.third(cs, &slope, x)
    }

    /// Adds two points. Three constraints. The caller guarantees that they differ in x.
    pub fn add_incomplete<CS: ConstraintSystem<Fr>>(
        &self,
        cs: &mut CS,
        other: &Montgomery,
    ) -> Result<Montgomery, SynthesisError> {
        let slope = self.slope_to(cs, "slope", other)?;
        let x = third_x(cs, "x", &slope, &self.x, &other.x)?;
        self.third(cs, &slope, x)
    }

    /// Computes 2 · self + other as (self + other) + self, without the y of the first sum. Five
    /// constraints.
    ///
    /// The caller guarantees that `self` differs in x from `other` and from `self + other`.
    pub fn double_and_add_incomplete<CS: ConstraintSystem<Fr>>(
        &self,
        cs: &mut CS,
        other: &Montgomery,
    ) -> Result<Montgomery, SynthesisError> {
        let slope = self.slope_to(cs, "slope", other)?;
        let between = third_x(cs, "x between", &slope, &self.x, &other.x)?;
        // The y of the first sum is slope · (x1 − its x) − y1, which gives this sum of the two
        // slopes.
        let slopes = self
            .y
            .times(Fr::from(2))
            .divide(cs, "slopes", &(&self.x - &between))?;
        let slope = &slopes - &slope;
        let x = third_x(cs, "x", &slope, &self.x, &between)?;
        self.third(cs, &slope, x)
    }

    fn slope_to<CS: ConstraintSystem<Fr>>(
        &self,
        cs: &mut CS,
        name: &str,
        other: &Montgomery,
    ) -> Result<Num, SynthesisError> {
        (&other.y - &self.y).divide(cs, name, &(&other.x - &self.x))
    }

    /// The third point on the line through this one, with its y negated: y = slope · (x1 − x) − y1.
    fn third<CS: ConstraintSystem<Fr>>(
        &self,
        cs: &mut CS,
        slope: &Num,
        x: Num,
    ) -> Result<Montgomery, SynthesisError> {
        let run = &self.x - &x;
        let value = run.value().zip(slope.value()).zip(self.y.value());
        let y = Num::alloc(cs, "y", value.map(|((run, slope), y)| run * slope - y))?;
        enforce(cs, "y is on the line", &run, slope, &(&y + &self.y));
        Ok(Montgomery { x, y })
    }
}

/// The x of the third point on a line through two: slope² = x + A + x1 + x2. One constraint.
fn third_x<CS: ConstraintSystem<Fr>>(
    cs: &mut CS,
    name: &str,
    slope: &Num,
    x1: &Num,
    x2: &Num,
) -> Result<Num, SynthesisError> {
    let others = (x1 + x2).plus(Fr::from(MONTGOMERY_A));
    let value = slope
        .value()
        .zip(others.value())
        .map(|(slope, others)| slope.square() - others);
    let x = Num::alloc(cs, name, value)?;
    enforce(
        cs,
        &format!("{name} is on the line"),
        slope,
        slope,
        &(&x + &others),
    );
    Ok(x)
}

/// Converts a point of prime order to Montgomery coordinates (x, y); `None` for a point without.
pub fn montgomery_coordinates(point: &AffinePoint) -> Option<(Fr, Fr)> {
    let (u, v) = (point.get_u(), point.get_v());
    let inverse: Option<Fr> = (u * (Fr::one() - v)).invert().into();
    let inverse = inverse?;
    let x = (Fr::one() + v) * u * inverse;
    Some((x, SCALE * x * (Fr::one() - v) * inverse))
}

#[cfg(test)]
mod tests {
    use bellman::gadgets::test::TestConstraintSystem;
    use group::{Curve, Group};
    use jubjub::SubgroupPoint;

    use super::*;
    use crate::{ledger::Ledger, tests::lie::assert_each_needed};

    type System = TestConstraintSystem<Fr>;
    type Sum = fn(&Montgomery, &mut Ledger, &Montgomery) -> Result<Montgomery, SynthesisError>;

    fn multiple(factor: u64) -> AffinePoint {
        let point = SubgroupPoint::generator() * jubjub::Fr::from(factor);
        jubjub::ExtendedPoint::from(point).to_affine()
    }

    fn edwards(point: AffinePoint) -> Edwards {
        Edwards {
            u: Num::constant(point.get_u()),
            v: Num::constant(point.get_v()),
        }
    }

    fn montgomery(point: AffinePoint) -> Montgomery {
        let (x, y) = montgomery_coordinates(&point).unwrap();
        Montgomery {
            x: Num::constant(x),
            y: Num::constant(y),
        }
    }

    fn assert_edwards(got: &Edwards, expected: AffinePoint) {
        assert_eq!(got.u.value(), Some(expected.get_u()));
        assert_eq!(got.v.value(), Some(expected.get_v()));
    }

    fn assert_montgomery(got: &Montgomery, expected: AffinePoint) {
        let (x, y) = montgomery_coordinates(&expected).unwrap();
        assert_eq!((got.x.value(), got.y.value()), (Some(x), Some(y)));
    }

    #[test]
    fn the_constants_belong_to_the_curve() {
        assert_eq!(SCALE.square(), -Fr::from(MONTGOMERY_A + 2));
        assert_eq!(EDWARDS_D * Fr::from(10_241), -Fr::from(10_240));
        let (x, y) = montgomery_coordinates(&multiple(77)).unwrap();
        assert_eq!(
            y.square(),
            x * (x.square() + Fr::from(MONTGOMERY_A) * x + Fr::one())
        );
        assert!(montgomery_coordinates(&AffinePoint::identity()).is_none());
    }

    #[test]
    fn both_curves_have_the_same_points() {
        let mut cs = System::new();
        let point = edwards(multiple(9))
            .to_montgomery(&mut cs.namespace(|| "there"))
            .unwrap();
        assert_montgomery(&point, multiple(9));
        let point = point.to_edwards(&mut cs.namespace(|| "back")).unwrap();
        assert_edwards(&point, multiple(9));
        assert!(cs.is_satisfied());
        assert_eq!(cs.num_constraints(), 4);
        assert_each_needed(0, |cs| edwards(multiple(9)).to_montgomery(cs).map(drop));
        assert_each_needed(0, |cs| montgomery(multiple(9)).to_edwards(cs).map(drop));
    }

    #[test]
    fn edwards_sums_are_complete() {
        for (left, right) in [(3, 8), (5, 5), (0, 7), (0, 0)] {
            let mut cs = System::new();
            let sum = edwards(multiple(left))
                .add(&mut cs, &edwards(multiple(right)))
                .unwrap();
            assert_edwards(&sum, multiple(left + right));
            assert!(cs.is_satisfied());
            assert_eq!(cs.num_constraints(), 6);
            let sum = |cs: &mut _| edwards(multiple(left)).add(cs, &edwards(multiple(right)));
            assert_each_needed(0, |cs| sum(cs).map(drop));
        }
    }

    #[test]
    fn edwards_differences_are_complete() {
        for (left, right) in [(8, 3), (5, 5), (7, 0)] {
            let (left_point, other) = (edwards(multiple(left)), edwards(multiple(right)));
            let mut cs = System::new();
            let v = left_point.v_of_difference(&mut cs, &other).unwrap();
            assert_eq!(v.value(), Some(multiple(left - right).get_v()));
            assert!(cs.is_satisfied());
            assert_eq!(cs.num_constraints(), 4);
            assert_each_needed(0, |cs| left_point.v_of_difference(cs, &other).map(drop));
        }
    }

    #[test]
    fn montgomery_sums_are_those_of_the_curve() {
        let (three, eight) = (montgomery(multiple(3)), montgomery(multiple(8)));
        for (sum, constraints, expected) in [
            (Montgomery::add_incomplete as Sum, 3, 11),
            (|left, cs, _| left.double(cs), 4, 6),
            (Montgomery::double_and_add_incomplete, 5, 14),
        ] {
            let mut cs = Ledger::default();
            assert_montgomery(&sum(&three, &mut cs, &eight).unwrap(), multiple(expected));
            assert_eq!(cs.constraints(), constraints);
            assert_each_needed(0, |cs| sum(&three, cs, &eight).map(drop));
        }
    }

    #[test]
    fn equal_points_have_no_incomplete_sum() {
        let mut cs = System::new();
        let point = montgomery(multiple(3));
        assert!(matches!(
            point.add_incomplete(&mut cs, &point),
            Err(SynthesisError::DivisionByZero)
        ));
    }
}
