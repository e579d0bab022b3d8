//! What verification found, in the form of the VC-API.
//!
//! Drafts of the VC-API differ in how a result is shown. This has what both the older ones and the
//! newest one read: `checks`, `warnings` and `errors`; and `problemDetails`, which is both of them.

use super::{
    problem::{of_check, Type},
    request::Member,
};
use crate::serve::Finalised;
use aura_identity::{
    clock::{compare, ClockError},
    credential::{Check, CheckName, Outcome, Report},
    DateTime,
};
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
    /// Errors, then warnings.
    problem_details: Vec<Detail>,
    /// All of it, check by check.
    report: Report,
    /// The block by which it was verified, if the chain was asked.
    #[serde(skip_serializing_if = "Option::is_none")]
    block: Option<AsOf>,
    #[serde(skip_serializing_if = "Option::is_none")]
    verifiable_credential: Option<Value>,
    #[serde(skip_serializing_if = "Option::is_none")]
    verifiable_presentation: Option<Value>,
}

/// A problem as [RFC 9457](https://www.rfc-editor.org/rfc/rfc9457) has it.
#[derive(Debug, Clone, Serialize)]
struct Detail {
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
    pub fn new(report: Report, block: Option<AsOf>, lagging: Duration) -> Self {
        let mut errors = failures(&report.checks, None);
        for (number, credential) in report.credentials.iter().enumerate() {
            errors.extend(failures(&credential.checks, Some(number)));
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
            problem_details: errors.iter().chain(&warnings).cloned().collect(),
            warnings,
            errors,
            report,
            block,
            verifiable_credential: None,
            verifiable_presentation: None,
        }
    }

    /// The same with the document.
    pub fn with(mut self, member: Member, document: Value) -> Self {
        match member {
            Member::VerifiablePresentation => self.verifiable_presentation = Some(document),
            _ => self.verifiable_credential = Some(document),
        }
        self
    }
}

fn failures(checks: &[Check], credential: Option<usize>) -> Vec<Detail> {
    let failed = checks.iter().filter_map(|check| match &check.outcome {
        Outcome::Failed { reason, detail } => {
            let of = of_check(check.name, reason);
            Some(Detail::new(of, check.name, reason, detail, credential))
        }
        _ => None,
    });
    failed.collect()
}

impl Detail {
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
