//! Problem details of errors of resolution.

use super::ResolutionError;
use serde::{Deserialize, Serialize};

/// The types of errors of
/// [DID Resolution](https://www.w3.org/TR/did-resolution/#errors), and those that it takes over
/// from [Controlled Identifiers](https://www.w3.org/TR/cid-1.0/#processing-errors).
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum ErrorType {
    /// The DID does not conform to the syntax.
    InvalidDid,
    /// The DID document is malformed.
    InvalidDidDocument,
    /// There is nothing of that name.
    NotFound,
    /// What is accepted cannot be made.
    RepresentationNotSupported,
    /// The DID URL does not conform to the syntax.
    InvalidDidUrl,
    /// The DID is of another method.
    MethodNotSupported,
    /// An option has a value that it cannot have.
    InvalidOptions,
    /// Something unforeseen.
    InternalError,
    /// An option that is not known, or an old version at a node that keeps none.
    FeatureNotSupported,
    /// What should be a verification method is none.
    InvalidVerificationMethod,
    /// The verification method is not for the relationship in question.
    InvalidRelationshipForVerificationMethod,
}

impl ErrorType {
    /// All of them.
    pub const ALL: [Self; 11] = [
        Self::InvalidDid,
        Self::InvalidDidDocument,
        Self::NotFound,
        Self::RepresentationNotSupported,
        Self::InvalidDidUrl,
        Self::MethodNotSupported,
        Self::InvalidOptions,
        Self::InternalError,
        Self::FeatureNotSupported,
        Self::InvalidVerificationMethod,
        Self::InvalidRelationshipForVerificationMethod,
    ];

    /// The URL that stands for it.
    pub const fn url(self) -> &'static str {
        match self {
            Self::InvalidDid => "https://www.w3.org/ns/did#INVALID_DID",
            Self::InvalidDidDocument => "https://www.w3.org/ns/did#INVALID_DID_DOCUMENT",
            Self::NotFound => "https://www.w3.org/ns/did#NOT_FOUND",
            Self::RepresentationNotSupported => {
                "https://www.w3.org/ns/did#REPRESENTATION_NOT_SUPPORTED"
            }
            Self::InvalidDidUrl => "https://www.w3.org/ns/did#INVALID_DID_URL",
            Self::MethodNotSupported => "https://www.w3.org/ns/did#METHOD_NOT_SUPPORTED",
            Self::InvalidOptions => "https://www.w3.org/ns/did#INVALID_OPTIONS",
            Self::InternalError => "https://www.w3.org/ns/did#INTERNAL_ERROR",
            Self::FeatureNotSupported => "https://www.w3.org/ns/did#FEATURE_NOT_SUPPORTED",
            Self::InvalidVerificationMethod => {
                "https://w3id.org/security#INVALID_VERIFICATION_METHOD"
            }
            Self::InvalidRelationshipForVerificationMethod => {
                "https://w3id.org/security#INVALID_RELATIONSHIP_FOR_VERIFICATION_METHOD"
            }
        }
    }

    /// Its name, for people.
    pub const fn title(self) -> &'static str {
        match self {
            Self::InvalidDid => "Invalid DID",
            Self::InvalidDidDocument => "Invalid DID document",
            Self::NotFound => "Not found",
            Self::RepresentationNotSupported => "Representation not supported",
            Self::InvalidDidUrl => "Invalid DID URL",
            Self::MethodNotSupported => "DID method not supported",
            Self::InvalidOptions => "Invalid options",
            Self::InternalError => "Internal error",
            Self::FeatureNotSupported => "Feature not supported",
            Self::InvalidVerificationMethod => "Invalid verification method",
            Self::InvalidRelationshipForVerificationMethod => {
                "Invalid relationship for verification method"
            }
        }
    }

    /// The status code of its answer, as the
    /// [HTTP binding](https://www.w3.org/TR/did-resolution/#bindings-https) maps it.
    pub const fn status(self) -> u16 {
        match self {
            Self::InvalidDid | Self::InvalidDidUrl | Self::InvalidOptions => 400,
            Self::NotFound => 404,
            Self::RepresentationNotSupported => 406,
            Self::MethodNotSupported | Self::FeatureNotSupported => 501,
            Self::InvalidDidDocument
            | Self::InternalError
            | Self::InvalidVerificationMethod
            | Self::InvalidRelationshipForVerificationMethod => 500,
        }
    }
}

/// An error as it is shown: the problem details of
/// [RFC 9457](https://www.rfc-editor.org/rfc/rfc9457), with the member `reason` besides.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Problem {
    /// The URL of its [`ErrorType`].
    #[serde(rename = "type")]
    pub error_type: String,
    /// The name of the type, for people.
    #[serde(default)]
    pub title: String,
    /// What went wrong this time, and what to do.
    #[serde(default)]
    pub detail: String,
    /// [`ResolutionError::reason`].
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub reason: String,
}

impl Problem {
    /// The status code of an HTTP answer with this error.
    pub fn status(&self) -> u16 {
        ErrorType::ALL
            .into_iter()
            .find(|known| known.url() == self.error_type)
            .map_or(500, ErrorType::status)
    }
}

impl From<&ResolutionError> for Problem {
    fn from(error: &ResolutionError) -> Self {
        let error_type = error.error_type();
        Self {
            error_type: error_type.url().into(),
            title: error_type.title().into(),
            detail: error.to_string(),
            reason: error.reason().into(),
        }
    }
}
