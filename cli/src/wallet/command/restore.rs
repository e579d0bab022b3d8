//! The command `aura wallet restore`.

use super::WalletOutput;
use crate::{
    secret::Source,
    wallet::{Access, Cost, Phrase, WalletEdit},
    Result,
};
use clap::Args;
use std::path::PathBuf;

/// Makes a wallet from a recovery phrase that was written down. Its list of DIDs is empty: import
/// the latest export.
#[derive(Debug, Args)]
pub struct Restore {
    #[command(flatten)]
    pub access: Access,

    /// Read the phrase from this file (mode 600, readable by you alone), a pipe or `-`, in place of
    /// the terminal.
    #[arg(long, value_name = "FILE")]
    pub phrase_file: Option<PathBuf>,

    /// Print the result as JSON.
    #[arg(long)]
    pub json: bool,
}

impl Restore {
    pub(super) fn run(self) -> Result<()> {
        let (path, passphrase) = self.access.new_wallet()?;
        let text = Source::new(self.phrase_file).read("Phrase (not shown): ")?;
        let phrase = Phrase::parse(&text)?;
        let wallet = WalletEdit::create(&path, phrase, passphrase, Cost::STANDARD)?;
        WalletOutput::of(wallet.path(), &wallet).print(self.json)
    }
}
