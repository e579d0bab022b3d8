//! A multiple s·B of the base point. 590 constraints.
//!
//! s is written in 84 digits ±1, ±3, ±5, ±7 of base 8, so it is an odd number between ±(8^84 − 1);
//! every s mod ℓ is one, as s or as s − ℓ. The prover may choose *which* digits: a signature only
//! asks that the prover knows some s, so the digits need no canonical form.
//!
//! A digit costs 4 constraints: two bits, their product, and the sign by y² = Y². The x and Y² of
//! the four sizes are then combinations of constants, and y may be Y or −Y. 84 · 4 = 336.
//!
//! The lower 83 points are added on the Montgomery curve, 82 · 3 = 246. Before digit i the sum is
//! that of an odd number below 8^i, and the digit is at least 8^i and at most 7·8^i: neither their
//! difference nor their sum, which are below 8^83 < ℓ, is 0. So the x differ, and no sum is the
//! identity. The last digit breaks this: 7·8^83 − ℓ is an odd number below 8^83. An incomplete
//! addition would add a point to itself there, any slope would be accepted, and any signature could
//! be forged. The last sum is therefore converted to the Edwards curve (2 constraints) and added
//! completely (6).

use std::sync::OnceLock;

use bellman::{ConstraintSystem, SynthesisError};
use bls12_381::Scalar as Fr;
use group::{Curve, Group};
use jubjub::{AffinePoint, ExtendedPoint, SubgroupPoint};

use super::bits::Bit;
use super::curve::{montgomery_coordinates, Edwards, Montgomery};
use super::num::{enforce, Num};

/// Digits of a multiplier.
pub const DIGITS: usize = 84;

/// Bits of a multiplier.
const BITS: usize = 3 * DIGITS;

/// The sizes 1, 3, 5, 7 of a digit.
const SIZES: usize = 4;

/// A digit: ±(2·size + 1).
#[derive(Clone, Copy)]
struct Digit {
    size: u8,
    negative: bool,
}

/// The constants of a digit: the coordinate that the sign keeps, and the one that it negates.
struct Window {
    kept: [Fr; SIZES],
    turned: [Fr; SIZES],
}

/// Computes s·B for the base point B. 590 constraints.
///
/// The constraints enforce that the result is *a* multiple of B.
pub fn multiply<CS: ConstraintSystem<Fr>>(
    cs: &mut CS,
    s: Option<&jubjub::Fr>,
) -> Result<Edwards, SynthesisError> {
    multiply_by(cs, s.map(digits).as_ref())
}

fn multiply_by<CS: ConstraintSystem<Fr>>(
    cs: &mut CS,
    digits: Option<&[Digit; DIGITS]>,
) -> Result<Edwards, SynthesisError> {
    let windows = windows();
    let mut lower: Option<Montgomery> = None;
    for (place, window) in windows.lower.iter().enumerate() {
        let cs = &mut cs.namespace(|| format!("digit {place}"));
        let (x, y) = window.point(cs, digits.map(|digits| digits[place]))?;
        let point = Montgomery { x, y };
        lower = Some(match lower {
            Some(sum) => sum.add_incomplete(&mut cs.namespace(|| "sum"), &point)?,
            None => point,
        });
    }
    let lower = lower.ok_or(SynthesisError::Unsatisfiable)?;
    let lower = lower.to_edwards(&mut cs.namespace(|| "lower digits"))?;
    let digit = digits.map(|digits| digits[DIGITS - 1]);
    let (v, u) = windows
        .last
        .point(&mut cs.namespace(|| "last digit"), digit)?;
    lower.add(&mut cs.namespace(|| "sum"), &Edwards { u, v })
}

impl Window {
    /// The point of a digit: the coordinate that its sign keeps, and the one that it negates. Four
    /// constraints.
    fn point<CS: ConstraintSystem<Fr>>(
        &self,
        cs: &mut CS,
        digit: Option<Digit>,
    ) -> Result<(Num, Num), SynthesisError> {
        let low = Bit::alloc(cs, "size 0", digit.map(|digit| digit.size & 1 == 1))?;
        let high = Bit::alloc(cs, "size 1", digit.map(|digit| digit.size & 2 == 2))?;
        let both = low.num().mul(cs, "size 0 and 1", high.num())?;
        let of_size = |[one, three, five, seven]: [Fr; SIZES]| {
            Num::sum(
                one,
                [
                    (three - one, low.num()),
                    (five - one, high.num()),
                    (seven - five - three + one, &both),
                ],
            )
        };
        let value = digit.map(|Digit { size, negative }| {
            let turned = self.turned[usize::from(size)];
            if negative {
                -turned
            } else {
                turned
            }
        });
        let turned = Num::alloc(cs, "with its sign", value)?;
        let square = of_size(self.turned.map(|turned| turned.square()));
        enforce(cs, "either sign", &turned, &turned, &square);
        Ok((of_size(self.kept), turned))
    }
}

