//! The file of earlier answers, beside the wallet.

use super::history::{EarlierAnswers, History};
use crate::{plain_file, private_file, wallet::Lock, Result};
use aura_client::limits::MAX_HISTORY_BYTES;
use aura_identity::zkp::Request;
use aura_primitives::zkp::Day;
use aura_zkp_core::Fr;
use std::{
    ffi::OsString,
    path::{Path, PathBuf},
};

/// The file, locked for this process.
#[derive(Debug)]
pub struct HistoryFile {
    path: PathBuf,
    history: History,
    _lock: Lock,
}

impl HistoryFile {
    /// Opens the file beside a wallet. If there is none, no verifier has got an answer yet.
    ///
    /// # Errors
    /// If it cannot be read, or another process has locked it.
    pub fn open(wallet: &Path) -> Result<Self> {
        let mut name = OsString::from(wallet);
        name.push(".answers");
        let path = PathBuf::from(name);
        let lock = Lock::wait(&path)?;
        let history = if path.exists() {
            History::parse(&plain_file::read(&path, MAX_HISTORY_BYTES)?, &path)?
        } else {
            History::default()
        };
        Ok(Self {
            path,
            history,
            _lock: lock,
        })
    }

    /// Returns the earlier answers to the verifier of a request, about the request's claim.
    pub fn before(&self, secret: &Fr, request: &Request, today: Day) -> EarlierAnswers {
        self.history.before(secret, request, today)
    }

    /// Records an answer to the verifier of a request today.
    ///
    /// # Errors
    /// If the file cannot be written.
    pub fn note(&mut self, secret: &Fr, request: &Request, today: Day) -> Result<()> {
        self.history.note(secret, request, today);
        private_file::replace(&self.path, &self.history.to_json())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::zkp::model;

    #[test]
    fn answers_are_counted_from_one_command_to_the_next() {
        let folder = tempfile::tempdir().unwrap();
        let wallet = folder.path().join("wallet");
        let (secret, request) = (Fr::from(5), model::request(model::age(18)));
        for answers in 0..3 {
            let mut file = HistoryFile::open(&wallet).unwrap();
            assert_eq!(file.before(&secret, &request, 740_000).answers, answers);
            file.note(&secret, &request, 740_000).unwrap();
        }
    }

    #[test]
    fn a_damaged_file_is_not_written_over() {
        let folder = tempfile::tempdir().unwrap();
        let wallet = folder.path().join("wallet");
        std::fs::write(folder.path().join("wallet.answers"), "{}").unwrap();
        assert!(HistoryFile::open(&wallet).is_err());
    }
}
