//! Issues credentials in batches, such that a crash neither loses nor duplicates any.
//!
//! The credentials are determined by a [`journal`] alone: rows, dates, key, list, the range of
//! indices, and a seed for places and salts. Ed25519 signatures are deterministic, so the same
//! journal always makes the same credentials and the same root. The journal is on the disk before
//! anything is signed, and has the root before that is sent to the chain. `anchor` is a
//! compare-and-swap on the range: it succeeds once, or never. The outcome is read from final
//! blocks; only then are the credentials written to the output.
//!
//! - [`rows`]: subjects and their claims, from CSV, lines of JSON or arguments.
//! - [`shuffle`]: the random place of each credential in the batch.
//! - [`terms`]: what all credentials of a batch have in common; [`validity_warnings`]: the days of
//!   their validity on which nothing can be proven.
//! - [`Storage`]: the journal, the signed credentials and the output, which the caller stores.
//! - `sign`, `publish`: the credentials, and the output; `stage`: the stages of a run; [`run()`]:
//!   all of them, with a node and keys of the caller, the [`Host`].

pub mod journal;
mod publish;
pub mod rows;
mod run;
pub mod shuffle;
mod sign;
mod stage;
mod storage;
pub mod terms;
pub mod validity_warnings;

pub use run::{run, Host, Issued};
pub use storage::{Lines, Storage, StoredLines};

#[cfg(test)]
mod tests;
