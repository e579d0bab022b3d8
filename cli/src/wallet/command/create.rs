//! The command `aura wallet create`.

use super::{outlet::Outlet, WalletOutput};
use crate::{
    random::random,
    wallet::{Access, Cost, Phrase, WalletEdit, Words},
    Result,
};
use clap::Args;
use std::path::PathBuf;

/// Makes a wallet with a new recovery phrase, which is shown once.
#[derive(Debug, Args)]
pub struct Create {
    #[command(flatten)]
    pub access: Access,

    /// Number of words of the phrase: 12, 15, 18, 21 or 24.
    #[arg(long, default_value_t)]
    pub words: Words,

    /// Write the phrase to this new file (mode 600) in place of the terminal.
    #[arg(long, value_name = "FILE")]
    pub phrase_out: Option<PathBuf>,

    /// Print the result as JSON.
    #[arg(long)]
    pub json: bool,
}

impl Create {
    pub(super) fn run(self) -> Result<()> {
        // Before the phrase is made: one that cannot be shown is useless.
        let outlet = Outlet::open(self.phrase_out)?;
        let (path, passphrase) = self.access.new_wallet()?;
        let phrase = Phrase::generate(self.words, &random)?;
        let wallet = WalletEdit::create(&path, phrase, passphrase, Cost::STANDARD)?;
        outlet.show(wallet.phrase())?;
        WalletOutput::of(wallet.path(), &wallet).print(self.json)
    }
}
