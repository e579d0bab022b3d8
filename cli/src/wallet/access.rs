//! The wallet that a command works with, and its passphrase.

use super::{passphrase, Lock, Passphrase, WalletEdit, WalletFile};
use crate::{data_folder, environment, secret::Source, Error, Result};
use clap::Args;
use std::path::PathBuf;

/// Arguments that name the wallet of a command, and its passphrase.
#[derive(Debug, Clone, Args)]
pub struct Access {
    /// The wallet file [default: $AURA_WALLET, or aura/wallet in $XDG_DATA_HOME or ~/.local/share].
    #[arg(long, value_name = "FILE")]
    pub wallet: Option<PathBuf>,

    /// Read the passphrase from this file (mode 600, readable by you alone), a pipe or `-`
    /// [env: AURA_PASSPHRASE_FILE].
    #[arg(long, value_name = "FILE")]
    pub passphrase_file: Option<PathBuf>,
}

impl Access {
    /// Returns the path of the wallet file.
    ///
    /// # Errors
    /// If neither the arguments nor the environment give a path.
    pub fn path(&self) -> Result<PathBuf> {
        match &self.wallet {
            Some(path) => Ok(path.clone()),
            None => data_folder::path("AURA_WALLET", "wallet").ok_or(Error::NoHome),
        }
    }

    /// Opens the wallet read-only.
    ///
    /// # Errors
    /// See [`WalletFile::open`].
    pub fn open(&self) -> Result<WalletFile> {
        let path = self.existing()?;
        WalletFile::open(&path, &self.passphrase()?)
    }

    /// Opens the wallet for changes, and locks it. Call it before the chain is read: until the
    /// wallet is locked, another command may change its DIDs.
    ///
    /// # Errors
    /// See [`WalletEdit::open`].
    pub fn edit(&self) -> Result<WalletEdit> {
        let path = self.existing()?;
        WalletEdit::open(&path, self.passphrase()?)
    }

    /// Locks the wallet against other commands that change it or send transactions for its DIDs,
    /// and waits for those that run.
    ///
    /// # Errors
    /// If there is no wallet, or another command holds the lock for too long.
    pub fn lock(&self) -> Result<Lock> {
        WalletEdit::lock(&self.existing()?)
    }

    /// Returns the path and the passphrase of a wallet that is yet to be made.
    pub(super) fn new_wallet(&self) -> Result<(PathBuf, Passphrase)> {
        let path = self.path()?;
        // Check before the user chooses a passphrase.
        if path.symlink_metadata().is_ok() {
            return Err(Error::Exists { path });
        }
        let passphrase = passphrase::read_new(&self.source(), "New passphrase (not shown): ")?;
        Ok((path, passphrase))
    }

    /// Returns the path if the file exists, so that no passphrase is asked for in vain.
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
