//! Proofs about credentials: `aura zkp`, `aura prove` and `aura verify-proof`.
//!
//! - `wants`: predicates from the command line; `members`: sets from a verifier's file.
//! - `answer`, [`Refusal`]: from a credential to the statement about it, and reasons why there is
//!   none; `history`: earlier answers.
//! - `local`, `folder`: proving keys, and proofs made with them.
//! - `nullifiers`: persons whose answers a verifier has accepted.
//! - `transact`: transactions of an account.
//!
//! Calls, motions of the council, queries to a node and descriptions are in [`aura_client::zkp`].
//!
//! Proofs are made on threads of their own. Secrets are read from the wallet when they are needed,
//! are wiped, and are part of no output.

mod answer;
mod command;
mod folder;
mod history;
mod local;
mod members;
#[cfg(test)]
mod model;
mod nullifiers;
mod refusal;
pub(crate) mod transact;
mod wants;

pub(crate) use aura_client::zkp::{
    answerable, calls, chain, council, describe, facts, names, Problem,
};
pub use command::{prove::Prove, verify::Verify, Command};
pub use refusal::Refusal;
pub(crate) use wants::day;
