//! The file of nullifiers that a verifier has accepted.

use super::nullifiers::Nullifiers;
use crate::{private_file, text, wallet::Lock, Result};
use aura_client::limits::MAX_NULLIFIERS_FILE_BYTES;
use aura_primitives::zkp::{Nullifier, PolicyId};
use std::path::{Path, PathBuf};

/// The file, locked: one line for each answer, with its policy and its nullifier.
#[derive(Debug)]
pub struct NullifiersFile {
    path: PathBuf,
    accepted: Nullifiers,
    _lock: Lock,
}

impl NullifiersFile {
    /// Opens the file. If there is none, no answer was accepted yet.
    ///
    /// # Errors
    /// If it has other content, or another process has locked it.
    pub fn open(path: &Path) -> Result<Self> {
        let lock = Lock::wait(path)?;
        let accepted = if path.exists() {
            Nullifiers::parse(&text::read_file(path, MAX_NULLIFIERS_FILE_BYTES)?, path)?
        } else {
            Nullifiers::default()
        };
        Ok(Self {
            path: path.into(),
            accepted,
            _lock: lock,
        })
    }

    /// Records an answer. Returns true if it is the person's first; it is on the disk then.
    ///
    /// # Errors
    /// If the file cannot be written.
    pub fn take(&mut self, policy: PolicyId, nullifier: Nullifier) -> Result<bool> {
        if !self.accepted.insert(policy, nullifier) {
            return Ok(false);
        }
        private_file::replace(&self.path, self.accepted.to_text().as_bytes())?;
        Ok(true)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nobody_is_taken_twice() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("nullifiers");
        for (policy, nullifier, first) in [
            (1, 1, true),
            (1, 1, false),
            (1, 2, true),
            (2, 1, true),
            (2, 1, false),
        ] {
            let mut file = NullifiersFile::open(&path).unwrap();
            let taken = file.take([policy; 32].into(), [nullifier; 32]).unwrap();
            assert_eq!(taken, first, "{policy} {nullifier}");
        }
    }

    #[test]
    fn what_is_no_such_file_is_refused() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("nullifiers");
        let policy = PolicyId::from([1; 32]);
        for bad in [
            "x\n",
            "\n",
            &format!("{policy} 00\n"),
            &format!("{policy}\n"),
        ] {
            std::fs::write(&path, bad).unwrap();
            assert!(NullifiersFile::open(&path).is_err(), "{bad}");
        }
    }

    #[test]
    fn two_do_not_take_at_once() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("nullifiers");
        let held = NullifiersFile::open(&path).unwrap();
        assert!(NullifiersFile::open(&path).is_err());
        drop(held);
        assert!(NullifiersFile::open(&path).is_ok());
    }
}
