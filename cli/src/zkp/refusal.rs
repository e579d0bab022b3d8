//! Why nothing is proven, though nothing went wrong: a check was not passed.

use super::{describe, Problem};
use crate::{output, Error, Outcome, Result};
use aura_identity::{credential::Failure, zkp::ZkpError};
use aura_primitives::{
    credentials::{ListId, SchemaId, Standing},
    did::Did,
    zkp::Day,
};
use aura_zkp_circuits::Violation;
use serde::Serialize;

/// Why a request is not answered.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Refusal {
    /// Nobody knows whose it is, or it can be answered no more.
    #[error("the request is not to be answered: {0}")]
    Request(Failure),

    /// The credential is by another schema.
    #[error("the credential is not by the schema {0} that the request is about")]
    OtherSchema(SchemaId),

    /// Nothing can be proven of it.
    #[error("nothing can be proven of the credential: {0}")]
    NotProvable(ZkpError),

    /// It was issued without what proofs need.
    #[error(
        "nothing can be proven of the credential: it was issued without a proof of aura-groth16-2026. \
         Ask its issuer for one"
    )]
    NoBaseProof,

    /// Somebody else issued it.
    #[error("the request does not take credentials of {0}")]
    IssuerNotAccepted(Did),

    /// The issuer may not issue now.
    #[error("the issuer is not in good standing: {}", standing(.0))]
    Standing(Option<Standing>),

    /// The key that signed it is not the issuer's.
    #[error("the key that signed the credential is {0} in the issuer's DID document")]
    IssuerKey(&'static str),

    /// The list is another's.
    #[error("status list {0} is not the issuer's for that schema")]
    OthersList(ListId),

    /// It was revoked.
    #[error("revoked, as of block {0}")]
    Revoked(u32),

    /// It is suspended.
    #[error("suspended, as of block {0}")]
    Suspended(u32),
    /// Those above the issuer hold it.
    #[error("held by those above its issuer, as of block {0}")]
    Held(u32),

    /// The day that the request is about is yet to come.
    #[error("nobody can answer before {}", describe::day(*.0))]
    NotOpen(Day),

    /// Its first day is yet to come.
    #[error("the credential is in force from {} on only", describe::day(*.0))]
    NotYetValid(Day),

    /// Its last whole day has gone.
    #[error("nothing can be proven of the credential after {}, its last whole day: ask its issuer for another", describe::day(*.0))]
    Expired(Day),

    /// Changes wait for a root.
    #[error("status list {0} has changes that are in no root yet: `aura list commit {0}`, and try again")]
    Unsealed(ListId),

    /// The chain takes no proof.
    #[error("the chain has no key in use of {circuit} {accepted}: {why}")]
    NoKey {
        /// The circuit.
        circuit: &'static str,
        /// Keys that the request takes, in words.
        accepted: String,
        /// Why not.
        why: &'static str,
    },

    /// What is asked for is not so.
    #[error("it cannot be proven, for it is not so: {0}")]
    NotSo(Violation),
}

/// What ended an answer before it was made.
#[derive(Debug)]
pub enum Stop {
    /// A check was not passed.
    Refused(Refusal),
    /// Something went wrong.
    Failed(Error),
}

#[derive(Serialize)]
struct RefusalOutput {
    refused: bool,
    reason: &'static str,
    detail: String,
}

impl Refusal {
    /// A word for programs, which never changes.
    pub const fn reason(&self) -> &'static str {
        match self {
            Self::Request(_) => "request",
            Self::OtherSchema(_) => "other-schema",
            Self::NotProvable(error) => error.reason(),
            Self::NoBaseProof => "no-proof",
            Self::IssuerNotAccepted(_) => "not-accepted",
            Self::Standing(_) => "unaccredited",
            Self::IssuerKey(_) => "issuer-key",
            Self::OthersList(_) => "anothers-list",
            Self::Revoked(_) => "revoked",
            Self::Suspended(_) => "suspended",
            Self::Held(_) => "held",
            Self::NotOpen(_) => "not-open",
            Self::NotYetValid(_) => "not-yet-valid",
            Self::Expired(_) => "expired",
            Self::Unsealed(_) => "root-unsealed",
            Self::NoKey { .. } => "no-such-key",
            Self::NotSo(_) => "not-so",
        }
    }

    /// Tells it.
    pub fn print(&self, json: bool) -> Result<Outcome> {
        let shown = RefusalOutput {
            refused: true,
            reason: self.reason(),
            detail: self.to_string(),
        };
        let line = format!("REFUSED: {}\n", output::tame(&shown.detail));
        output::print_as(json, &shown, line)?;
        Ok(Outcome::NotPassed)
    }
}

