//! The command `aura wallet passphrase`.

use crate::{
    secret::Source,
    wallet::{passphrase, Access, Cost},
    Result,
};
use clap::Args;
use std::path::PathBuf;

/// Changes the passphrase. Copies of the wallet file, and exports, keep theirs.
#[derive(Debug, Args)]
pub struct ChangePassphrase {
    #[command(flatten)]
    pub access: Access,

    /// Read the new passphrase from this file (mode 600, readable by you alone), a pipe or `-`.
    #[arg(long, value_name = "FILE")]
    pub new_passphrase_file: Option<PathBuf>,
}

impl ChangePassphrase {
    pub(super) fn run(self) -> Result<()> {
        let mut wallet = self.access.edit()?;
        let source = Source::new(self.new_passphrase_file);
        let passphrase = passphrase::read_new(&source, "New passphrase (not shown): ")?;
        wallet.set_passphrase(passphrase, Cost::STANDARD);
        wallet.save()
    }
}
