//! Whether both backends say the same of keys and proofs that a fuzzer has changed.
//!
//! [`agree`] reads changes from bytes, makes them to keys and proofs that hold, and stops the process
//! where [`Reference`] and [`HostCalls`] differ, where a batch says another thing than its proofs one by one,
//! or where something holds that must not. `scripts/fuzz` has libFuzzer look for such bytes; those that
//! reach different code are kept in `corpus/`, and the tests read them again.
//!
//! [`Reference`]: aura_zkp_core::groth16::Reference
//! [`HostCalls`]: aura_zkp_core::groth16::HostCalls

#![deny(missing_docs)]

mod backends;
mod case;
mod keys;
mod mutation;
mod point;
#[cfg(test)]
mod tests;
mod verdicts;

use arbitrary::Unstructured;
use case::Case;

/// Makes the changes that bytes stand for, and compares what is said of the outcome.
///
/// What was said, a line for the key if it is a changed one and one for each proof: it shows what a corpus
/// reaches. Any bytes stand for something; if there are too few, for less.
///
/// # Panics
///
/// If the backends disagree, or a changed proof holds.
pub fn agree(data: &[u8]) -> Vec<String> {
    Case::read(&mut Unstructured::new(data)).map_or_else(|_| Vec::new(), |case| verdicts::of(&case))
}
