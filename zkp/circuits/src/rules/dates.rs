//! The dates of rule 2 (`docs/zkp.md`, section 8): the credential is valid from a day not after
//! `date`, until a day not before. 64 constraints.
//!
//! `date − from` and `until − date` are allocated as 32 bits each. The circuit has no variables for
//! the two dates themselves, and compares nothing.

use aura_zkp_core::Fr;
use bellman::{ConstraintSystem, SynthesisError};

use crate::gadgets::bits::{alloc_bits, pack, power_of_two};
use crate::gadgets::num::Num;

/// Bits of a number of days.
pub const BITS: usize = 32;

/// Days from the start of the validity to the date of the presentation, and from there to the end.
pub struct Distances {
    since_from: Num,
    to_until: Num,
}

/// Allocates the two distances, each at least 0 and below 2^32. 64 constraints.
///
/// A date outside the validity has no such distances: the allocated values are then the low bits of
/// a negative number, and give the `meta` of another credential.
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
    /// `validity` has the list at bit 20 and `date` at bits 64 and 128, so this is
    /// `index + 2^20·list + 2^64·from + 2^128·until`. A `from` below 0 borrows from `until`. If the
    /// dates were 32 bits apart, that would be another credential's `meta`. At 64 bits, a distance
    /// of 32 bits cannot turn a borrowed `from` into a date, and issuers sign no date of 2^32 or
    /// more.
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
