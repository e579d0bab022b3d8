//! The Poseidon permutation over the scalar field of BLS12-381 (`docs/zkp.md`, section 2.1): S-box
//! x⁵, eight full rounds, and 57 partial rounds for three lanes, 60 for five.
//!
//! Only single permutations are used, no sponge: see [`crate::hash`].

mod constants;
#[cfg(test)]
mod grain;
mod shortcut;
#[cfg(test)]
mod tests;

use crate::{
    field::{from_ark, to_ark},
    Fr,
};
use shortcut::Shortcut;
use zeroize::Zeroize;

/// Full rounds: one half before the partial rounds, one half after.
pub const FULL_ROUNDS: usize = 8;

/// The permutation with three lanes.
pub static T3: Parameters<3> = constants::T3;

/// The permutation with five lanes.
pub static T5: Parameters<5> = constants::T5;

/// The same permutations with fewer multiplications.
static SHORT_T3: Shortcut<3> = constants::SHORT_T3;
static SHORT_T5: Shortcut<5> = constants::SHORT_T5;

/// The published parameters of a permutation of `T` lanes, from which circuits are made.
///
/// A round adds a constant to each lane, applies the S-box to every lane, or in a partial round to
/// lane 0 only, and multiplies the lanes by the matrix.
#[derive(Debug)]
pub struct Parameters<const T: usize> {
    /// Rounds with one S-box, between the full ones.
    pub partial_rounds: usize,
    /// The constants added to the lanes at the start of each round: [`FULL_ROUNDS`] +
    /// `partial_rounds` rows, from the Grain LFSR.
    pub round_constants: &'static [[Fr; T]],
    /// The matrix, row by row: the new lane `i` is row `i` times the lanes. A Cauchy matrix, from
    /// the same LFSR.
    pub mds: &'static [[Fr; T]; T],
}

/// Permutes three lanes.
pub fn permute3(lanes: &mut [Fr; 3]) {
    permute(&SHORT_T3, lanes);
}

/// Permutes five lanes.
pub fn permute5(lanes: &mut [Fr; 5]) {
    permute(&SHORT_T5, lanes);
}

fn permute<const T: usize>(by: &Shortcut<T>, lanes: &mut [Fr; T]) {
    let mut ark = lanes.each_ref().map(to_ark);
    by.permute(&mut ark);
    *lanes = ark.each_ref().map(from_ark);
    // The lanes may contain a holder's secret.
    ark.zeroize();
}
