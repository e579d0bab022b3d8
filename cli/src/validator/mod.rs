//! Commands for the operator of a validator.

mod rotate_keys;

pub use rotate_keys::RotateKeys;

use crate::{Outcome, Result};
use clap::Subcommand;

/// Commands of `aura validator`.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Make new session keys in the validator's node, and register them for its owner.
    RotateKeys(RotateKeys),
}

impl Command {
    pub(crate) async fn run(self) -> Result<Outcome> {
        match self {
            Self::RotateKeys(command) => command.run().await,
        }
    }
}
