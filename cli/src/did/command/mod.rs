//! The commands `aura did …`.

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

/// Subcommands of `aura did`.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Create a DID.
    Create(create::Create),

    /// Show a DID: its keys, its services, its controllers.
    Show(show::Show),

    /// Change the keys, services and `alsoKnownAs` of a DID, all at once.
    Update(update::Update),

    /// Set the controllers of a DID. The new controllers sign the same operation.
    Control(control::SetControl),

    /// Remove keys that were retired or revoked.
    Purge(purge::Purge),

    /// Deactivate a DID permanently.
    Deactivate(deactivate::Deactivate),

    /// Sign an operation in a file, after showing what it does.
    Sign(sign::Sign),

    /// Submit the operation or creation in a file, once all have signed.
    Submit(submit::Submit),

    /// Let the paying account take over the deposit of a DID.
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
