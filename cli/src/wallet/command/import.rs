//! `aura wallet import`.

use super::Moved;
use crate::{
    secret::Source,
    wallet::{backup, passphrase, Access},
    Result,
};
use clap::Args;
use std::path::PathBuf;

/// Takes over what was exported of a wallet with the same phrase: all of it, or, where the two
/// disagree, nothing.
#[derive(Debug, Args)]
pub struct Import {
    #[command(flatten)]
    pub access: Access,

    /// The export.
    pub file: PathBuf,

    /// Read the export's passphrase from this file of yours alone (mode 600), a pipe or `-`.
    #[arg(long, value_name = "FILE")]
    pub export_passphrase_file: Option<PathBuf>,

    /// Print JSON.
    #[arg(long)]
    pub json: bool,
}

impl Import {
    pub(super) fn run(self) -> Result<()> {
        // Before the wallet is locked, for nobody to wait until somebody has typed.
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
