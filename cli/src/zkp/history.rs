//! Counts of answers to each verifier about each claim: with each answer about a range or a set a
//! verifier learns more.
//!
//! They are kept in a file beside the wallet. Verifiers and claims are stored as hashes with the
//! holder's secret, so the file does not show them to others.

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

/// Maximum size of the file, in bytes.
const MAX_HISTORY_BYTES: u64 = 4 * 1024 * 1024;

/// Maximum number of answers about one claim that are stored; older ones are removed.
const MAX_STORED_ANSWERS: usize = 100;

/// Length of the period in which answers are counted against the limit, in days.
const ANSWER_PERIOD_DAYS: Day = 30;

/// Maximum number of answers about a range or a set, for one verifier and claim in that period.
const MAX_ANSWERS: usize = 5;

/// Earlier answers to one verifier about one claim.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Before {
    /// Number of answers, of those that are stored.
    pub answers: usize,
    /// Number of answers in the last 30 days.
    pub lately: usize,
    /// Day of the last answer.
    pub last: Option<Day>,
}

/// The file, locked for this process.
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
    /// Opens the file beside a wallet. If there is none, no verifier has got an answer yet.
    ///
    /// # Errors
    /// If it cannot be read, or another process has locked it.
    pub fn open(wallet: &Path) -> Result<Self> {
        let mut name = OsString::from(wallet);
        name.push(".answers");
        let path = PathBuf::from(name);
        let lock = Lock::wait(&path)?;
        let content = if path.exists() {
            let bytes = plain_file::read(&path, MAX_HISTORY_BYTES)?;
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

    /// Returns the earlier answers to the verifier of a request, about the request's claim.
    pub fn before(&self, secret: &Fr, request: &Request, today: Day) -> Before {
        let days = self.content.answers.get(&tag(secret, request));
        let days = days.map(Vec::as_slice).unwrap_or_default();
        let lately = |day: &&Day| today.saturating_sub(**day) < ANSWER_PERIOD_DAYS;
        Before {
            answers: days.len(),
            lately: days.iter().filter(lately).count(),
            last: days.last().copied(),
        }
    }

    /// Records an answer to the verifier of a request today.
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
        let too_many = days.len().saturating_sub(MAX_STORED_ANSWERS);
        days.drain(..too_many);
        // Text and numbers can always be written as JSON.
        let bytes = serde_json::to_vec(&self.content).unwrap_or_default();
        private_file::replace(&self.path, &bytes)
    }
}

/// Returns true if several answers together reveal more than each one: ranges by halving, sets by
/// their members.
pub const fn adds_up(predicate: &Predicate) -> bool {
    match predicate {
        Predicate::Ownership {} => false,
        Predicate::Age { .. } | Predicate::Range { .. } | Predicate::Membership { .. } => true,
    }
}

/// Refuses another answer to a verifier whose answers together may reveal the claim.
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

/// Returns the hash that identifies a verifier and a claim.
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
