//! Thresholds of the list of voters.

use crate::constants::staking::{BAGS, FIRST_BAG};

/// Upper bounds of the bags: a geometric series from [`FIRST_BAG`] up to `u64::MAX`.
///
/// A change of them needs a migration of the list.
pub static THRESHOLDS: [u64; BAGS] = thresholds();

/// Bits after the point in a ratio of the series.
const FRACTION_BITS: u32 = 32;

/// The largest ratio for which the series stays below `u64::MAX`, found by bisection: the formula of
/// the SDK needs floating point, which no runtime may have.
const fn thresholds() -> [u64; BAGS] {
    let mut low: u128 = 1 << FRACTION_BITS;
    let mut high: u128 = 2 << FRACTION_BITS;
    while low.saturating_add(1) < high {
        let middle = low.midpoint(high);
        if series(middle).1 {
            low = middle;
        } else {
            high = middle;
        }
    }
    series(low).0
}

/// The series with a ratio, its last element replaced by `u64::MAX`; and `true` if no other element
/// had to be cut.
#[allow(
    clippy::as_conversions,
    clippy::indexing_slicing,
    reason = "constant functions have no iterators and no `TryFrom`; it runs in the compiler"
)]
const fn series(ratio: u128) -> ([u64; BAGS], bool) {
    let mut all = [u64::MAX; BAGS];
    let mut next = FIRST_BAG as u128;
    let mut index = 0;
    while index < BAGS.saturating_sub(1) {
        if next >= u64::MAX as u128 {
            return (all, false);
        }
        all[index] = next as u64;
        let grown = next.saturating_mul(ratio) >> FRACTION_BITS;
        let least = next.saturating_add(1);
        next = if grown > least { grown } else { least };
        index = index.saturating_add(1);
    }
    (all, next <= u64::MAX as u128)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bags_grow_by_one_ratio() {
        assert_eq!(THRESHOLDS.first(), Some(&FIRST_BAG));
        assert_eq!(THRESHOLDS.last(), Some(&u64::MAX));
        // The ratio by the formula of the SDK.
        let expected = ((u64::MAX as f64 / FIRST_BAG as f64).ln() / (BAGS - 1) as f64).exp();
        assert!((1.10..1.12).contains(&expected), "{expected}");
        for pair in THRESHOLDS.windows(2) {
            let ratio = pair[1] as f64 / pair[0] as f64;
            assert!((ratio - expected).abs() < 1e-5, "{ratio}");
        }
    }
}
