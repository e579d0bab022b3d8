//! One change of a wallet at a time.

use crate::{Error, Result};
use std::{
    ffi::OsString,
    fs::{File, OpenOptions, TryLockError},
    os::unix::fs::OpenOptionsExt,
    path::Path,
};

/// A lock of the system's on a file beside the wallet, which stays when the wallet is replaced. It
/// goes with the process that holds it; the file remains, and is empty.
#[derive(Debug)]
pub struct Lock(#[allow(dead_code)] File);

impl Lock {
    /// Takes the lock for the wallet at `path`.
    ///
    /// # Errors
    /// If somebody has it, or the file cannot be made.
    pub fn take(path: &Path) -> Result<Self> {
        let failed = |reason| Error::Unwritten {
            path: path.into(),
            reason,
        };
        let mut name = OsString::from(path);
        name.push(".lock");
        let mut options = OpenOptions::new();
        options.write(true).create(true).mode(0o600);
        let file = options.open(name).map_err(failed)?;
        match file.try_lock() {
            Ok(()) => Ok(Self(file)),
            Err(TryLockError::WouldBlock) => Err(Error::Locked { path: path.into() }),
            Err(TryLockError::Error(reason)) => Err(failed(reason)),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_holds_it_at_a_time() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("wallet");
        let held = Lock::take(&path).unwrap();
        assert!(matches!(Lock::take(&path), Err(Error::Locked { .. })));
        drop(held);
        assert!(Lock::take(&path).is_ok());
    }
}
