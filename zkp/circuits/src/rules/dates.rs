//! Rule 2, the dates: the credential is valid from a day not after `date`, until a day not before.
//! 64 constraints.
//!
//! `date − from` and `until − date` are made of 32 bits each. They are all that the circuit knows
//! of the two dates: there is nothing to compare, and no variable for either.

use aura_zkp_core::Fr;
use bellman::{ConstraintSystem, SynthesisError};

use crate::gadgets::bits::{alloc_bits, pack, power_of_two};
use crate::gadgets::num::Num;

/// Bits of a number of days.
pub const BITS: usize = 32;

/// How far the date of the presentation is from both ends of the validity, in days.
pub struct Distances {
    since_from: Num,
    to_until: Num,
}

/// The two distances, each at least 0 and below 2^32. 64 constraints.
///
/// For a date outside of the validity no distances exist; what is made of the values then are the
/// low bits of a negative number, which belong to another credential.
pub fn distances<CS: ConstraintSystem<Fr>>(
    cs: &mut CS,
    since_from: Option<Fr>,
    to_until: Option<Fr>,
) -> Result<Distances, SynthesisError> {
    let since_from = alloc_bits(&mut cs.namespace(|| "since from"), BITS, since_from)?;
    let to_until = alloc_bits(&mut cs.namespace(|| "to until"), BITS, to_until)?;
    Ok(Distances {
        since_from: pack(&since_from),
        to_until: pack(&to_until),
    })
}

impl Distances {
    /// `meta` of the credential: its index, and `validity` with each date moved by its distance.
    /// Free.
    ///
    /// `validity` has the list at bit 20 and `date` at bits 64 and 128, so this is `index + 2^20·list
    /// + 2^64·from + 2^128·until`. A `from` below 0 borrows from `until`. That would be another
    /// credential's `meta` if the dates stood 32 bits apart; at 64, a distance of 32 bits cannot make
    /// a borrowed `from` a date again, and issuers sign none that is not below 2^32.
    pub fn meta(&self, index: &Num, validity: &Num) -> Num {
        Num::sum(
            Fr::zero(),
            [
                (Fr::one(), index),
                (Fr::one(), validity),
                (-power_of_two(64), &self.since_from),
                (power_of_two(128), &self.to_until),
            ],
        )
    }
}
