//! `aura zkp keys`.

mod decide;
mod list;
mod make;
mod show;

use crate::{Outcome, Result};
use clap::Subcommand;

/// Commands of `aura zkp keys`.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Show the keys of the chain and those of this machine.
    List(list::List),

    /// Show a key of the chain.
    Show(show::Show),

    /// Make the key for development of a circuit, or of all: anybody can forge proofs with it.
    Make(make::Make),

    /// Check the file of a proving key, and copy it into the folder.
    Import(make::Import),

    /// Have the council register a verifying key.
    Register(decide::Register),

    /// Have the council retire a key: a later one takes its place.
    Retire(decide::Decide),

    /// Have the council disable a key at once: it is faulty.
    Disable(decide::Decide),
}

impl Command {
    pub(crate) async fn run(self) -> Result<Outcome> {
        match self {
            Self::List(command) => command.run().await,
            Self::Show(command) => command.run().await,
            Self::Make(command) => command.run().await,
            Self::Import(command) => command.run().await,
            Self::Register(command) => command.run().await,
            Self::Retire(command) => command.run(decide::What::Retire).await,
            Self::Disable(command) => command.run(decide::What::Disable).await,
        }
    }
}
