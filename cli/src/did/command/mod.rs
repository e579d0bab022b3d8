//! The commands.

mod control;
mod create;
mod deactivate;
mod list;
mod purge;
mod show;
mod sign;
mod submit;
mod take_over;
mod update;

use crate::{Outcome, Result};
use clap::Subcommand;

/// What can be asked of a DID.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Make a DID.
    Create(create::Create),

    /// Show a DID: its keys, its services, who controls it.
    Show(show::Show),

    /// Change the keys, services and other names of a DID, all at once.
    Update(update::Update),

    /// Set who controls a DID. Those who are to control it sign the same operation.
    Control(control::SetControl),

    /// Forget keys that were retired or revoked.
    Purge(purge::Purge),

    /// Give a DID up, for ever.
    Deactivate(deactivate::Deactivate),

    /// Sign an operation in a file, after showing what it does.
    Sign(sign::Sign),

    /// Submit what a file holds, once all have signed.
    Submit(submit::Submit),

    /// Let the account that pays take over the deposit of a DID.
    TakeOver(take_over::TakeOver),

    /// List the DIDs that a DID or an account controls, or that an account paid for.
    List(list::List),
}

impl Command {
    pub(crate) async fn run(self) -> Result<Outcome> {
        match self {
            Self::Create(command) => command.run().await,
            Self::Show(command) => command.run().await,
            Self::Update(command) => command.run().await,
            Self::Control(command) => command.run().await,
            Self::Purge(command) => command.run().await,
            Self::Deactivate(command) => command.run().await,
            Self::Sign(command) => command.run().await,
            Self::Submit(command) => command.run().await,
            Self::TakeOver(command) => command.run().await,
            Self::List(command) => command.run().await,
        }
    }
}

#[cfg(test)]
mod tests;
