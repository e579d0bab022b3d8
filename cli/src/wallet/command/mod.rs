//! The commands `aura wallet …`.

mod create;
mod export;
mod import;
mod outlet;
mod passphrase;
mod restore;
mod show;

pub use create::Create;
pub use export::Export;
pub use import::Import;
pub use passphrase::ChangePassphrase;
pub use restore::Restore;
pub use show::Show;

use super::Wallet;
use crate::{output, Outcome, Result};
use clap::Subcommand;
use serde::Serialize;
use std::path::{Path, PathBuf};
use subxt::config::substrate::AccountId32;

/// Subcommands of `aura wallet`.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Make a wallet with a new recovery phrase.
    Create(Create),

    /// Make a wallet from a recovery phrase that was written down.
    Restore(Restore),

    /// Show the account and the DIDs, without secrets.
    Show(Show),

    /// Write the data that the phrase cannot restore to an encrypted file; or the phrase.
    Export(Export),

    /// Import an export.
    Import(Import),

    /// Change the passphrase.
    Passphrase(ChangePassphrase),
}

impl Command {
    pub(crate) async fn run(self) -> Result<Outcome> {
        match self {
            Self::Create(command) => command.run(),
            Self::Restore(command) => command.run(),
            Self::Show(command) => command.run(),
            Self::Export(command) => command.run(),
            Self::Import(command) => command.run(),
            Self::Passphrase(command) => command.run(),
        }?;
        Ok(Outcome::Done)
    }
}

/// Output of a command that made a wallet.
#[derive(Serialize)]
struct WalletOutput<'a> {
    wallet: &'a Path,
    account: AccountId32,
}

impl<'a> WalletOutput<'a> {
    fn of(path: &'a Path, wallet: &Wallet) -> Self {
        Self {
            wallet: path,
            account: wallet.address(0),
        }
    }

    fn print(&self, json: bool) -> Result<()> {
        if json {
            return output::print_json(self);
        }
        let text = output::lines([
            ("Wallet", self.wallet.display().to_string()),
            ("Account", self.account.to_string()),
        ]);
        output::print(text.as_bytes())
    }
}

/// Output of an export or import: the number of DIDs.
#[derive(Serialize)]
struct Moved {
    file: PathBuf,
    dids: usize,
}

impl Moved {
    fn print(&self, json: bool, how: &str) -> Result<()> {
        if json {
            return output::print_json(self);
        }
        let dids = output::counted(self.dids, "DID");
        let text = format!("{how} {}: {dids}\n", self.file.display());
        output::print(text.as_bytes())
    }
}

#[cfg(test)]
mod tests;
