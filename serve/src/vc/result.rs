//! What verification found, in the form of VCALM.
//!
//! Its schema has `verified`, `problemDetails`, `results` and the document; its text and the drafts
//! before it have `checks`, `warnings` and `errors`. This has all of them.

use super::{
    problem::{is_of_input, of_check, Type},
    request::Member,
    results::{CredentialResults, PresentationResults, Results},
};
use crate::Finalised;
use aura_identity::{
    clock::{compare, ClockError},
    credential::{Check, CheckName, Expected, Outcome, Report},
    DateTime,
};
use axum::http::StatusCode;
use serde::Serialize;
use serde_json::Value;
use std::time::{Duration, SystemTime, UNIX_EPOCH};

/// A result.
#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Verified {
    /// Whether there are no errors.
    verified: bool,
    /// What was checked: the names of the report.
    checks: Vec<CheckName>,
    /// What the verifier should think about.
    warnings: Vec<Detail>,
    /// What failed.
    errors: Vec<Detail>,
    /// Errors, then warnings; unless the client wants none.
    #[serde(skip_serializing_if = "Option::is_none")]
    problem_details: Option<Vec<Detail>>,
    /// Of each member; unless the client wants none.
    #[serde(skip_serializing_if = "Option::is_none")]
    results: Option<Results>,
    /// All of it, check by check.
    report: Report,
    /// The block by which it was verified, if the chain was asked.
    #[serde(skip_serializing_if = "Option::is_none")]
    block: Option<AsOf>,
    /// The document, if the client wants it.
    #[serde(skip_serializing_if = "Option::is_none")]
    credential: Option<Value>,
    #[serde(skip_serializing_if = "Option::is_none")]
    verifiable_presentation: Option<Value>,
}

/// Which parts of a result come back.
#[derive(Debug, Clone, Copy)]
pub struct Parts {
    pub document: bool,
    pub results: bool,
    pub problem_details: bool,
}

/// A problem as [RFC 9457](https://www.rfc-editor.org/rfc/rfc9457) has it.
#[derive(Debug, Clone, Serialize)]
pub struct Detail {
    r#type: &'static str,
    title: &'static str,
    detail: String,
    /// Which check it is about.
    #[serde(skip_serializing_if = "Option::is_none")]
    check: Option<CheckName>,
    /// A word for programs, which never changes.
    reason: String,
    /// Of a presentation: the credential that it is about, counted from 0.
    #[serde(skip_serializing_if = "Option::is_none")]
    credential: Option<usize>,
}

/// A block.
#[derive(Debug, Clone, Serialize)]
pub struct AsOf {
    number: u64,
    hash: String,
    #[serde(skip)]
    time: u64,
}

impl AsOf {
    pub fn new(head: &Finalised) -> Self {
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
        let now = SystemTime::now().duration_since(UNIX_EPOCH);
        now.unwrap_or_default()
            .saturating_sub(Duration::from_millis(self.time))
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
                "the last final block is old: what was revoked since is not known",
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

    /// The same with these parts alone.
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

    /// The status code of the answer: a credential that is bad in itself, whatever its status and the
    /// time, is bad input. A presentation gets 200 whatever was found.
    pub fn status(&self, member: Member) -> StatusCode {
        let is_bad = self.errors.iter().any(|error| is_of_input(error.r#type));
        match member {
            Member::VerifiableCredential if is_bad => StatusCode::BAD_REQUEST,
            _ => StatusCode::OK,
        }
    }
}

impl Detail {
    /// What failed.
    pub fn failures(checks: &[Check], credential: Option<usize>) -> Vec<Self> {
        let failed = checks.iter().filter_map(|check| match &check.outcome {
            Outcome::Failed { reason, detail } => {
                let of = of_check(check.name, reason);
                Some(Self::new(of, check.name, reason, detail, credential))
            }
            _ => None,
        });
        failed.collect()
    }

    fn new(
        (r#type, title): Type,
        check: CheckName,
        reason: &str,
        detail: &str,
        credential: Option<usize>,
    ) -> Self {
        Self {
            r#type,
            title,
            detail: detail.into(),
            check: Some(check),
            reason: reason.into(),
            credential,
        }
    }

    fn warning(check: CheckName, reason: &str, detail: &str) -> Self {
        Self::new(("about:blank", "Warning"), check, reason, detail, None)
    }
}
