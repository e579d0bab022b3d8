//! The commands `aura credential …`.

mod holder;
mod issue;
mod present;
mod set_status;
mod verify;
mod wallet;

pub(crate) use verify::{checks, name, verified, warnings};

use crate::{Outcome, Result};
use aura_primitives::credentials::Change;
use clap::Subcommand;

/// Subcommands of `aura credential`.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Issue credentials: one, or all of a file, anchored together.
    Issue(issue::Issue),

    /// Make a holder's commitment for an issuer: something can be proven of the credential that has
    /// it.
    Holder(holder::NewHolder),

    /// Present credentials to a verifier, signed by their subject.
    Present(present::Present),

    /// Verify a credential or a presentation.
    Verify(verify::Verify),

    /// Revoke credentials permanently.
    Revoke(set_status::SetStatus),

    /// Suspend credentials.
    Suspend(set_status::SetStatus),

    /// Reinstate suspended credentials.
    Reinstate(set_status::SetStatus),

    /// Hold credentials of an issuer below this DID in the accreditations: the issuer cannot
    /// release them.
    Hold(set_status::SetStatus),

    /// Release held credentials.
    Release(set_status::SetStatus),

    /// Import credentials into the wallet.
    Import(wallet::Import),

    /// Show the credentials of the wallet.
    List(wallet::List),

    /// Write a credential of the wallet to a new file.
    Export(wallet::Export),
}

impl Command {
    pub(crate) async fn run(self) -> Result<Outcome> {
        match self {
            Self::Issue(command) => command.run().await,
            Self::Holder(command) => command.run(),
            Self::Present(command) => command.run().await,
            Self::Verify(command) => command.run().await,
            Self::Revoke(command) => command.run(Change::Revoke).await,
            Self::Suspend(command) => command.run(Change::Suspend).await,
            Self::Reinstate(command) => command.run(Change::Reinstate).await,
            Self::Hold(command) => command.run(Change::Hold).await,
            Self::Release(command) => command.run(Change::Release).await,
            Self::Import(command) => command.run(),
            Self::List(command) => command.run(),
            Self::Export(command) => command.run(),
        }
    }
}
