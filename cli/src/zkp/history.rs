//! How often a verifier has asked about a claim: with each answer about a range or a set it learns more.
//!
//! A file beside the wallet, in which nobody can read who has asked: verifiers and claims stand there as
//! hashes with the holder's secret.

use super::Problem;
use crate::{plain_file, private_file, wallet::Lock, Result};
use aura_identity::zkp::{Predicate, Request};
use aura_primitives::zkp::Day;
use aura_zkp_core::Fr;
use serde::{Deserialize, Serialize};
use sp_crypto_hashing::blake2_256;
use std::{
    collections::BTreeMap,
    ffi::OsString,
    path::{Path, PathBuf},
};
use zeroize::Zeroizing;

/// Bytes of the file, at most.
const MAX_BYTES: u64 = 4 * 1024 * 1024;

/// Answers about one claim that are remembered.
const REMEMBERED: usize = 100;

/// Days that count.
const LATELY: Day = 30;

/// Answers about a range or a set that one verifier gets about one claim within those days.
const MAX_ANSWERS: usize = 5;

/// What one verifier has asked about one claim before.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Before {
    /// How often it got an answer, of those that are remembered.
    pub answers: usize,
    /// How often lately.
    pub lately: usize,
    /// The last time.
    pub last: Option<Day>,
}

/// The file, locked.
#[derive(Debug)]
pub struct History {
    path: PathBuf,
    content: Content,
    _lock: Lock,
}

#[derive(Debug, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Content {
    version: u32,
    answers: BTreeMap<String, Vec<Day>>,
}

const VERSION: u32 = 1;

impl History {
    /// Opens the file beside a wallet. If there is none, nobody has asked.
    ///
    /// # Errors
    /// If it cannot be read, or another process has it.
    pub fn open(wallet: &Path) -> Result<Self> {
        let mut name = OsString::from(wallet);
        name.push(".answers");
        let path = PathBuf::from(name);
        let lock = Lock::wait(&path)?;
        let content = if path.exists() {
            let bytes = plain_file::read(&path, MAX_BYTES)?;
            let content: Option<Content> = serde_json::from_slice(&bytes).ok();
            let known = content.filter(|content| content.version == VERSION);
            known.ok_or_else(|| Problem::History(path.clone()))?
        } else {
            Content {
                version: VERSION,
                ..Content::default()
            }
        };
        Ok(Self {
            path,
            content,
            _lock: lock,
        })
    }

    /// What the verifier of this request has asked about its claim before.
    pub fn before(&self, secret: &Fr, request: &Request, today: Day) -> Before {
        let days = self.content.answers.get(&tag(secret, request));
        let days = days.map(Vec::as_slice).unwrap_or_default();
        let lately = |day: &&Day| today.saturating_sub(**day) < LATELY;
        Before {
            answers: days.len(),
            lately: days.iter().filter(lately).count(),
            last: days.last().copied(),
        }
    }

    /// Notes that it gets an answer today.
    ///
    /// # Errors
    /// If the file cannot be written.
    pub fn note(&mut self, secret: &Fr, request: &Request, today: Day) -> Result<()> {
        let days = self
            .content
            .answers
            .entry(tag(secret, request))
            .or_default();
        days.push(today);
        let too_many = days.len().saturating_sub(REMEMBERED);
        days.drain(..too_many);
        // Text and numbers alone are always JSON.
        let bytes = serde_json::to_vec(&self.content).unwrap_or_default();
        private_file::replace(&self.path, &bytes)
    }
}

/// Whether answers add up to what the holder did not want to show: ranges by halving, sets by members.
pub const fn adds_up(predicate: &Predicate) -> bool {
    match predicate {
        Predicate::Ownership {} => false,
        Predicate::Age { .. } | Predicate::Range { .. } | Predicate::Membership { .. } => true,
    }
}

/// Refuses to answer once more a verifier that has had so many answers that they add up.
///
/// # Errors
/// [`Problem::Probing`].
pub const fn expect_no_probing(
    predicate: &Predicate,
    before: &Before,
) -> std::result::Result<(), Problem> {
    if adds_up(predicate) && before.lately >= MAX_ANSWERS {
        return Err(Problem::Probing(before.lately));
    }
    Ok(())
}

/// What stands for a verifier and a claim.
fn tag(secret: &Fr, request: &Request) -> String {
    let claim = match &request.predicate {
        Predicate::Ownership {} => "",
        Predicate::Age { claim, .. }
        | Predicate::Range { claim, .. }
        | Predicate::Membership { claim, .. } => claim,
    };
    let secret = Zeroizing::new(secret.to_bytes());
    let preimage = Zeroizing::new(
        [
            &b"aura/answers/1"[..],
            &secret[..],
            request.verifier.as_bytes(),
            request.schema.as_bytes(),
            claim.as_bytes(),
        ]
        .concat(),
    );
    const_hex::encode(blake2_256(&preimage))
}

#[cfg(test)]
#[path = "history/tests.rs"]
mod tests;
