//! The optimised permutation.

use super::FULL_ROUNDS;
use crate::field::{mul, square, ArkFr};
use ark_ff::AdditiveGroup;

/// The permutation with its partial rounds in another basis.
///
/// In a partial round all lanes but lane 0 pass through linear maps only. They may therefore be
/// written in any basis, if they are converted before the partial rounds and back after them. In
/// the basis chosen here lane `i` is the value that lane 0 receives after `i` rounds. The matrix of
/// a round then shifts the lanes: of its `T²` entries only the first column and the last row need
/// multiplications. The constants of these lanes can be added later.
#[derive(Debug)]
pub(super) struct Shortcut<const T: usize> {
    /// The constants added to the lanes at the start of each full round before the partial rounds.
    pub before: &'static [[ArkFr; T]; FULL_ROUNDS / 2],
    /// The matrix.
    pub mds: &'static [[ArkFr; T]; T],
    /// The matrix, then the change of basis: for the last full round before the partial rounds.
    pub enter: &'static [[ArkFr; T]; T],
    /// The change back, then the matrix: for the last partial round.
    pub leave: &'static [[ArkFr; T]; T],
    /// The first column of the matrix in the basis.
    pub first_column: &'static [ArkFr; T],
    /// The last row of the matrix in the basis.
    pub last_row: &'static [ArkFr; T],
    /// The constants added to lane 0 at the start of each partial round.
    pub lane_constants: &'static [ArkFr],
    /// The constants added to the lanes at the start of each full round after the partial rounds.
    pub after: &'static [[ArkFr; T]; FULL_ROUNDS / 2],
}

impl<const T: usize> Shortcut<T> {
    /// Applies the permutation.
    pub fn permute(&self, lanes: &mut [ArkFr; T]) {
        let last = FULL_ROUNDS / 2 - 1;
        for (round, constants) in self.before.iter().enumerate() {
            let matrix = if round == last { self.enter } else { self.mds };
            full_round(lanes, constants, matrix);
        }
        let last = self.lane_constants.len().saturating_sub(1);
        for (round, constant) in self.lane_constants.iter().enumerate() {
            if let Some(first) = lanes.first_mut() {
                *first = fifth_power(*first + constant);
            }
            if round == last {
                mix(lanes, self.leave);
            } else {
                self.shift(lanes);
            }
        }
        for constants in self.after {
            full_round(lanes, constants, self.mds);
        }
    }

    /// Multiplies the lanes by the matrix of a partial round.
    fn shift(&self, lanes: &mut [ArkFr; T]) {
        let last = product(self.last_row, lanes);
        // The first lane moves to the last place, which is overwritten below.
        lanes.rotate_left(1);
        if let Some((place, others)) = lanes.split_last_mut() {
            for (lane, factor) in others.iter_mut().zip(self.first_column) {
                *lane += mul(place, factor);
            }
            *place = last;
        }
    }
}

fn full_round<const T: usize>(
    lanes: &mut [ArkFr; T],
    constants: &[ArkFr; T],
    matrix: &[[ArkFr; T]; T],
) {
    for (lane, constant) in lanes.iter_mut().zip(constants) {
        *lane = fifth_power(*lane + constant);
    }
    mix(lanes, matrix);
}

fn mix<const T: usize>(lanes: &mut [ArkFr; T], matrix: &[[ArkFr; T]; T]) {
    *lanes = matrix.each_ref().map(|row| product(row, lanes));
}

fn product<const T: usize>(row: &[ArkFr; T], lanes: &[ArkFr; T]) -> ArkFr {
    row.iter()
        .zip(lanes)
        .fold(ArkFr::ZERO, |sum, (factor, lane)| sum + mul(factor, lane))
}

fn fifth_power(x: ArkFr) -> ArkFr {
    mul(&square(&square(&x)), &x)
}
