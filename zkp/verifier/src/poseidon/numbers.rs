//! The tables of numbers, made into field elements when the crate is compiled.

use super::{t3, t5, Parameters, Shortcut};
use crate::Fr;

/// A canonical number, as four limbs of 64 bits, the lowest first.
pub(super) type Raw = [u64; 4];

// What stands in a static memory is read where it is, and not copied on the stack.
macro_rules! parameters {
    ($t:literal, $partial_rounds:literal, $table:ident) => {{
        static ROUND_CONSTANTS: [[Fr; $t]; super::FULL_ROUNDS + $partial_rounds] =
            rows(&$table::ROUND_CONSTANTS);
        static MDS: [[Fr; $t]; $t] = rows(&$table::MDS);
        static ENTER: [[Fr; $t]; $t] = rows(&$table::ENTER);
        static LEAVE: [[Fr; $t]; $t] = rows(&$table::LEAVE);
        static FIRST_COLUMN: [Fr; $t] = row(&$table::FIRST_COLUMN);
        static LAST_ROW: [Fr; $t] = row(&$table::LAST_ROW);
        static LANE_CONSTANTS: [Fr; $partial_rounds] = row(&$table::LANE_CONSTANTS);
        static AFTER: [Fr; $t] = row(&$table::AFTER);
        Parameters {
            partial_rounds: $partial_rounds,
            round_constants: &ROUND_CONSTANTS,
            mds: &MDS,
            shortcut: Shortcut {
                enter: &ENTER,
                leave: &LEAVE,
                first_column: &FIRST_COLUMN,
                last_row: &LAST_ROW,
                lane_constants: &LANE_CONSTANTS,
                after: &AFTER,
            },
        }
    }};
}

pub(super) const T3: Parameters<3> = parameters!(3, 57, t3);
pub(super) const T5: Parameters<5> = parameters!(5, 60, t5);

/// Field elements of numbers.
#[allow(clippy::indexing_slicing)] // Constants have no iterators; an index out of range is an error of the build.
const fn row<const N: usize>(raw: &[Raw; N]) -> [Fr; N] {
    let mut elements = [Fr::zero(); N];
    let mut at = 0;
    while at < N {
        elements[at] = Fr::from_raw(raw[at]);
        at += 1;
    }
    elements
}

/// Field elements of rows of numbers.
#[allow(clippy::indexing_slicing)] // As above.
const fn rows<const T: usize, const N: usize>(raw: &[[Raw; T]; N]) -> [[Fr; T]; N] {
    let mut elements = [[Fr::zero(); T]; N];
    let mut at = 0;
    while at < N {
        elements[at] = row(&raw[at]);
        at += 1;
    }
    elements
}
