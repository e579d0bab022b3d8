//! The command `aura wallet export`.

use super::{outlet::Outlet, Moved};
use crate::{
    secret::Source,
    terminal::Terminal,
    wallet::{backup, passphrase, Access, Cost},
    Error, Result,
};
use clap::Args;
use std::path::PathBuf;

/// Writes the data that the phrase cannot restore to a new file, encrypted under its own
/// passphrase.
#[derive(Debug, Args)]
pub struct Export {
    #[command(flatten)]
    pub access: Access,

    /// The new file.
    #[arg(long, value_name = "FILE", required_unless_present = "phrase")]
    pub out: Option<PathBuf>,

    /// Read the export's passphrase from this file (mode 600, readable by you alone), a pipe or
    /// `-`.
    #[arg(long, value_name = "FILE", conflicts_with = "phrase")]
    pub export_passphrase_file: Option<PathBuf>,

    /// Show the phrase instead: on the terminal, or in plain text in the new file (mode 600).
    #[arg(long)]
    pub phrase: bool,

    /// Show the phrase without asking for confirmation.
    #[arg(long, requires = "phrase")]
    pub yes: bool,

    /// Print the result as JSON.
    #[arg(long, conflicts_with = "phrase")]
    pub json: bool,
}

impl Export {
    pub(super) fn run(self) -> Result<()> {
        if self.phrase {
            self.phrase()
        } else {
            self.dids()
        }
    }

    fn phrase(self) -> Result<()> {
        let outlet = Outlet::open(self.out)?;
        let wallet = self.access.open()?;
        if !self.yes {
            let question = "Anyone who sees the phrase controls all keys of the wallet.";
            Terminal::open()?.confirm(question)?;
        }
        outlet.show(wallet.phrase())
    }

    fn dids(self) -> Result<()> {
        // The command-line parser requires it already.
        let file = self.out.ok_or(Error::NoFile)?;
        let export = aura_wallet::Export::of(&*self.access.open()?);
        let source = Source::new(self.export_passphrase_file);
        let prompt = "New passphrase of the export (not shown): ";
        let passphrase = passphrase::read_new(&source, prompt)?;
        backup::write(&export, &file, &passphrase, Cost::STANDARD)?;
        let dids = export.count();
        Moved { file, dids }.print(self.json, "Exported to")
    }
}