struct Windows {
    /// x and y on the Montgomery curve, for the digits that are added there.
    lower: Vec<Window>,
    /// v and u on the Edwards curve.
    last: Window,
}

/// The points of all digits, computed at first use.
fn windows() -> &'static Windows {
    static WINDOWS: OnceLock<Windows> = OnceLock::new();
    WINDOWS.get_or_init(|| {
        let mut base = ExtendedPoint::from(SubgroupPoint::generator());
        let mut lower = Vec::with_capacity(DIGITS - 1);
        for _ in 1..DIGITS {
            lower.push(Window::of(odd_multiples(base).map(|point| {
                montgomery_coordinates(&point).expect("a small multiple of a generator; qed")
            })));
            base = base.double().double().double();
        }
        let last = odd_multiples(base).map(|point| (point.get_v(), point.get_u()));
        Windows {
            lower,
            last: Window::of(last),
        }
    })
}

impl Window {
    fn of(points: [(Fr, Fr); SIZES]) -> Self {
        Self {
            kept: points.map(|point| point.0),
            turned: points.map(|point| point.1),
        }
    }
}

fn odd_multiples(base: ExtendedPoint) -> [AffinePoint; SIZES] {
    let two = base.double();
    let mut point = base;
    std::array::from_fn(|_| {
        let multiple = point.to_affine();
        point += two;
        multiple
    })
}

/// The digits of s if s is odd, otherwise of s − ℓ: those of ℓ − s, each negated.
///
/// An odd number below 2^252 is 2·E + 1 − 2^252 with E = (number − 1)/2 + 2^251, and its digits are
/// twice those of E, each less 7.
fn digits(s: &jubjub::Fr) -> [Digit; DIGITS] {
    let even = s.to_bytes()[0] & 1 == 0;
    // ℓ − s − 1 is even, and canonical also for s = 0.
    let mut odd = if even { -s - jubjub::Fr::one() } else { *s }.to_bytes();
    odd[0] |= 1;
    let bit = |place: usize| match place + 1 {
        BITS => 1,
        above => odd[above / 8] >> (above % 8) & 1,
    };
    std::array::from_fn(|place| {
        let three = bit(3 * place) | bit(3 * place + 1) << 1 | bit(3 * place + 2) << 2;
        let negative = three < 4;
        Digit {
            size: if negative { 3 - three } else { three - 4 },
            negative: negative != even,
        }
    })
}

#[cfg(test)]
mod tests {
    use bellman::gadgets::test::TestConstraintSystem;
    use ff::Field;

    use super::*;
    use crate::ledger::Ledger;

    type System = TestConstraintSystem<Fr>;

    fn times_base(s: jubjub::Fr) -> AffinePoint {
        ExtendedPoint::from(SubgroupPoint::generator() * s).to_affine()
    }

    fn power_of_eight(exponent: u64) -> jubjub::Fr {
        jubjub::Fr::from(8).pow_vartime(&[exponent, 0, 0, 0])
    }

    fn value(digits: &[Digit; DIGITS]) -> jubjub::Fr {
        digits.iter().rev().fold(jubjub::Fr::zero(), |sum, digit| {
            let size = jubjub::Fr::from(2 * u64::from(digit.size) + 1);
            sum * jubjub::Fr::from(8) + if digit.negative { -size } else { size }
        })
    }

    fn multipliers() -> Vec<jubjub::Fr> {
        let one = jubjub::Fr::one();
        let mut all = vec![jubjub::Fr::zero(), one, one.double(), -one, -one.double()];
        all.extend((1..=24).map(|seed| jubjub::Fr::from_bytes_wide(&[seed * 10; 64])));
        all.push(critical());
        all
    }

    /// A multiplier whose lower digits sum to the point of its last digit.
    fn critical() -> jubjub::Fr {
        (jubjub::Fr::from(7) * power_of_eight(83)).double()
    }

    /// 7·8^83 − ℓ in the lower digits, 7 in the last.
    fn critical_digits() -> [Digit; DIGITS] {
        let seven = jubjub::Fr::from(7) * power_of_eight(83);
        // As a number, 7·8^83 − ℓ − 8^83 has the same lower digits, and −1 as its last.
        let mut all = digits(&(seven - power_of_eight(83)));
        assert!(all[83].size == 0 && all[83].negative);
        all[83] = Digit {
            size: 3,
            negative: false,
        };
        all
    }

