//! The constants of the permutations, read from `t3.txt` and `t5.txt` when the crate is compiled.
//!
//! A file has one constant a line, in 64 hexadecimal digits, big-endian, in this order: the round
//! constants, round by round; then, row by row, the matrices `mds`, `enter` and `leave`; then
//! `first_column`, `last_row`, `lane_constants`, and the first row of `after`. See [`Parameters`]
//! and [`Shortcut`]. The tests compute all of them anew.

use super::{shortcut::Shortcut, Parameters, FULL_ROUNDS};
use crate::{field::ArkFr, Fr};
use ark_ff::{AdditiveGroup, BigInt};

/// Full rounds before and after the partial ones.
const HALF: usize = FULL_ROUNDS / 2;

/// Digits of a constant.
const DIGITS: usize = 64;

/// Bytes of a line.
const LINE: usize = DIGITS + 1;

/// The line on which each list of a file begins.
struct Lines {
    mds: usize,
    enter: usize,
    leave: usize,
    first_column: usize,
    last_row: usize,
    lane_constants: usize,
    after: usize,
    end: usize,
}

impl Lines {
    const fn new(t: usize, partial_rounds: usize) -> Self {
        let mds = t * (FULL_ROUNDS + partial_rounds);
        let enter = mds + t * t;
        let leave = enter + t * t;
        let first_column = leave + t * t;
        let last_row = first_column + t;
        let lane_constants = last_row + t;
        let after = lane_constants + partial_rounds;
        Self {
            mds,
            enter,
            leave,
            first_column,
            last_row,
            lane_constants,
            after,
            end: after + t,
        }
    }
}

// The lists are statics: a permutation reads them in place, and copies none to the stack.
macro_rules! permutation {
    ($parameters:ident, $shortcut:ident, $t:literal, $partial_rounds:literal, $file:literal) => {
        pub(super) const $parameters: Parameters<$t> = {
            static ROUND_CONSTANTS: [[Fr; $t]; FULL_ROUNDS + $partial_rounds] = rows(FILE, 0);
            static MDS: [[Fr; $t]; $t] = rows(FILE, LINES.mds);
            const FILE: &[u8] = include_bytes!($file);
            const LINES: Lines = Lines::new($t, $partial_rounds);
            assert!(FILE.len() == LINES.end * LINE, "a file has all constants");
            Parameters {
                partial_rounds: $partial_rounds,
                round_constants: &ROUND_CONSTANTS,
                mds: &MDS,
            }
        };

        pub(super) const $shortcut: Shortcut<$t> = {
            static BEFORE: [[ArkFr; $t]; HALF] = ark_rows(FILE, 0);
            static MDS: [[ArkFr; $t]; $t] = ark_rows(FILE, LINES.mds);
            static ENTER: [[ArkFr; $t]; $t] = ark_rows(FILE, LINES.enter);
            static LEAVE: [[ArkFr; $t]; $t] = ark_rows(FILE, LINES.leave);
            static FIRST_COLUMN: [ArkFr; $t] = ark_row(FILE, LINES.first_column);
            static LAST_ROW: [ArkFr; $t] = ark_row(FILE, LINES.last_row);
            static LANE_CONSTANTS: [ArkFr; $partial_rounds] = ark_row(FILE, LINES.lane_constants);
            static AFTER: [[ArkFr; $t]; HALF] = {
                let mut after = ark_rows(FILE, $t * (HALF + $partial_rounds));
                after[0] = ark_row(FILE, LINES.after);
                after
            };
            const FILE: &[u8] = include_bytes!($file);
            const LINES: Lines = Lines::new($t, $partial_rounds);
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
        };
    };
}

permutation!(T3, SHORT_T3, 3, 57, "t3.txt");
permutation!(T5, SHORT_T5, 5, 60, "t5.txt");

/// Reads rows of elements of `bls12_381`, from a line on.
#[allow(clippy::indexing_slicing)] // Constants have no iterators; the build fails out of range.
const fn rows<const T: usize, const N: usize>(file: &[u8], line: usize) -> [[Fr; T]; N] {
    let mut elements = [[Fr::zero(); T]; N];
    let mut at = 0;
    while at < N * T {
        elements[at / T][at % T] = Fr::from_raw(limbs(file, line + at));
        at += 1;
    }
    elements
}

/// Reads a row of elements of arkworks, from a line on.
#[allow(clippy::indexing_slicing)] // As above.
const fn ark_row<const N: usize>(file: &[u8], line: usize) -> [ArkFr; N] {
    let mut elements = [ArkFr::ZERO; N];
    let mut at = 0;
    while at < N {
        elements[at] = ArkFr::new(BigInt(limbs(file, line + at)));
        at += 1;
    }
    elements
}

/// Reads rows of elements of arkworks, from a line on.
#[allow(clippy::indexing_slicing)] // As above.
const fn ark_rows<const T: usize, const N: usize>(file: &[u8], line: usize) -> [[ArkFr; T]; N] {
    let mut elements = [[ArkFr::ZERO; T]; N];
    let mut at = 0;
    while at < N {
        elements[at] = ark_row(file, line + at * T);
        at += 1;
    }
    elements
}

/// Reads the constant on a line, as four limbs of 64 bits, the lowest first.
#[allow(clippy::indexing_slicing)] // As above.
const fn limbs(file: &[u8], line: usize) -> [u64; 4] {
    let mut limbs = [0; 4];
    let mut at = 0;
    while at < DIGITS {
        let limb = 3 - at / 16;
        limbs[limb] = limbs[limb] << 4 | digit(file[line * LINE + at]);
        at += 1;
    }
    limbs
}

const fn digit(digit: u8) -> u64 {
    match digit {
        b'0'..=b'9' => (digit - b'0') as u64,
        b'a'..=b'f' => (digit - b'a') as u64 + 10,
        _ => panic!("a constant has 64 hexadecimal digits"),
    }
}
