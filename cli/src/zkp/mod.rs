//! Proofs about credentials: `aura zkp`, `aura prove` and `aura verify-proof`.
//!
//! - `council`: motions of the council.
//! - `predicate_arguments`: predicates from the command line.
//! - `local`: proving keys and proofs made with them; `history_file`: earlier answers; `stop`:
//!   reasons why nothing is proven.
//! - `nullifiers_file`: persons whose answers a verifier has accepted.
//! - `chain`, `facts`: queries to a node.
//!
//! Proofs are made on threads of their own. Secrets are read from the wallet when they are needed,
//! are wiped, and are part of no output.

mod command;
mod folder;
mod history_file;
mod local;
#[cfg(test)]
mod model;
mod nullifiers_file;
mod predicate_arguments;
mod stop;

pub(crate) use aura_client::zkp::{
    answerable, bounds, calls, chain, choose_key, council, describe, facts, history, members,
    names, nullifiers, self_check, witness, Problem, Refusal,
};
pub use command::{prove::Prove, verify::Verify, Command};
