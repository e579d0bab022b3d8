//! Counts of answers to each verifier about each claim: with each answer about a range or a set a
//! verifier learns more.
//!
//! The caller keeps them in a file. Verifiers and claims are stored as hashes with the holder's
//! secret, so the file does not show them to others.

use super::Problem;
use crate::limits::{MAX_ANSWERS, MAX_STORED_ANSWERS};
use aura_identity::zkp::{Predicate, Request};
use aura_primitives::zkp::Day;
use aura_zkp_core::Fr;
use serde::{Deserialize, Serialize};
use sp_crypto_hashing::blake2_256;
use std::{collections::BTreeMap, path::Path};
use zeroize::Zeroizing;

/// Length of the period in which answers are counted against the limit, in days.
const ANSWER_PERIOD_DAYS: Day = 30;

/// Earlier answers to one verifier about one claim.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EarlierAnswers {
    /// Number of answers, of those that are stored.
    pub answers: usize,
    /// Number of answers in the last 30 days.
    pub lately: usize,
    /// Day of the last answer.
    pub last: Option<Day>,
}

/// The content of the file.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct History {
    version: u32,
    answers: BTreeMap<String, Vec<Day>>,
}

const VERSION: u32 = 1;

impl Default for History {
    /// No verifier has got an answer yet.
    fn default() -> Self {
        Self {
            version: VERSION,
            answers: BTreeMap::new(),
        }
    }
}

impl History {
    /// Parses the file, which `path` names in errors.
    ///
    /// # Errors
    /// If the bytes are damaged or of another version.
    pub fn parse(bytes: &[u8], path: &Path) -> Result<Self, Problem> {
        let history: Option<Self> = serde_json::from_slice(bytes).ok();
        let known = history.filter(|history| history.version == VERSION);
        known.ok_or_else(|| Problem::History(path.into()))
    }

    /// Encodes the file.
    pub fn to_json(&self) -> Vec<u8> {
        // Text and numbers can always be written as JSON.
        serde_json::to_vec(self).unwrap_or_default()
    }

    /// Returns the earlier answers to the verifier of a request, about the request's claim.
    pub fn before(&self, secret: &Fr, request: &Request, today: Day) -> EarlierAnswers {
        let days = self.answers.get(&tag(secret, request));
        let days = days.map(Vec::as_slice).unwrap_or_default();
        let lately = |day: &&Day| today.saturating_sub(**day) < ANSWER_PERIOD_DAYS;
        EarlierAnswers {
            answers: days.len(),
            lately: days.iter().filter(lately).count(),
            last: days.last().copied(),
        }
    }

    /// Records an answer to the verifier of a request today.
    pub fn note(&mut self, secret: &Fr, request: &Request, today: Day) {
        let days = self.answers.entry(tag(secret, request)).or_default();
        days.push(today);
        let too_many = days.len().saturating_sub(MAX_STORED_ANSWERS);
        days.drain(..too_many);
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
/// [`Problem::TooManyAnswers`].
pub const fn expect_no_probing(
    predicate: &Predicate,
    before: &EarlierAnswers,
) -> Result<(), Problem> {
    if adds_up(predicate) && before.lately >= MAX_ANSWERS {
        return Err(Problem::TooManyAnswers(before.lately));
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
mod tests;
