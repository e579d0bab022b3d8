//! Reasons why nothing is proven although no error occurred: a check did not pass.

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

/// The reason why a request is not answered.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Refusal {
    /// The request is not authentic, or can no longer be answered.
    #[error("the request must not be answered: {0}")]
    Request(Failure),

    /// The credential has another schema than the request.
    #[error("the credential is not under the schema {0} of the request")]
    OtherSchema(SchemaId),

    /// The credential does not allow proofs.
    #[error("nothing can be proven of the credential: {0}")]
    NotProvable(ZkpError),

    /// The credential has no proof of `aura-groth16-2026`.
    #[error(
        "nothing can be proven of the credential: it was issued without a proof of aura-groth16-2026. \
         Ask its issuer for one"
    )]
    NoBaseProof,

    /// The request does not accept credentials of this issuer.
    #[error("the request does not accept credentials of {0}")]
    IssuerNotAccepted(Did),

    /// The issuer may not issue at present.
    #[error("the issuer is not in good standing: {}", standing(.0))]
    Standing(Option<Standing>),

    /// The key that signed the credential is not a valid key of the issuer.
    #[error("the key that signed the credential is {0} in the issuer's DID document")]
    IssuerKey(&'static str),

    /// The status list belongs to another issuer or schema.
    #[error("status list {0} is not the issuer's for that schema")]
    OthersList(ListId),

    /// The credential was revoked by its issuer.
    #[error("revoked, as of block {0}")]
    Revoked(u32),

    /// The credential is suspended by its issuer.
    #[error("suspended, as of block {0}")]
    Suspended(u32),
    /// The credential is held by an accreditor or the schema's owner.
    #[error("held by an accreditor of its issuer, as of block {0}")]
    Held(u32),

    /// The day that the request is about is in the future.
    #[error("nobody can answer before {}", describe::day(*.0))]
    NotOpen(Day),

    /// The validity period of the credential has not begun.
    #[error("the credential is valid only from {}", describe::day(*.0))]
    NotYetValid(Day),

    /// The validity period of the credential has ended.
    #[error("nothing can be proven of the credential after {}, its last whole day: ask its issuer \
        for a new one", describe::day(*.0))]
    Expired(Day),

    /// The status list has pending changes that no status root has yet.
    #[error("status list {0} has pending changes: run `aura list commit {0}`, and try again")]
    Unsealed(ListId),

    /// The chain has no key with which it would accept a proof.
    #[error("the chain has no key in use of {circuit} {accepted}: {why}")]
    NoKey {
        /// Name of the circuit.
        circuit: &'static str,
        /// Keys that the request accepts, as text.
        accepted: String,
        /// The reason why no key can be used.
        why: &'static str,
    },

    /// The predicate is false for this credential.
    #[error("the credential does not satisfy the predicate: {0}")]
    NotSo(Violation),
}

/// The reason why an answer was not made.
#[derive(Debug)]
pub enum Stop {
    /// A check did not pass.
    Refused(Refusal),
    /// An error occurred.
    Failed(Error),
}

#[derive(Serialize)]
struct RefusalOutput {
    refused: bool,
    reason: &'static str,
    detail: String,
}

impl Refusal {
    /// Returns an identifier for programs, which never changes.
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

    /// Prints the refusal.
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
        Some(Standing::Expired(did)) => format!("the accreditation of {did} has expired"),
        Some(Standing::Suspended(did)) => format!("the accreditation of {did} is suspended"),
        Some(Standing::Broken(did)) => format!("{did}, an ancestor of it, is no longer accredited"),
        Some(Standing::Deactivated(did)) => format!("{did} is deactivated, or does not exist"),
        Some(Standing::TooDeep(did)) => format!("{did} is too far from the schema's owner"),
    }
}

impl Stop {
    /// Prints a refusal, which is not an error.
    ///
    /// # Errors
    /// If the reason is an error.
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
            (12, "only from 1970-01-01".into()),
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
