//! Proofs about credentials: `aura zkp`, `aura prove` and `aura verify-proof`.
//!
//! - [`ZkpCall`]: what a DID does about them, as bytes and in words; `council`: what the council decides;
//!   `transact`: what an account sends.
//! - `wants`, `describe`: what is to be proven, as it is asked for and in words; `names`: circuits and keys.
//! - `answer`, [`Refusal`]: from a credential to what is proven of it, and why it is not; `local`: keys, and
//!   proofs made with them; `history`: who has asked before.
//! - `nullifiers`: whose answers a verifier has taken.
//! - `chain`, `facts`: what is asked of a node.
//!
//! Proofs are made on threads of their own. Secrets are read from the wallet when they are needed, are
//! wiped, and come into no output.

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
