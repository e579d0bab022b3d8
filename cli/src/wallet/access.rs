//! Which wallet a command works with, and what opens it.

use super::{passphrase, Lock, Passphrase, WalletEdit, WalletFile};
use crate::{data_folder, environment, secret::Source, Error, Result};
use clap::Args;
use std::path::PathBuf;

/// The wallet of a command, and its passphrase.
#[derive(Debug, Clone, Args)]
pub struct Access {
    /// The wallet [default: $AURA_WALLET, or aura/wallet in $XDG_DATA_HOME or ~/.local/share].
    #[arg(long, value_name = "FILE")]
    pub wallet: Option<PathBuf>,

    /// Read the passphrase from this file of yours alone (mode 600), a pipe or `-`
    /// [env: AURA_PASSPHRASE_FILE].
    #[arg(long, value_name = "FILE")]
    pub passphrase_file: Option<PathBuf>,
}

impl Access {
    /// Where the wallet is.
    ///
    /// # Errors
    /// If nothing says where.
    pub fn path(&self) -> Result<PathBuf> {
        match &self.wallet {
            Some(path) => Ok(path.clone()),
            None => data_folder::path("AURA_WALLET", "wallet").ok_or(Error::NoHome),
        }
    }

    /// Opens the wallet to look at.
    ///
    /// # Errors
    /// See [`WalletFile::open`].
    pub fn open(&self) -> Result<WalletFile> {
        let path = self.existing()?;
        WalletFile::open(&path, &self.passphrase()?)
    }

    /// Opens the wallet to change it.
    ///
    /// # Errors
    /// See [`WalletEdit::open`].
    pub fn edit(&self) -> Result<WalletEdit> {
        let path = self.existing()?;
        WalletEdit::open(&path, self.passphrase()?)
    }

    /// Keeps other commands from the wallet that change it or send for its DIDs; waits for them.
    ///
    /// # Errors
    /// If there is no wallet, or another command keeps it too long.
    pub fn lock(&self) -> Result<Lock> {
        WalletEdit::lock(&self.existing()?)
    }

    /// The path of a wallet that is yet to be made, and its passphrase.
    pub(super) fn new_wallet(&self) -> Result<(PathBuf, Passphrase)> {
        let path = self.path()?;
        // Before anybody thinks of a passphrase.
        if path.symlink_metadata().is_ok() {
            return Err(Error::Exists { path });
        }
        let passphrase = passphrase::read_new(&self.source(), "New passphrase (not shown): ")?;
        Ok((path, passphrase))
    }

    /// The path, if there is something: nobody should type a passphrase for nothing.
    fn existing(&self) -> Result<PathBuf> {
        let path = self.path()?;
        if path.exists() {
            Ok(path)
        } else {
            Err(Error::NoWallet { path })
        }
    }

    fn passphrase(&self) -> Result<Passphrase> {
        passphrase::read(&self.source(), "Passphrase of the wallet (not shown): ")
    }

    fn source(&self) -> Source {
        let file = self.passphrase_file.clone();
        Source::new(file.or_else(|| environment::file(environment::PASSPHRASE_FILE)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_wallet_that_is_not_there_is_missed_before_the_passphrase() {
        let access = Access {
            wallet: Some("/nowhere/wallet".into()),
            passphrase_file: Some("/nowhere/passphrase".into()),
        };
        assert!(matches!(access.open(), Err(Error::NoWallet { .. })));
        assert!(matches!(access.edit(), Err(Error::NoWallet { .. })));
    }
}
