//! The Poseidon permutation over the scalar field of BLS12-381 (ZKP.md, *Hashes*): S-box x⁵, eight
//! full rounds, and 57 partial ones for three lanes, 60 for five.
//!
//! Nothing but single permutations is ever used: see [`crate::hash`].

#[cfg(test)]
mod grain;
mod numbers;
mod t3;
mod t5;
#[cfg(test)]
mod tests;

use crate::Fr;

/// Full rounds: half of them before the partial ones, half after.
pub const FULL_ROUNDS: usize = 8;

/// The permutation with three lanes.
pub static T3: Parameters<3> = numbers::T3;

/// The permutation with five lanes.
pub static T5: Parameters<5> = numbers::T5;

/// What makes a permutation of `T` lanes.
///
/// A round adds a constant to each lane, applies the S-box to every lane, or in a partial round to
/// lane 0 alone, and multiplies the lanes by the matrix.
#[derive(Debug)]
pub struct Parameters<const T: usize> {
    /// Rounds with one S-box, between the full ones.
    pub partial_rounds: usize,
    /// What is added to the lanes at the start of each round: [`FULL_ROUNDS`] + `partial_rounds`
    /// rows, from the Grain LFSR.
    pub round_constants: &'static [[Fr; T]],
    /// The matrix, row by row: the new lane `i` is row `i` times the lanes. A Cauchy matrix, from
    /// the same LFSR.
    pub mds: &'static [[Fr; T]; T],
    /// The same permutation with fewer multiplications.
    pub shortcut: Shortcut<T>,
}

/// The partial rounds in another basis.
///
/// In a partial round all lanes but lane 0 go through linear maps only. So they may be written in
/// any basis, as long as they are taken into it before the partial rounds and back after them. In
/// the one chosen here, where lane `i` is what lane 0 is going to receive in `i` rounds, the matrix
/// of a round shifts the lanes: of its `T²` entries only the first column and the last row have to
/// be multiplied with. And constants of these lanes can be added later.
#[derive(Debug)]
pub struct Shortcut<const T: usize> {
    /// The matrix, then the change into the basis: for the last full round before partial ones.
    pub enter: &'static [[Fr; T]; T],
    /// The change back, then the matrix: for the last partial round.
    pub leave: &'static [[Fr; T]; T],
    /// The first column of the matrix in the basis.
    pub first_column: &'static [Fr; T],
    /// The last row of the matrix in the basis.
    pub last_row: &'static [Fr; T],
    /// What is added to lane 0 at the start of each partial round.
    pub lane_constants: &'static [Fr],
    /// What is added to the lanes at the start of the first full round after the partial ones.
    pub after: &'static [Fr; T],
}

impl<const T: usize> Parameters<T> {
    /// Lanes.
    pub const T: usize = T;

    /// The permutation.
    pub fn permute(&self, lanes: &mut [Fr; T]) {
        let half = FULL_ROUNDS / 2;
        let (shortcut, constants) = (&self.shortcut, self.round_constants);
        for (round, constants) in (1..=half).zip(constants) {
            let matrix = if round == half {
                shortcut.enter
            } else {
                self.mds
            };
            full_round(lanes, constants, matrix);
        }
        for (round, constant) in (1..=self.partial_rounds).zip(shortcut.lane_constants) {
            if let Some(first) = lanes.first_mut() {
                *first = fifth_power(*first + constant);
            }
            if round == self.partial_rounds {
                mix(lanes, shortcut.leave);
            } else {
                shortcut.shift(lanes);
            }
        }
        full_round(lanes, shortcut.after, self.mds);
        for constants in constants.iter().skip(half + self.partial_rounds + 1) {
            full_round(lanes, constants, self.mds);
        }
    }

    /// The permutation as it is published, step by step: what [`Self::permute`] is tested against.
    pub fn permute_plainly(&self, lanes: &mut [Fr; T]) {
        let partial = FULL_ROUNDS / 2..FULL_ROUNDS / 2 + self.partial_rounds;
        for (round, constants) in self.round_constants.iter().enumerate() {
            if !partial.contains(&round) {
                full_round(lanes, constants, self.mds);
                continue;
            }
            add(lanes, constants);
            if let Some(first) = lanes.first_mut() {
                *first = fifth_power(*first);
            }
            mix(lanes, self.mds);
        }
    }
}

impl<const T: usize> Shortcut<T> {
    /// Multiplies the lanes by the matrix of a partial round.
    fn shift(&self, lanes: &mut [Fr; T]) {
        let last = product(self.last_row, lanes);
        // The first lane comes to stand in the last place, where it is written over.
        lanes.rotate_left(1);
        if let Some((place, others)) = lanes.split_last_mut() {
            for (lane, factor) in others.iter_mut().zip(self.first_column) {
                *lane += *place * factor;
            }
            *place = last;
        }
    }
}

/// Permutes three lanes.
pub fn permute3(lanes: &mut [Fr; 3]) {
    T3.permute(lanes);
}

/// Permutes five lanes.
pub fn permute5(lanes: &mut [Fr; 5]) {
    T5.permute(lanes);
}

fn full_round<const T: usize>(lanes: &mut [Fr; T], constants: &[Fr; T], matrix: &[[Fr; T]; T]) {
    add(lanes, constants);
    for lane in lanes.iter_mut() {
        *lane = fifth_power(*lane);
    }
    mix(lanes, matrix);
}

fn add<const T: usize>(lanes: &mut [Fr; T], constants: &[Fr; T]) {
    for (lane, constant) in lanes.iter_mut().zip(constants) {
        *lane += constant;
    }
}

fn mix<const T: usize>(lanes: &mut [Fr; T], matrix: &[[Fr; T]; T]) {
    *lanes = matrix.each_ref().map(|row| product(row, lanes));
}

fn product<const T: usize>(row: &[Fr; T], lanes: &[Fr; T]) -> Fr {
    row.iter()
        .zip(lanes)
        .fold(Fr::zero(), |sum, (factor, lane)| sum + factor * lane)
}

fn fifth_power(x: Fr) -> Fr {
    x.square().square() * x
}
