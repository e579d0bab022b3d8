//! Errors of credentials and presentations.

use crate::{anchoring::AnchoringError, data_integrity::DataIntegrityError, status::StatusError};

/// An error of a credential or a presentation, or of what comes with it.
#[derive(Clone, PartialEq, Eq, Debug, thiserror::Error)]
#[non_exhaustive]
pub enum CredentialError {
    /// The document or a proof.
    #[error(transparent)]
    DataIntegrity(#[from] DataIntegrityError),
    /// A status list, or an entry in one.
    #[error(transparent)]
    Status(#[from] StatusError),
    /// A batch, or an inclusion in one.
    #[error(transparent)]
    Anchoring(#[from] AnchoringError),
    /// A member is missing or malformed.
    #[error("`{0}` is missing or malformed")]
    Malformed(&'static str),
    /// A property of the Data Model has an invalid value.
    #[error("`{path}` must be {expected}")]
    Property {
        /// Path of the property in the document.
        path: String,
        /// Valid values.
        expected: &'static str,
    },

    /// A text is not a time.
    #[error("`{0}` must be a time that exists, with an offset, as in 2026-01-31T12:00:00Z")]
    Date(&'static str),

    /// The validity ends before it begins.
    #[error("`validUntil` is before `validFrom`")]
    Dates,
    /// The schema does not have a claim.
    #[error("the schema has no claim `{0}`")]
    NoSuchClaim(String),
    /// A claim has an invalid value.
    #[error("the claim `{name}` must be {expected}")]
    Claim {
        /// Name of the claim.
        name: String,
        /// Valid values.
        expected: &'static str,
    },
}

impl CredentialError {
    /// The name of the error for programs, which never changes.
    pub const fn reason(&self) -> &'static str {
        match self {
            Self::DataIntegrity(error) => error.reason(),
            Self::Status(error) => error.reason(),
            Self::Anchoring(error) => error.reason(),
            Self::Malformed(_) | Self::Property { .. } => "malformed",
            Self::Date(_) => "date",
            Self::Dates => "dates",
            Self::NoSuchClaim(_) => "no-such-claim",
            Self::Claim { .. } => "claim",
        }
    }
}
