//! Problems, with the types that the standards define for them.

use crate::{
    app::too_busy,
    ledger::Unknown,
    problem::{problem, Problem},
};
use aura_identity::{
    clock::ClockError,
    credential::{CheckName, CredentialError},
    data_integrity::DataIntegrityError,
};
use axum::{http::StatusCode, response::Response};

/// The URL of a problem type, and its title.
pub type Type = (&'static str, &'static str);

/// Problem types of the [VC Data Model](https://www.w3.org/TR/vc-data-model-2.0/#problem-details).
pub const PARSING: Type = (
    "https://www.w3.org/TR/vc-data-model#PARSING_ERROR",
    "PARSING_ERROR",
);
pub const MALFORMED: Type = (
    "https://www.w3.org/TR/vc-data-model#MALFORMED_VALUE_ERROR",
    "MALFORMED_VALUE_ERROR",
);
const RANGE: Type = (
    "https://www.w3.org/TR/vc-data-model#RANGE_ERROR",
    "RANGE_ERROR",
);
/// Problem type of [VCALM](https://w3c.github.io/vcalm/#error-handling).
const UNKNOWN_OPTION: Type = (
    "https://www.w3.org/TR/vcalm#UNKNOWN_OPTION_PROVIDED",
    "UNKNOWN_OPTION_PROVIDED",
);
/// Problem types of [Data Integrity](https://www.w3.org/TR/vc-data-integrity/#processing-errors).
const PROOF: Type = (
    "https://w3id.org/security#PROOF_VERIFICATION_ERROR",
    "PROOF_VERIFICATION_ERROR",
);
const METHOD: Type = (
    "https://w3id.org/security#INVALID_VERIFICATION_METHOD",
    "INVALID_VERIFICATION_METHOD",
);
const DOMAIN: Type = (
    "https://w3id.org/security#INVALID_DOMAIN_ERROR",
    "INVALID_DOMAIN_ERROR",
);
const CHALLENGE: Type = (
    "https://w3id.org/security#INVALID_CHALLENGE_ERROR",
    "INVALID_CHALLENGE_ERROR",
);
/// Problem types of
/// [Bitstring Status List](https://www.w3.org/TR/vc-bitstring-status-list/#processing-errors).
const STATUS: Type = (
    "https://www.w3.org/ns/credentials/status-list#STATUS_VERIFICATION_ERROR",
    "STATUS_VERIFICATION_ERROR",
);
const STATUS_RETRIEVAL: Type = (
    "https://www.w3.org/ns/credentials/status-list#STATUS_RETRIEVAL_ERROR",
    "STATUS_RETRIEVAL_ERROR",
);

/// Returns the problem type of a failed check. Some checks are Aura's own; no standard has a type
/// for them.
pub fn of_check(check: CheckName, reason: &str) -> Type {
    match check {
        CheckName::Json => PARSING,
        CheckName::DataModel | CheckName::Contexts | CheckName::Terms | CheckName::Schema => {
            MALFORMED
        }
        CheckName::Proof
        | CheckName::ProofPurpose
        | CheckName::ProofDates
        | CheckName::AuraGroth16 => PROOF,
        CheckName::VerificationMethod => METHOD,
        CheckName::Validity => RANGE,
        CheckName::StatusList | CheckName::Revocation | CheckName::Suspension => match reason {
            "not-asked" => STATUS_RETRIEVAL,
            _ => STATUS,
        },
        CheckName::Domain => DOMAIN,
        CheckName::Challenge => CHALLENGE,
        CheckName::Issuer
        | CheckName::Accreditation
        | CheckName::Anchor
        | CheckName::Holder
        | CheckName::Request
        | CheckName::Policy
        | CheckName::Beneficiary
        | CheckName::AcceptedIssuer
        | CheckName::StatusRoot
        | CheckName::Date
        | CheckName::VerifyingKey
        | CheckName::Nullifier => ("about:blank", "Not accepted"),
    }
}

