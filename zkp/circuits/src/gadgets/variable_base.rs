//! A multiple (2^128 + 2c + 1)·A of a point that is not a constant. 776 constraints.
//!
//! 2^128 + 2c + 1 = 2^129 + Σ ±2^i over 128 signs, + where bit i of c is 1. So the sum starts at 2A
//! (the point on the Montgomery curve 2, its double 4), and each sign computes 2P + Q with Q = ±A
//! (5). The y of Q is enforced by (y − y_A)·(y + y_A) = 0 (1), and *is* the bit: it has no other
//! variable. The result returns to the Edwards curve (2). One more product, made by
//! [`Multiple::enforce_scalar`], ties the 128 bits to c: y_A·(2c − 2^128 + 1) = Σ 2^i·y_i.
//!
//! No addition meets an exceptional case, whatever the signs: P is k·A with 2 ≤ k < 2^130, far
//! below the order ℓ of A, so none of k ± 1 and 2k ± 1 is 0 mod ℓ, where the x would coincide.

use bellman::{ConstraintSystem, SynthesisError};
use bls12_381::Scalar as Fr;

use super::bits::{power_of_two, powers_of_two};
use super::curve::{Edwards, Montgomery};
use super::num::{enforce, Num};

/// The bits of c.
pub const BITS: usize = 128;

/// A multiple, and the signs that tie it to c.
pub struct Multiple {
    /// (2^128 + 2c + 1)·A.
    pub point: Edwards,
    /// Σ 2^i·y_i over the signs.
    signs: Num,
    /// The y of A, which is not 0.
    y: Num,
}

/// Computes (2^128 + 2c + 1)·A. 776 constraints. c is not yet tied to anything but the point.
///
/// The caller guarantees that A is of prime order: on the curve, free of torsion, not the identity.
pub fn multiply<CS: ConstraintSystem<Fr>>(
    cs: &mut CS,
    a: &Edwards,
    c: Option<u128>,
) -> Result<Multiple, SynthesisError> {
    let base = a.to_montgomery(&mut cs.namespace(|| "base"))?;
    let mut point = base.double(&mut cs.namespace(|| "twice"))?;
    let mut signs = Vec::with_capacity(BITS);
    for place in (0..BITS).rev() {
        let cs = &mut cs.namespace(|| format!("bit {place}"));
        let y = base
            .y
            .value()
            .zip(c)
            .map(|(y, c)| if c >> place & 1 == 1 { y } else { -y });
        let y = Num::alloc(cs, "sign", y)?;
        enforce(
            cs,
            "plus or minus",
            &(&y - &base.y),
            &(&y + &base.y),
            &Num::zero(),
        );
        let term = Montgomery {
            x: base.x.clone(),
            y: y.clone(),
        };
        point = point.double_and_add_incomplete(cs, &term)?;
        signs.push(y);
    }
    let signs = Num::sum(Fr::zero(), powers_of_two().zip(signs.iter().rev()));
    let point = point.to_edwards(&mut cs.namespace(|| "multiple"))?;
    Ok(Multiple {
        point,
        signs,
        y: base.y,
    })
}

impl Multiple {
    /// Enforces that the multiple belongs to `c`, which implies that c has 128 bits. One
    /// constraint.
    pub fn enforce_scalar<CS: ConstraintSystem<Fr>>(&self, cs: &mut CS, c: &Num) {
        let sum_of_signs = c.times(Fr::from(2)).plus(Fr::one() - power_of_two(BITS));
        enforce(
            cs,
            "c is that of the multiple",
            &sum_of_signs,
            &self.y,
            &self.signs,
        );
    }
}

#[cfg(test)]
mod tests {
    use bellman::gadgets::test::TestConstraintSystem;
    use group::{Curve, Group};
    use jubjub::{AffinePoint, ExtendedPoint, SubgroupPoint};

    use super::*;
    use crate::ledger::Ledger;

    type System = TestConstraintSystem<Fr>;

