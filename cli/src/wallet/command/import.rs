//! The command `aura wallet import`.

use super::Moved;
use crate::{
    secret::Source,
    wallet::{backup, passphrase, Access},
    Result,
};
use clap::Args;
use std::path::PathBuf;

/// Imports the export of a wallet with the same phrase: all of it, or nothing if it contradicts
/// this wallet.
#[derive(Debug, Args)]
pub struct Import {
    #[command(flatten)]
    pub access: Access,

    /// The file with the export.
    pub file: PathBuf,

    /// Read the export's passphrase from this file (mode 600, readable by you alone), a pipe or
    /// `-`.
    #[arg(long, value_name = "FILE")]
    pub export_passphrase_file: Option<PathBuf>,

    /// Print the result as JSON.
    #[arg(long)]
    pub json: bool,
}

impl Import {
    pub(super) fn run(self) -> Result<()> {
        // Before the wallet is locked: other commands do not wait while the user types.
        let source = Source::new(self.export_passphrase_file);
        let prompt = "Passphrase of the export (not shown): ";
        let passphrase = passphrase::read(&source, prompt)?;
        let export = backup::read(&self.file, &passphrase)?;
        let mut wallet = self.access.edit()?;
        let credentials = export.credentials_with(&wallet)?;
        let commitments = export.commitments_with(&wallet)?;
        let dids = export.merged_into(&wallet)?;
        wallet.set_dids(dids);
        wallet.set_credentials(credentials);
        wallet.set_commitments(commitments);
        wallet.save()?;
        let (file, dids) = (self.file, export.count());
        Moved { file, dids }.print(self.json, "Imported from")
    }
}