/// Returns true if problems of this type are the document's own. VCALM calls those of the data
/// model and of cryptography errors, and those of the status and of dates warnings.
pub fn is_of_input(r#type: &str) -> bool {
    let all = [PARSING, MALFORMED, PROOF, METHOD];
    all.into_iter().any(|(of_input, _)| of_input == r#type)
}

/// Reasons why a request is refused.
#[derive(Debug)]
pub enum Refusal {
    /// All permits are in use.
    Busy,
    /// The HTTP request is not valid, or the server cannot process it: status code and advice.
    Http(StatusCode, &'static str),
    /// The server's clock differs too much from the chain.
    Clock(ClockError),
    /// A part of the request is wrong: problem type, stable code and explanation.
    Wrong(Type, &'static str, String),
    /// The credential would fail this check: check, stable code and explanation.
    Check(CheckName, String, String),
}

impl Refusal {
    /// Creates the refusal of a member that is missing or not as `expected`.
    pub fn malformed(name: &str, expected: &str) -> Self {
        let detail = format!("`{name}` must be {expected}");
        Self::Wrong(MALFORMED, "malformed", detail)
    }

    /// Creates the refusal of a request without its document.
    pub fn without(name: &str) -> Self {
        let detail =
            format!("the body must be an object: {{\"{name}\": {{…}}, \"options\": {{…}}}}");
        Self::Wrong(MALFORMED, "malformed", detail)
    }

    /// Creates the refusal of an unknown option. Its name is cut to 80 characters.
    pub fn unknown_option(name: &str) -> Self {
        let name: String = name.chars().take(80).collect();
        let detail = format!("`{name}` is not known: leave it out");
        Self::Wrong(UNKNOWN_OPTION, "unknown-option", detail)
    }

    /// Creates the refusal for an internal error: status 500.
    pub const fn failed() -> Self {
        Self::Http(
            StatusCode::INTERNAL_SERVER_ERROR,
            "The server failed: report this.",
        )
    }

    /// Returns the error response.
    pub fn answer(&self) -> Response {
        let bad = StatusCode::BAD_REQUEST;
        match self {
            Self::Busy => too_busy(),
            Self::Http(status, detail) => problem(*status, detail),
            Self::Clock(error) => problem(StatusCode::SERVICE_UNAVAILABLE, &error.to_string()),
            Self::Wrong(of, reason, detail) => Problem::typed(bad, *of, reason, detail).answer(),
            Self::Check(check, reason, detail) => {
                Problem::typed(bad, of_check(*check, reason), reason, detail).answer()
            }
        }
    }
}

impl From<ClockError> for Refusal {
    fn from(error: ClockError) -> Self {
        Self::Clock(error)
    }
}

impl From<(StatusCode, &'static str)> for Refusal {
    fn from((status, detail): (StatusCode, &'static str)) -> Self {
        Self::Http(status, detail)
    }
}

impl From<CredentialError> for Refusal {
    fn from(error: CredentialError) -> Self {
        let of = match error {
            CredentialError::DataIntegrity(
                DataIntegrityError::Json(_)
                | DataIntegrityError::DuplicateKey(_)
                | DataIntegrityError::TooLarge
                | DataIntegrityError::TooDeep
                | DataIntegrityError::Number(_),
            ) => PARSING,
            _ => MALFORMED,
        };
        Self::Wrong(of, error.reason(), error.to_string())
    }
}

impl From<DataIntegrityError> for Refusal {
    fn from(error: DataIntegrityError) -> Self {
        CredentialError::from(error).into()
    }
}

impl From<Unknown> for Refusal {
    fn from(unknown: Unknown) -> Self {
        match unknown {
            Unknown::NoAnswer => Self::Http(
                StatusCode::SERVICE_UNAVAILABLE,
                "The node behind this server does not answer: ask again later.",
            ),
            Unknown::TooMuch => Self::Wrong(
                MALFORMED,
                "too-much",
                "it needs more than 256 queries of the chain: send less at a time".into(),
            ),
        }
    }
}
