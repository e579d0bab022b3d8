//! Credentials made in batches, which a crash can neither lose nor double.
//!
//! What is issued follows from a [`journal`] alone: rows, dates, key, list, the range of indices, and
//! a seed for places and salts. Signatures by Ed25519 are deterministic, so that the same journal
//! always makes the same credentials, and the same root. It lies on the disk before anything is signed,
//! and has the root before that is sent to the chain. `anchor` is a compare-and-swap on the range: it
//! succeeds once, or never. What became of it is read from finalised blocks; only then are credentials
//! given out.
//!
//! - [`rows`]: what is to be stated of whom, from CSV, lines of JSON or arguments.
//! - [`shuffle`]: which credential stands where, at random.
//! - [`terms`]: what all credentials of a batch have in common; [`validity_warnings`]: of which days of theirs something
//!   can be proven.
//! - [`files`]: what lies beside the output until it is there.
//! - `sign`, `publish`: the credentials, and the output; `run`: all of it, in order.

pub mod files;
pub mod journal;
mod publish;
pub mod rows;
mod run;
pub mod shuffle;
mod sign;
pub mod terms;
pub mod validity_warnings;

pub use run::{run, Issued};

#[cfg(test)]
mod tests;
