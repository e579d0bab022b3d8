//! Nullifiers of the answers that a verifier has accepted: at most one answer of each person.

use super::Problem;
use crate::{private_file, text, wallet::Lock, Result};
use aura_primitives::zkp::{Nullifier, PolicyId};
use std::{
    collections::BTreeSet,
    path::{Path, PathBuf},
};

/// Maximum size of the file, in bytes.
const MAX_NULLIFIERS_FILE_BYTES: u64 = 256 * 1024 * 1024;

/// The file, locked: one line for each answer, with its policy and its nullifier.
#[derive(Debug)]
pub struct Nullifiers {
    path: PathBuf,
    taken: BTreeSet<(PolicyId, Nullifier)>,
    _lock: Lock,
}

impl Nullifiers {
    /// Opens the file. If there is none, no answer was accepted yet.
    ///
    /// # Errors
    /// If it has other content, or another process has locked it.
    pub fn open(path: &Path) -> Result<Self> {
        let lock = Lock::wait(path)?;
        let mut taken = BTreeSet::new();
        if path.exists() {
            let text = text::read_file(path, MAX_NULLIFIERS_FILE_BYTES)?;
            for (line, number) in text::lines(&text).zip(1_u64..) {
                let one = read(line).ok_or_else(|| Problem::File {
                    path: path.into(),
                    wanted: "a file of nullifiers",
                    reason: format!("line {number} is neither policy nor nullifier"),
                })?;
                taken.insert(one);
            }
        }
        Ok(Self {
            path: path.into(),
            taken,
            _lock: lock,
        })
    }

    /// Records an answer. Returns true if it is the person's first; it is on the disk then.
    ///
    /// # Errors
    /// If the file cannot be written.
    pub fn take(&mut self, policy: PolicyId, nullifier: Nullifier) -> Result<bool> {
        if !self.taken.insert((policy, nullifier)) {
            return Ok(false);
        }
        let lines = self.taken.iter().map(|(policy, nullifier)| {
            let nullifier = const_hex::encode(nullifier);
            format!("{policy} {nullifier}\n")
        });
        private_file::replace(&self.path, lines.collect::<String>().as_bytes())?;
        Ok(true)
    }
}

fn read(line: &str) -> Option<(PolicyId, Nullifier)> {
    let (policy, nullifier) = line.split_once(' ')?;
    let nullifier = const_hex::decode_to_array(nullifier).ok()?;
    Some((policy.parse().ok()?, nullifier))
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
            let mut file = Nullifiers::open(&path).unwrap();
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
            assert!(Nullifiers::open(&path).is_err(), "{bad}");
        }
    }

    #[test]
    fn two_do_not_take_at_once() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("nullifiers");
        let held = Nullifiers::open(&path).unwrap();
        assert!(Nullifiers::open(&path).is_err());
        drop(held);
        assert!(Nullifiers::open(&path).is_ok());
    }
}
