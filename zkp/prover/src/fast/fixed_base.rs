//! Many multiples of one point, for set-ups.

use std::thread;

use aura_zkp_core::Fr;

use super::{curve::Curve, domain::joined};

/// Bytes of a scalar: places in base 256.
const SCALAR_BYTES: usize = 32;

/// Nonzero digits in base 256.
const DIGITS: usize = 255;

/// A point times each digit at each place of a scalar in base 256.
pub(crate) struct FixedBase<C: Curve>(Vec<C::Affine>);

impl<C: Curve> FixedBase<C> {
    /// Precomputes the multiples of a point.
    pub(crate) fn new(point: C::Affine) -> Self {
        let mut table: Vec<C::Affine> = Vec::with_capacity(SCALAR_BYTES * DIGITS);
        let mut power = point;
        for _ in 0..SCALAR_BYTES {
            let powers = [(); 8].map(|()| {
                let twice = C::affines(&[C::add(&[power, power])]);
                std::mem::replace(&mut power, twice[0])
            });
            let multiple = |digit: usize| {
                let bits = powers.iter().enumerate();
                let points =
                    bits.filter_map(|(bit, power)| (digit >> bit & 1 == 1).then_some(*power));
                C::add(&points.collect::<Vec<_>>())
            };
            table.extend(C::affines(&(1..=DIGITS).map(multiple).collect::<Vec<_>>()));
        }
        Self(table)
    }

    /// Multiplies the point by each of the scalars, none of which is 0.
    pub(crate) fn times(&self, scalars: &[Fr]) -> Vec<C::Affine>
    where
        Self: Sync,
    {
        let threads = thread::available_parallelism().map_or(1, usize::from);
        let part = scalars.len().div_ceil(threads).max(1);
        thread::scope(|scope| {
            let parts: Vec<_> = scalars
                .chunks(part)
                .map(|scalars| scope.spawn(|| self.times_part(scalars)))
                .collect();
            parts.into_iter().flat_map(joined).collect()
        })
    }

    fn times_part(&self, scalars: &[Fr]) -> Vec<C::Affine> {
        let sum = |scalar: &Fr| {
            let digits = scalar.to_bytes().into_iter().map(usize::from);
            let terms = self.0.chunks(DIGITS).zip(digits);
            let points =
                terms.filter_map(|(multiples, digit)| multiples.get(digit.wrapping_sub(1)));
            C::add(&points.copied().collect::<Vec<_>>())
        };
        C::affines(&scalars.iter().map(sum).collect::<Vec<_>>())
    }
}
