//! Multi-scalar multiplication.

use group::Group;
use zeroize::{Zeroize, Zeroizing};

use crate::limits::MAX_SUM_TERMS;

use super::{curve::Curve, digits::Digits};

/// The sum of all points times their scalars.
///
/// A scalar 0 is skipped, and 1 is an addition: many scalars of a circuit are bits. All others go
/// to Pippenger's algorithm on the threads of `blst`, which computes sums from several callers one
/// after the other.
///
/// The selection of points depends on the scalars, so the lists are wiped like them.
pub(crate) fn sum<'a, C: Curve>(terms: impl Iterator<Item = (&'a C::Base, &'a Digits)>) -> C::Point
where
    C::Base: 'a,
{
    let bytes = C::BITS / 8;
    let (mut ones, mut points) = (SecretPoints::<C>::new(), SecretPoints::<C>::new());
    let mut scalars = Zeroizing::new(Vec::with_capacity(MAX_SUM_TERMS * bytes));
    for (base, digits) in terms {
        for (point, scalar) in C::cut(base, digits) {
            match scalar {
                0 => {}
                1 => ones.push(point),
                _ => {
                    points.push(point);
                    scalars.extend_from_slice(&scalar.to_le_bytes()[..bytes]);
                }
            }
        }
    }
    let nothing = || Zeroizing::new(C::Point::identity());
    let ones = if ones.0.is_empty() {
        nothing()
    } else {
        Zeroizing::new(C::point(C::add(&ones.0)))
    };
    let rest = if points.0.is_empty() {
        nothing()
    } else {
        Zeroizing::new(C::point(C::multiples(&points.0, &scalars)))
    };
    *ones + *rest
}

/// Points selected by secret scalars. Wiped when dropped, and never reallocated.
struct SecretPoints<C: Curve>(Vec<C::Affine>);

impl<C: Curve> SecretPoints<C> {
    fn new() -> Self {
        Self(Vec::with_capacity(MAX_SUM_TERMS))
    }

    fn push(&mut self, point: C::Affine) {
        debug_assert!(self.0.len() < self.0.capacity(), "there is room for all");
        self.0.push(point);
    }
}

impl<C: Curve> Zeroize for SecretPoints<C> {
    fn zeroize(&mut self) {
        self.0.iter_mut().for_each(C::wipe);
    }
}

impl<C: Curve> Drop for SecretPoints<C> {
    fn drop(&mut self) {
        self.zeroize();
    }
}

#[cfg(test)]
mod tests {
    use aura_zkp_core::statement::Circuit;

    use super::*;
    use crate::fast::{Shape, G1, G2};

    fn assert_wiped<C: Curve>(
        mut chosen: SecretPoints<C>,
        point: C::Affine,
        is_wiped: fn(&C::Affine) -> bool,
    ) {
        chosen.push(point);
        assert!(!is_wiped(&chosen.0[0]));
        chosen.zeroize();
        assert!(chosen.0.iter().all(is_wiped));
    }

    #[test]
    fn points_that_were_chosen_are_wiped() {
        let bases = crate::tests::key(Circuit::Ownership).bases();
        let (g1, g2) = (*bases.a[0].point(), *bases.b_g2[0].point());
        assert_wiped::<G1>(SecretPoints::new(), g1, |point| {
            *point == Default::default()
        });
        assert_wiped::<G2>(SecretPoints::new(), g2, |point| {
            *point == Default::default()
        });
    }

    /// A list that grows leaves an unwiped copy behind.
    #[test]
    fn no_sum_is_longer_than_the_room() {
        for circuit in Circuit::ALL {
            let shape = Shape::of(circuit);
            let in_g1 = 2 * (shape.h() + shape.aux);
            let in_g2 = 4 * (shape.b_inputs.len() + shape.b_aux.len());
            assert!(
                in_g1.max(in_g2) <= MAX_SUM_TERMS,
                "{circuit:?}: {in_g1}, {in_g2}"
            );
        }
    }
}
