//! The commands of `aura zkp`, `aura prove` and `aura verify-proof`.

pub mod dry_run;
pub mod keys;
pub mod policy;
pub mod prove;
pub mod receipt;
pub mod request;
pub mod submit;
pub mod verify;

use crate::{Outcome, Result};
use clap::Subcommand;

/// Commands of `aura zkp`.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// The keys that make and verify proofs.
    #[command(subcommand)]
    Keys(Box<keys::Command>),

    /// Policies: the predicates that verifiers accept proofs of on the chain.
    #[command(subcommand)]
    Policy(Box<policy::Command>),

    /// Write a request for a proof, signed by the verifier's DID.
    Request(Box<request::Ask>),

    /// Send a proof to the chain, which gives its beneficiary a receipt. Any account may pay for
    /// that.
    Submit(Box<submit::Submit>),

    /// Ask a node whether the chain would accept a proof, and send nothing.
    DryRun(dry_run::DryRun),

    /// Show the receipt that an account has for a policy.
    Receipt(receipt::Show),
}

impl Command {
    pub(crate) async fn run(self) -> Result<Outcome> {
        match self {
            Self::Keys(command) => command.run().await,
            Self::Policy(command) => command.run().await,
            Self::Request(command) => command.run().await,
            Self::Submit(command) => command.run().await,
            Self::DryRun(command) => command.run().await,
            Self::Receipt(command) => command.run().await,
        }
    }
}

#[cfg(test)]
mod tests;
