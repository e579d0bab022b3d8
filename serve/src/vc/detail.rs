//! A failed check or a warning, as a problem for the client.

use super::problem::{of_check, Type};
use aura_identity::credential::{Check, CheckName, Outcome};
use serde::Serialize;

/// A problem in the form of [RFC 9457](https://www.rfc-editor.org/rfc/rfc9457).
#[derive(Debug, Clone, Serialize)]
pub struct Detail {
    r#type: &'static str,
    title: &'static str,
    detail: String,
    /// The check that found the problem.
    #[serde(skip_serializing_if = "Option::is_none")]
    check: Option<CheckName>,
    /// Stable code for programs.
    reason: String,
    /// In a presentation: index of the credential with the problem, from 0.
    #[serde(skip_serializing_if = "Option::is_none")]
    credential: Option<usize>,
}

impl Detail {
    /// Returns the type of the problem, a URI.
    pub const fn r#type(&self) -> &'static str {
        self.r#type
    }

    /// Failed checks, as problems.
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

    /// Returns a warning, as a problem.
    pub fn warning(check: CheckName, reason: &str, detail: &str) -> Self {
        Self::new(("about:blank", "Warning"), check, reason, detail, None)
    }
}