fn standing(standing: &Option<Standing>) -> String {
    match standing {
        None => "the chain does not have the schema".into(),
        Some(Standing::Good) => "it is".into(),
        Some(Standing::Missing) => "it is not accredited".into(),
        Some(Standing::Expired(did)) => format!("the accreditation of {did} has lapsed"),
        Some(Standing::Suspended(did)) => format!("the accreditation of {did} is suspended"),
        Some(Standing::Broken(did)) => format!("{did}, on which it rests, is accredited no more"),
        Some(Standing::Deactivated(did)) => format!("{did} was given up"),
        Some(Standing::TooDeep(did)) => format!("{did} is too far from the schema's owner"),
    }
}

impl Stop {
    /// A refusal is told and is no error.
    ///
    /// # Errors
    /// If something went wrong.
    pub fn outcome(self, json: bool) -> Result<Outcome> {
        match self {
            Self::Refused(refusal) => refusal.print(json),
            Self::Failed(error) => Err(error),
        }
    }
}

impl From<Refusal> for Stop {
    fn from(refusal: Refusal) -> Self {
        Self::Refused(refusal)
    }
}

impl From<Error> for Stop {
    fn from(error: Error) -> Self {
        Self::Failed(error)
    }
}

impl From<aura_client::Error> for Stop {
    fn from(error: aura_client::Error) -> Self {
        Self::Failed(error.into())
    }
}

impl From<aura_wallet::Error> for Stop {
    fn from(error: aura_wallet::Error) -> Self {
        Self::Failed(error.into())
    }
}

impl From<Problem> for Stop {
    fn from(problem: Problem) -> Self {
        Self::Failed(problem.into())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    #[test]
    fn refusals_say_why_in_words_and_in_a_word() {
        let did = Did::from([1; 32]);
        let all = [
            Refusal::Request(Failure::NoSuchDid),
            Refusal::OtherSchema([2; 32].into()),
            Refusal::NotProvable(ZkpError::Unbound),
            Refusal::NoBaseProof,
            Refusal::IssuerNotAccepted(did),
            Refusal::Standing(Some(Standing::Suspended(did))),
            Refusal::IssuerKey("revoked"),
            Refusal::OthersList(7),
            Refusal::Revoked(90),
            Refusal::Suspended(90),
            Refusal::Held(90),
            Refusal::NotOpen(719_163),
            Refusal::NotYetValid(719_163),
            Refusal::Expired(719_163),
            Refusal::Unsealed(7),
            Refusal::NoKey {
                circuit: "age",
                accepted: "of version 2 or later".into(),
                why: "none was registered",
            },
            Refusal::NotSo(Violation::AfterCutoff),
        ];
        let words: BTreeSet<_> = all.iter().map(Refusal::reason).collect();
        assert_eq!(words.len(), all.len());
        assert_eq!(all[8].to_string(), "revoked, as of block 90");
        for (place, part) in [
            (5, format!("the accreditation of {did} is suspended")),
            (12, "from 1970-01-01 on".into()),
            (14, "aura list commit 7".into()),
        ] {
            assert!(all[place].to_string().contains(&part), "{}", all[place]);
        }
    }

    #[test]
    fn a_refusal_is_no_error() {
        let stop = Stop::from(Refusal::NoBaseProof);
        assert_eq!(stop.outcome(true).unwrap(), Outcome::NotPassed);
        assert!(Stop::from(Problem::NotHolder).outcome(true).is_err());
    }
}
