//! The wallet as a file: opened read-only, or locked for changes.

use super::{lock::Lock, Cost, Passphrase, Phrase, Wallet};
use crate::{private_file, random::random, Error, Result};
use aura_wallet::limits;
use std::{
    fs, io,
    ops::{Deref, DerefMut},
    path::{Path, PathBuf},
};

/// A decrypted wallet, and the path of its file.
#[derive(Debug)]
pub struct WalletFile {
    path: PathBuf,
    cost: Cost,
    wallet: Wallet,
}

impl WalletFile {
    /// Opens the wallet at `path`.
    ///
    /// # Errors
    /// If there is no wallet, others can read it, it is of a newer version, or it cannot be
    /// decrypted.
    pub fn open(path: &Path, passphrase: &Passphrase) -> Result<Self> {
        let path = resolve(path)?;
        let bytes = private_file::read(&path, limits::MAX_WALLET_FILE_BYTES)?;
        let (cost, wallet) = Wallet::open(&bytes, &path, passphrase)?;
        Ok(Self { path, cost, wallet })
    }

    /// Returns the path of the wallet file.
    pub fn path(&self) -> &Path {
        &self.path
    }
}

impl Deref for WalletFile {
    type Target = Wallet;

    fn deref(&self) -> &Wallet {
        &self.wallet
    }
}

/// A wallet that only this process can change, until this is dropped.
///
/// Changes reach the disk only by [`Self::save`]. Save before a transaction is sent: a DID or a key
/// that is saved and never reaches the chain does no harm; one that is on the chain and not saved
/// is lost.
#[derive(Debug)]
pub struct WalletEdit {
    file: WalletFile,
    passphrase: Passphrase,
    _lock: Lock,
}

impl WalletEdit {
    /// Makes a new wallet at `path`, and its folder if it does not exist.
    ///
    /// # Errors
    /// If the file exists, or it cannot be written.
    pub fn create(path: &Path, phrase: Phrase, passphrase: Passphrase, cost: Cost) -> Result<Self> {
        private_file::make_folder(path)?;
        let lock = Lock::wait(path)?;
        let wallet = Wallet::new(phrase);
        let bytes = wallet.seal(cost, &passphrase, &random)?;
        private_file::create(path, &bytes)?;
        let file = WalletFile {
            path: resolve(path)?,
            cost,
            wallet,
        };
        Ok(Self {
            file,
            passphrase,
            _lock: lock,
        })
    }

    /// Locks the wallet at `path` against other commands that change it or send transactions for
    /// its DIDs.
    ///
    /// # Errors
    /// If another process holds the lock and does not finish in time, or the file of the lock
    /// cannot be made.
    pub fn lock(path: &Path) -> Result<Lock> {
        Lock::wait(&resolve(path)?)
    }

    /// Opens the wallet at `path` for changes.
    ///
    /// # Errors
    /// As [`WalletFile::open`] and [`Self::lock`].
    pub fn open(path: &Path, passphrase: Passphrase) -> Result<Self> {
        let lock = Self::lock(path)?;
        Ok(Self {
            file: WalletFile::open(path, &passphrase)?,
            passphrase,
            _lock: lock,
        })
    }

    /// Returns the path of the wallet file.
    pub fn path(&self) -> &Path {
        self.file.path()
    }

    /// Sets the passphrase, and the cost of trying one.
    pub fn set_passphrase(&mut self, passphrase: Passphrase, cost: Cost) {
        self.passphrase = passphrase;
        self.file.cost = cost;
    }

    /// Writes the changes to the disk. If that fails, the file is unchanged.
    ///
    /// # Errors
    /// If the content is too long, or the file cannot be written.
    pub fn save(&self) -> Result<()> {
        let WalletFile { path, cost, wallet } = &self.file;
        let bytes = wallet.seal(*cost, &self.passphrase, &random)?;
        private_file::replace(path, &bytes)
    }
}

impl Deref for WalletEdit {
    type Target = Wallet;

    fn deref(&self) -> &Wallet {
        &self.file.wallet
    }
}

impl DerefMut for WalletEdit {
    fn deref_mut(&mut self) -> &mut Wallet {
        &mut self.file.wallet
    }
}

/// Resolves `path` if it is a symbolic link: the file itself must be locked and replaced.
fn resolve(path: &Path) -> Result<PathBuf> {
    fs::canonicalize(path).map_err(|reason| match reason.kind() {
        io::ErrorKind::NotFound => Error::NoWallet { path: path.into() },
        _ => Error::File {
            path: path.into(),
            reason,
        },
    })
}

#[cfg(test)]
mod tests;
