//! Results for each member of a document: the `results` of
//! [VCALM](https://w3c.github.io/vcalm/#verify-credential).
//!
//! `verified` is true if a member was checked and is valid. A member that was not reached or cannot
//! be parsed is not verified.

use super::detail::Detail;
use aura_identity::credential::{CheckName, Expected, Outcome, Report};
use serde::Serialize;
use serde_json::Value;

/// The result for one member, or for one of its values.
#[derive(Debug, Serialize)]
struct Found {
    verified: bool,
    input: Value,
}

/// The result for an entry of `credentialStatus`.
#[derive(Debug, Serialize)]
struct FoundStatus {
    /// Bit in the status list, if it is known.
    #[serde(skip_serializing_if = "Option::is_none")]
    value: Option<u8>,
    #[serde(flatten)]
    found: Found,
}

/// Results for a credential. Members that it does not have are left out.
#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct CredentialResults {
    #[serde(skip_serializing_if = "Option::is_none")]
    valid_from: Option<Found>,
    #[serde(skip_serializing_if = "Option::is_none")]
    valid_until: Option<Found>,
    credential_schema: Vec<Found>,
    credential_status: Vec<FoundStatus>,
    proof: Vec<Found>,
}

/// Results for a presentation.
#[derive(Debug, Serialize)]
pub struct PresentationResults {
    presentation: PresentationAlone,
    credentials: Vec<PresentedCredential>,
}

/// Results for a presentation without its credentials.
#[derive(Debug, Serialize)]
struct PresentationAlone {
    /// Present only if the verifier expects one.
    #[serde(skip_serializing_if = "Option::is_none")]
    challenge: Option<Found>,
    /// Present only if the verifier expects one.
    #[serde(skip_serializing_if = "Option::is_none")]
    domain: Option<Found>,
    #[serde(skip_serializing_if = "Option::is_none")]
    holder: Option<Found>,
    proof: Vec<Found>,
}

/// Results for a credential in a presentation.
#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
struct PresentedCredential {
    verified: bool,
    problem_details: Vec<Detail>,
    results: CredentialResults,
}

/// Results for a credential or for a presentation.
#[derive(Debug, Serialize)]
#[serde(untagged)]
pub enum Results {
    Credential(CredentialResults),
    Presentation(PresentationResults),
}

impl CredentialResults {
    pub fn new(document: &Value, report: &Report) -> Self {
        Self {
            valid_from: date(document, report, "validFrom", "expired"),
            valid_until: date(document, report, "validUntil", "not-yet-valid"),
            credential_schema: each(
                document,
                "credentialSchema",
                passed(report, CheckName::Schema),
            ),
            credential_status: items(document, "credentialStatus")
                .map(|entry| status(entry, report))
                .collect(),
            proof: proofs(document, report),
        }
    }
}

impl PresentationResults {
    pub fn new(document: &Value, report: &Report, expected: &Expected) -> Self {
        let asked = |check, expected: &Option<String>| {
            let input = expected.as_deref()?.into();
            let verified = passed(report, check);
            Some(Found { verified, input })
        };
        let holder = match document.get("holder") {
            Some(Value::Object(holder)) => holder.get("id"),
            holder => holder,
        };
        let presentation = PresentationAlone {
            challenge: asked(CheckName::Challenge, &expected.challenge),
            domain: asked(CheckName::Domain, &expected.domain),
            holder: holder.map(|holder| Found {
                verified: [CheckName::Issuer, CheckName::VerificationMethod]
                    .into_iter()
                    .all(|check| passed(report, check))
                    && !matches!(
                        report.outcome(CheckName::Holder),
                        Some(Outcome::Failed { .. })
                    ),
                input: holder.clone(),
            }),
            proof: proofs(document, report),
        };
        let credentials = items(document, "verifiableCredential").zip(&report.credentials);
        let credentials = credentials.map(|(credential, report)| PresentedCredential {
            verified: report.verified,
            problem_details: Detail::failures(&report.checks, None),
            results: CredentialResults::new(credential, report),
        });
        Self {
            presentation,
            credentials: credentials.collect(),
        }
    }
}

fn passed(report: &Report, check: CheckName) -> bool {
    report.outcome(check) == Some(&Outcome::Passed)
}

/// Returns the stable code of a failed check.
fn reason(report: &Report, check: CheckName) -> Option<&str> {
    match report.outcome(check)? {
        Outcome::Failed { reason, .. } => Some(reason),
        _ => None,
    }
}

/// Returns the result for a date. It is also verified if only the other date fails, with the code
/// `other`.
fn date(document: &Value, report: &Report, name: &str, other: &str) -> Option<Found> {
    let failed_other = reason(report, CheckName::Validity) == Some(other);
    Some(Found {
        verified: passed(report, CheckName::Validity) || failed_other,
        input: document.get(name)?.clone(),
    })
}

fn status(entry: &Value, report: &Report) -> FoundStatus {
    let check = match entry.get("statusPurpose").and_then(Value::as_str) {
        Some("revocation") => Some(CheckName::Revocation),
        Some("suspension") => Some(CheckName::Suspension),
        _ => None,
    };
    let is_good = |check| passed(report, check);
    let verified = check.is_some_and(is_good) && is_good(CheckName::StatusList);
    let reason = check.and_then(|check| reason(report, check));
    let value = match reason {
        Some("revoked" | "suspended" | "held") => Some(1),
        _ => verified.then_some(0),
    };
    FoundStatus {
        value,
        found: Found {
            verified,
            input: entry.clone(),
        },
    }
}

/// Returns the results for all proofs: they are verified together or not at all.
fn proofs(document: &Value, report: &Report) -> Vec<Found> {
    let checks = [
        CheckName::Proof,
        CheckName::VerificationMethod,
        CheckName::ProofPurpose,
        CheckName::ProofDates,
    ];
    let verified = checks.into_iter().all(|check| passed(report, check));
    each(document, "proof", verified)
}

fn each(document: &Value, name: &str, verified: bool) -> Vec<Found> {
    let found = items(document, name).map(|item| Found {
        verified,
        input: item.clone(),
    });
    found.collect()
}

/// Iterates over the values of a member, which may be one value or an array.
fn items<'a>(document: &'a Value, name: &str) -> impl Iterator<Item = &'a Value> {
    let items = match document.get(name) {
        Some(Value::Array(items)) => items.as_slice(),
        Some(item) => std::slice::from_ref(item),
        None => &[],
    };
    items.iter()
}