    fn key(factor: u64) -> SubgroupPoint {
        SubgroupPoint::generator() * jubjub::Fr::from(factor)
    }

    fn affine(point: SubgroupPoint) -> AffinePoint {
        ExtendedPoint::from(point).to_affine()
    }

    /// A little-endian number as an element of either field.
    fn wide(c: u128) -> [u8; 64] {
        let mut bytes = [0; 64];
        bytes[..16].copy_from_slice(&c.to_le_bytes());
        bytes
    }

    fn multiplied(factor: u64, c: u128) -> (System, Multiple) {
        let mut cs = System::new();
        let a = affine(key(factor));
        let a = Edwards {
            u: Num::constant(a.get_u()),
            v: Num::constant(a.get_v()),
        };
        let multiple = multiply(&mut cs, &a, Some(c)).unwrap();
        (cs, multiple)
    }

    #[test]
    fn the_multiple_is_that_of_the_curve() {
        for (factor, c) in [
            (1, 0),
            (2, 1),
            (3, u128::MAX),
            (99, 0x1234_5678 << 77),
            (7, 1 << 127),
        ] {
            let (cs, multiple) = multiplied(factor, c);
            assert!(cs.is_satisfied());
            assert_eq!(cs.num_constraints(), 776);
            let power = jubjub::Fr::from_bytes_wide(&wide(u128::MAX)) + jubjub::Fr::one();
            let scalar = jubjub::Fr::from_bytes_wide(&wide(c)).double() + jubjub::Fr::one() + power;
            let expected = affine(key(factor) * scalar);
            assert_eq!(multiple.point.u.value(), Some(expected.get_u()));
            assert_eq!(multiple.point.v.value(), Some(expected.get_v()));
        }
    }

    #[test]
    fn only_one_c_belongs_to_a_multiple() {
        for c in [0, 1, 77, u128::MAX] {
            let (mut cs, multiple) = multiplied(5, c);
            let right = Fr::from_bytes_wide(&wide(c));
            let claimed = Num::alloc(&mut cs, "claimed", Some(right)).unwrap();
            multiple.enforce_scalar(&mut cs, &claimed);
            assert!(cs.is_satisfied());
            let half = Fr::from(2).invert().unwrap();
            for off in [Fr::one(), -Fr::one(), power_of_two(BITS), half] {
                cs.set("claimed", right + off);
                assert!(!cs.is_satisfied());
            }
        }
    }

    /// The last sign is another number, and everything after it is consistent.
    #[test]
    fn a_sign_is_plus_or_minus() {
        let a = affine(key(5));
        let a = Edwards {
            u: Num::constant(a.get_u()),
            v: Num::constant(a.get_v()),
        };
        let mut cs = Ledger::default();
        let multiple = multiply(&mut cs, &a, Some(6)).unwrap();
        let false_sign = Fr::from(4_711);

        let mut desk = Ledger::default();
        let last = |name: &str| Num::constant(cs.get(&format!("bit 1/{name}")));
        let before = Montgomery {
            x: last("x"),
            y: last("y"),
        };
        let term = Montgomery {
            x: Num::constant(cs.get("base/x")),
            y: Num::constant(false_sign),
        };
        let last = before.double_and_add_incomplete(&mut desk.namespace(|| "bit 0"), &term);
        last.unwrap()
            .to_edwards(&mut desk.namespace(|| "multiple"))
            .unwrap();
        let sum = multiple.signs.value().unwrap() - cs.get("bit 0/sign") + false_sign;
        let twice_c = sum * cs.get("base/y").invert().unwrap() + power_of_two(128) - Fr::one();
        let c = twice_c * Fr::from(2).invert().unwrap();
        multiple.enforce_scalar(&mut cs, &Num::constant(c));

        for name in ["slope", "x between", "slopes", "x", "y"] {
            cs.graft(&desk, &format!("bit 0/{name}"), "");
        }
        cs.graft(&desk, "multiple/", "");
        cs.set("bit 0/sign", false_sign);
        cs.assert_only_broken("bit 0/plus or minus");
    }
}
