//! The permutation as it is calculated.

use super::FULL_ROUNDS;
use crate::field::{mul, square, ArkFr};
use ark_ff::AdditiveGroup;

/// The permutation with its partial rounds in another basis.
///
/// In a partial round all lanes but lane 0 go through linear maps only. So they may be written in
/// any basis, as long as they are taken into it before the partial rounds and back after them. In
/// the one chosen here, where lane `i` is what lane 0 is going to receive in `i` rounds, the matrix
/// of a round shifts the lanes: of its `T²` entries only the first column and the last row have to
/// be multiplied with. And constants of these lanes can be added later.
#[derive(Debug)]
pub(super) struct Shortcut<const T: usize> {
    /// What is added to the lanes at the start of each full round before the partial ones.
    pub before: &'static [[ArkFr; T]; FULL_ROUNDS / 2],
    /// The matrix.
    pub mds: &'static [[ArkFr; T]; T],
    /// The matrix, then the change into the basis: for the last full round before partial ones.
    pub enter: &'static [[ArkFr; T]; T],
    /// The change back, then the matrix: for the last partial round.
    pub leave: &'static [[ArkFr; T]; T],
    /// The first column of the matrix in the basis.
    pub first_column: &'static [ArkFr; T],
    /// The last row of the matrix in the basis.
    pub last_row: &'static [ArkFr; T],
    /// What is added to lane 0 at the start of each partial round.
    pub lane_constants: &'static [ArkFr],
    /// What is added to the lanes at the start of each full round after the partial ones.
    pub after: &'static [[ArkFr; T]; FULL_ROUNDS / 2],
}

impl<const T: usize> Shortcut<T> {
    /// The permutation.
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
        // The first lane comes to stand in the last place, where it is written over.
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
