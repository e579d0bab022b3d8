//! The tables of numbers, made into field elements when the crate is compiled.

use super::{t3, t5, Parameters, Shortcut, FULL_ROUNDS};
use crate::{field::Fast, Fr};
use ark_ff::{AdditiveGroup, BigInt};

/// A canonical number, as four limbs of 64 bits, the lowest first.
pub(super) type Raw = [u64; 4];

/// Full rounds before and after the partial ones.
const HALF: usize = FULL_ROUNDS / 2;

// What stands in a static memory is read where it is, and not copied on the stack.
macro_rules! parameters {
    ($t:literal, $partial_rounds:literal, $table:ident) => {{
        static ROUND_CONSTANTS: [[Fr; $t]; FULL_ROUNDS + $partial_rounds] =
            rows(&$table::ROUND_CONSTANTS);
        static MDS: [[Fr; $t]; $t] = rows(&$table::MDS);
        Parameters {
            partial_rounds: $partial_rounds,
            round_constants: &ROUND_CONSTANTS,
            mds: &MDS,
        }
    }};
}

macro_rules! shortcut {
    ($t:literal, $partial_rounds:literal, $table:ident) => {{
        static BEFORE: [[Fast; $t]; HALF] = fast_rows(&$table::ROUND_CONSTANTS, 0);
        static MDS: [[Fast; $t]; $t] = fast_rows(&$table::MDS, 0);
        static ENTER: [[Fast; $t]; $t] = fast_rows(&$table::ENTER, 0);
        static LEAVE: [[Fast; $t]; $t] = fast_rows(&$table::LEAVE, 0);
        static FIRST_COLUMN: [Fast; $t] = fast_row(&$table::FIRST_COLUMN);
        static LAST_ROW: [Fast; $t] = fast_row(&$table::LAST_ROW);
        static LANE_CONSTANTS: [Fast; $partial_rounds] = fast_row(&$table::LANE_CONSTANTS);
        static AFTER: [[Fast; $t]; HALF] = {
            let mut after = fast_rows(&$table::ROUND_CONSTANTS, HALF + $partial_rounds);
            after[0] = fast_row(&$table::AFTER);
            after
        };
        Shortcut {
            before: &BEFORE,
            mds: &MDS,
            enter: &ENTER,
            leave: &LEAVE,
            first_column: &FIRST_COLUMN,
            last_row: &LAST_ROW,
            lane_constants: &LANE_CONSTANTS,
            after: &AFTER,
        }
    }};
}

pub(super) const T3: Parameters<3> = parameters!(3, 57, t3);
pub(super) const T5: Parameters<5> = parameters!(5, 60, t5);
pub(super) const SHORT_T3: Shortcut<3> = shortcut!(3, 57, t3);
pub(super) const SHORT_T5: Shortcut<5> = shortcut!(5, 60, t5);

/// Field elements of rows of numbers.
#[allow(clippy::indexing_slicing)] // Constants have no iterators; an index out of range is an error of the build.
const fn rows<const T: usize, const N: usize>(raw: &[[Raw; T]; N]) -> [[Fr; T]; N] {
    let mut elements = [[Fr::zero(); T]; N];
    let mut at = 0;
    while at < N * T {
        elements[at / T][at % T] = Fr::from_raw(raw[at / T][at % T]);
        at += 1;
    }
    elements
}

/// Elements of the field of arkworks.
#[allow(clippy::indexing_slicing)] // As above.
const fn fast_row<const N: usize>(raw: &[Raw; N]) -> [Fast; N] {
    let mut elements = [Fast::ZERO; N];
    let mut at = 0;
    while at < N {
        elements[at] = Fast::new(BigInt(raw[at]));
        at += 1;
    }
    elements
}

/// The same of `M` rows, from one of them on.
#[allow(clippy::indexing_slicing)] // As above.
const fn fast_rows<const T: usize, const N: usize, const M: usize>(
    raw: &[[Raw; T]; N],
    first: usize,
) -> [[Fast; T]; M] {
    let mut elements = [[Fast::ZERO; T]; M];
    let mut at = 0;
    while at < M {
        elements[at] = fast_row(&raw[first + at]);
        at += 1;
    }
    elements
}
