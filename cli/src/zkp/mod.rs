//! Proofs about credentials: `aura zkp`, `aura prove` and `aura verify-proof`.
//!
//! - [`ZkpCall`]: calls that a DID makes, encoded and as text; `council`: motions of the council;
//!   `transact`: transactions of an account.
//! - `wants`, `describe`: predicates from the command line and as text; `names`: circuits and keys.
//! - `answer`, [`Refusal`]: from a credential to the statement about it, and reasons why there is
//!   none; `local`: proving keys and proofs made with them; `history`: earlier answers.
//! - `nullifiers`: persons whose answers a verifier has accepted.
//! - `chain`, `facts`: queries to a node.
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
