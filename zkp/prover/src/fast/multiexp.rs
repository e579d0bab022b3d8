//! Sums of multiples of points.

use group::Group;
use zeroize::Zeroizing;

use super::{curve::Curve, digits::Digits};

/// The sum of all points times their scalars.
///
/// Nothing is done for a scalar 0, and 1 is an addition: of the scalars of a circuit, many are bits.
/// All others are left to Pippenger's algorithm on the threads of `blst`, which takes several sums
/// from several callers one after the other.
pub(super) fn sum<'a, C: Curve>(terms: impl Iterator<Item = (&'a C::Base, &'a Digits)>) -> C::Point
where
    C::Base: 'a,
{
    let bytes = C::BITS / 8;
    let (mut ones, mut points) = (Vec::new(), Vec::new());
    let mut scalars = Zeroizing::new(Vec::with_capacity(ROOM * bytes));
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
    let nothing = || C::Point::identity();
    let ones = if ones.is_empty() {
        nothing()
    } else {
        C::point(C::add(&ones))
    };
    let rest = if points.is_empty() {
        nothing()
    } else {
        C::point(C::multiples(&points, &scalars))
    };
    ones + rest
}

/// Scalars of the longest sum of any circuit: so that none is left behind while the list grows.
const ROOM: usize = 1 << 15;
