//! The result of a verification, in the form of VCALM.
//!
//! VCALM's schema has `verified`, `problemDetails`, `results` and the document; its text and
//! earlier drafts have `checks`, `warnings` and `errors`. This has all of them.

use super::{
    detail::Detail,
    problem::is_of_input,
    request::Member,
    results::{CredentialResults, PresentationResults, Results},
};
use crate::{age, Finalized};
use aura_identity::{
    clock::{compare, ClockError},
    credential::{Check, CheckName, Expected, Outcome, Report},
    DateTime,
};
use axum::http::StatusCode;
use serde::Serialize;
use serde_json::Value;
use std::time::Duration;

/// The result of verifying a credential or presentation.
#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Verified {
    /// True if there are no errors.
    verified: bool,
    /// Names of the checks that were made, as in the report.
    checks: Vec<CheckName>,
    /// Problems that the verifier should weigh.
    warnings: Vec<Detail>,
    /// Failed checks, as problems.
    errors: Vec<Detail>,
    /// Errors, then warnings; left out if the client does not want them.
    #[serde(skip_serializing_if = "Option::is_none")]
    problem_details: Option<Vec<Detail>>,
    /// Results for each member of the document; left out if the client does not want them.
    #[serde(skip_serializing_if = "Option::is_none")]
    results: Option<Results>,
    /// The full report, check by check.
    report: Report,
    /// The block at which it was verified, if the chain was queried.
    #[serde(skip_serializing_if = "Option::is_none")]
    block: Option<AsOf>,
    /// The document, if the client asks for it.
    #[serde(skip_serializing_if = "Option::is_none")]
    credential: Option<Value>,
    #[serde(skip_serializing_if = "Option::is_none")]
    verifiable_presentation: Option<Value>,
}

/// Optional parts of a result that are returned.
#[derive(Debug, Clone, Copy)]
pub struct Parts {
    pub document: bool,
    pub results: bool,
    pub problem_details: bool,
}

/// The block at which a document was verified.
#[derive(Debug, Clone, Serialize)]
pub struct AsOf {
    number: u64,
    hash: String,
    #[serde(skip)]
    time: u64,
}

impl AsOf {
    pub fn new(head: &Finalized) -> Self {
        Self {
            number: head.number,
            hash: const_hex::encode_prefixed(head.hash),
            time: head.time,
        }
    }

    /// Compares a time of this machine with that of the block.
    pub fn compare(&self, now: DateTime) -> Result<(), ClockError> {
        compare(now, DateTime::from_millis(self.time))
    }

    fn age(&self) -> Duration {
        age(self.time)
    }
}

impl Verified {
    pub fn new(
        document: &Value,
        report: Report,
        member: Member,
        expected: &Expected,
        block: Option<AsOf>,
        lagging: Duration,
    ) -> Self {
        let results = match member {
            Member::VerifiablePresentation => {
                Results::Presentation(PresentationResults::new(document, &report, expected))
            }
            _ => Results::Credential(CredentialResults::new(document, &report)),
        };
        let mut errors = Detail::failures(&report.checks, None);
        for (number, credential) in report.credentials.iter().enumerate() {
            errors.extend(Detail::failures(&credential.checks, Some(number)));
        }
        let stated = report.warnings.iter();
        let mut warnings: Vec<_> = stated
            .map(|warning| Detail::warning(warning.check, &warning.reason, &warning.detail))
            .collect();
        if block.as_ref().is_some_and(|block| block.age() >= lagging) {
            warnings.push(Detail::warning(
                CheckName::Revocation,
                "old-block",
                "the last final block is old: later revocations are not known",
            ));
        }
        let was_made = |check: &&Check| !matches!(check.outcome, Outcome::Skipped { .. });
        Self {
            verified: report.verified,
            checks: report
                .checks
                .iter()
                .filter(was_made)
                .map(|check| check.name)
                .collect(),
            problem_details: Some(errors.iter().chain(&warnings).cloned().collect()),
            warnings,
            errors,
            results: Some(results),
            report,
            block,
            credential: None,
            verifiable_presentation: None,
        }
    }

    /// Returns the result with only these parts. `document` is included if `parts` says so.
    pub fn with(mut self, parts: Parts, member: Member, document: Value) -> Self {
        self.results = self.results.filter(|_| parts.results);
        self.problem_details = self.problem_details.filter(|_| parts.problem_details);
        let document = parts.document.then_some(document);
        match member {
            Member::VerifiablePresentation => self.verifiable_presentation = document,
            _ => self.credential = document,
        }
        self
    }

    /// Returns the status code of the response. A credential with errors of its own, whatever its
    /// status and dates, gets 400. A presentation always gets 200.
    pub fn status(&self, member: Member) -> StatusCode {
        let is_bad = self.errors.iter().any(|error| is_of_input(error.r#type()));
        match member {
            Member::VerifiableCredential if is_bad => StatusCode::BAD_REQUEST,
            _ => StatusCode::OK,
        }
    }
}
