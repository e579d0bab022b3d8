//! Differential fuzzing of the two backends with mutated keys and proofs.
//!
//! [`agree`] decodes mutations from bytes and applies them to valid keys and proofs. It panics
//! where [`Reference`] and [`HostCalls`] differ, where a batch and its single proofs differ, or
//! where an invalid proof is accepted. `scripts/fuzz` lets libFuzzer search for such bytes. Bytes
//! that reach new code are kept in `corpus/`, and the tests replay them.
//!
//! [`Reference`]: aura_zkp_core::groth16::Reference
//!
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

/// Decodes mutations, applies them, and compares the verdicts of both backends.
///
/// Returns the verdicts, a line for the key if it was mutated and one for each proof, to show the
/// coverage of a corpus. Any bytes are a case; few bytes are a small one.
///
/// # Panics
///
/// If the backends disagree, or a mutated proof is accepted.
pub fn agree(data: &[u8]) -> Vec<String> {
    Case::read(&mut Unstructured::new(data)).map_or_else(|_| Vec::new(), |case| verdicts::of(&case))
}
