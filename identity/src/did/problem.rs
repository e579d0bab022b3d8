//! Problem details of errors of resolution.

use super::ResolutionError;
use serde::{Deserialize, Serialize};

/// Error types of [DID Resolution](https://www.w3.org/TR/did-resolution/#errors), with those that
/// it takes from [Controlled Identifiers](https://www.w3.org/TR/cid-1.0/#processing-errors).
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum ErrorType {
    /// The DID does not conform to the syntax.
    InvalidDid,
    /// The DID document is malformed.
    InvalidDidDocument,
    /// The DID, the version or the part does not exist.
    NotFound,
    /// None of the accepted media types is available.
    RepresentationNotSupported,
    /// The DID URL does not conform to the syntax.
    InvalidDidUrl,
    /// The DID is of another method.
    MethodNotSupported,
    /// An option has an invalid value.
    InvalidOptions,
    /// An unexpected error.
    InternalError,
    /// An unknown option, or an old version at a node that has pruned it.
    FeatureNotSupported,
    /// The DID URL does not identify a verification method.
    InvalidVerificationMethod,
    /// The verification method does not have the requested relationship.
    InvalidRelationshipForVerificationMethod,
}

impl ErrorType {
    /// Every type.
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

    /// URL of the type.
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

    /// Title of the type, for people.
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

    /// HTTP status code by the [HTTP
    /// binding](https://www.w3.org/TR/did-resolution/#bindings-https).
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

/// Problem details of [RFC 9457](https://www.rfc-editor.org/rfc/rfc9457), with a member `reason`.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Problem {
    /// URL of the [`ErrorType`].
    #[serde(rename = "type")]
    pub error_type: String,
    /// Title of the type, for people.
    #[serde(default)]
    pub title: String,
    /// Description of this error, and the remedy.
    #[serde(default)]
    pub detail: String,
    /// [`ResolutionError::reason`].
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub reason: String,
}

impl Problem {
    /// HTTP status code of the error.
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
