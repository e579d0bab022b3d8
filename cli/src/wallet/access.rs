//! Which wallet a command works with, and what opens it.

use super::{Passphrase, Wallet, WalletEdit};
use crate::{secret::Source, Error, Result};
use clap::Args;
use std::{
    env,
    ffi::OsString,
    path::{Path, PathBuf},
};

/// The wallet of a command, and its passphrase.
#[derive(Debug, Clone, Args)]
pub struct Access {
    /// The wallet [default: $AURA_WALLET, or aura/wallet in $XDG_DATA_HOME or ~/.local/share].
    #[arg(long, value_name = "FILE")]
    pub wallet: Option<PathBuf>,

    /// Read the passphrase from this file, which only its owner may read (mode 600).
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
            None => default_path(|name| env::var_os(name)).ok_or(Error::NoHome),
        }
    }

    /// Opens the wallet to look at.
    ///
    /// # Errors
    /// See [`Wallet::open`].
    pub fn open(&self) -> Result<Wallet> {
        let path = self.existing()?;
        Wallet::open(&path, &self.passphrase()?)
    }

    /// Opens the wallet to change it.
    ///
    /// # Errors
    /// See [`WalletEdit::open`].
    pub fn edit(&self) -> Result<WalletEdit> {
        let path = self.existing()?;
        WalletEdit::open(&path, self.passphrase()?)
    }

    /// The path of a wallet that is yet to be made, and its passphrase.
    pub(super) fn new_wallet(&self) -> Result<(PathBuf, Passphrase)> {
        let path = self.path()?;
        // Before anybody thinks of a passphrase.
        if path.symlink_metadata().is_ok() {
            return Err(Error::Exists { path });
        }
        let passphrase = Passphrase::read_new(&self.source(), "New passphrase (not shown): ")?;
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
        Passphrase::read(&self.source(), "Passphrase of the wallet (not shown): ")
    }

    fn source(&self) -> Source {
        Source::new(self.passphrase_file.clone())
    }
}

/// Where the wallet is if the command line does not say; `variable` gives the environment's.
fn default_path(variable: impl Fn(&str) -> Option<OsString>) -> Option<PathBuf> {
    let path = |name: &str| {
        let value = variable(name).filter(|value| !value.is_empty());
        value.map(PathBuf::from)
    };
    if let Some(wallet) = path("AURA_WALLET") {
        return Some(wallet);
    }
    // The XDG Base Directory Specification has relative paths ignored.
    let data = path("XDG_DATA_HOME").filter(|data| data.is_absolute());
    let home = || path("HOME").map(|home| home.join(Path::new(".local/share")));
    data.or_else(home).map(|data| data.join("aura/wallet"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_environment_says_where_the_wallet_is() {
        let path = |variables: &[(&str, &str)]| {
            default_path(|name| {
                let mut all = variables.iter();
                all.find(|(known, _)| *known == name)
                    .map(|(_, value)| value.into())
            })
        };
        let (home, data) = (("HOME", "/home/a"), ("XDG_DATA_HOME", "/data"));
        let own = ("AURA_WALLET", "my/wallet");
        let in_home = Some("/home/a/.local/share/aura/wallet".into());
        assert_eq!(path(&[]), None);
        assert_eq!(path(&[home]), in_home);
        assert_eq!(path(&[home, data]), Some("/data/aura/wallet".into()));
        assert_eq!(path(&[home, data, own]), Some("my/wallet".into()));
        for ignored in ["", "relative"] {
            assert_eq!(path(&[home, ("XDG_DATA_HOME", ignored)]), in_home);
        }
        assert_eq!(path(&[home, ("AURA_WALLET", "")]), in_home);
    }

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