    #[test]
    fn digits_make_the_multiplier() {
        for s in multipliers() {
            assert_eq!(value(&digits(&s)), s);
        }
        assert_eq!(value(&critical_digits()), critical());
    }

    #[test]
    fn the_multiple_is_that_of_the_curve() {
        for s in multipliers() {
            let mut cs = System::new();
            let point = multiply(&mut cs, Some(&s)).unwrap();
            assert!(cs.is_satisfied());
            assert_eq!(cs.num_constraints(), 590);
            assert_eq!(point.u.value(), Some(times_base(s).get_u()));
            assert_eq!(point.v.value(), Some(times_base(s).get_v()));
        }
    }

    /// The forgery that an incomplete last addition would allow: the lower digits and the last
    /// digit give the same point, so any slope passes.
    #[test]
    fn the_last_addition_of_a_point_to_itself_has_one_sum() {
        let mut cs = System::new();
        let point = multiply_by(&mut cs, Some(&critical_digits())).unwrap();
        assert!(cs.is_satisfied());
        assert_eq!(point.u.value(), Some(times_base(critical()).get_u()));
        let lower = (cs.get("lower digits/u"), cs.get("lower digits/v"));
        let last = odd_multiples((SubgroupPoint::generator() * power_of_eight(83)).into())[3];
        assert_eq!(
            lower,
            (last.get_u(), last.get_v()),
            "the exceptional case is reached"
        );
        // The sum that another slope would have given.
        let forged = times_base(jubjub::Fr::from(4_711));
        cs.set("sum/u", forged.get_u());
        cs.set("sum/v", forged.get_v());
        assert!(!cs.is_satisfied());
    }

    /// The reason for the complete addition: with a Montgomery addition, the same digits have any
    /// sum.
    #[test]
    fn an_incomplete_last_addition_would_be_open() {
        let last = odd_multiples((SubgroupPoint::generator() * power_of_eight(83)).into())[3];
        let (x, y) = montgomery_coordinates(&last).unwrap();
        let mut cs = System::new();
        let [left, right] = ["left", "right"].map(|name| Montgomery {
            x: Num::alloc(
                &mut cs,
                &format!("{name} x"),
                Some(x + Fr::from(name.len() as u64)),
            )
            .unwrap(),
            y: Num::alloc(&mut cs, &format!("{name} y"), Some(y)).unwrap(),
        });
        left.add_incomplete(&mut cs, &right).unwrap();
        for name in ["left", "right"] {
            cs.set(&format!("{name} x"), x);
        }
        for slope in [5, 6, 7].map(Fr::from) {
            let third = slope.square() - Fr::from(40_962) - x.double();
            cs.set("slope", slope);
            cs.set("x", third);
            cs.set("y", slope * (x - third) - y);
            assert!(cs.is_satisfied());
        }
    }

    #[test]
    fn a_digit_has_one_of_eight_points() {
        let window = &windows().lower[7];
        let digit = |change: fn(&mut Ledger)| {
            let mut cs = Ledger::default();
            window
                .point(
                    &mut cs,
                    Some(Digit {
                        size: 1,
                        negative: true,
                    }),
                )
                .unwrap();
            assert_eq!((cs.constraints(), cs.broken().len()), (4, 0));
            change(&mut cs);
            cs
        };
        let other_sign = digit(|cs| cs.set("with its sign", -cs.get("with its sign")));
        assert!(
            other_sign.broken().is_empty(),
            "the other sign is another digit"
        );

        digit(|cs| cs.set("with its sign", windows().lower[7].turned[2]))
            .assert_only_broken("either sign");
        // Sizes that no two bits give: with the y that fits them, the points are not multiples of
        // B.
        let y = |low: Fr, high: Fr, both: Fr| {
            let [one, three, five, seven] = windows().lower[7].turned.map(|y| y.square());
            let square = one
                + low * (three - one)
                + high * (five - one)
                + both * (seven - five - three + one);
            Option::<Fr>::from(square.sqrt())
        };
        for (low, high) in (2..40).map(|size| (Fr::from(size), Fr::one())) {
            let Some(y) = y(low, high, low * high) else {
                continue;
            };
            let mut cs = digit(|_| {});
            cs.set("size 0", low);
            cs.set("size 1", high);
            cs.set("size 0 and 1", low * high);
            cs.set("with its sign", y);
            cs.assert_only_broken("size 0 is boolean");
        }
        for both in (1..40).map(Fr::from) {
            let Some(y) = y(Fr::one(), Fr::zero(), both) else {
                continue;
            };
            let mut cs = digit(|_| {});
            cs.set("size 0 and 1", both);
            cs.set("with its sign", y);
            cs.assert_only_broken("size 0 and 1 is the product");
        }
    }
}
