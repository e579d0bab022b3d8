//! Errors of resolution and dereferencing.

use super::{ChainError, DidUrlError, ErrorType};
use crate::limits::{MAX_OPTIONS, MAX_QUOTED_OPTION_CHARS};
use aura_primitives::did::{DidError, Relationship};

/// An error of the resolution of a DID, or of the dereferencing of a DID URL.
#[derive(Clone, PartialEq, Eq, Debug, thiserror::Error)]
pub enum ResolutionError {
    /// The text is not a DID of this method.
    #[error(transparent)]
    Did(#[from] DidError),
    /// The text is not a DID URL, or its parameters contradict one another.
    #[error(transparent)]
    DidUrl(#[from] DidUrlError),
    /// The option is not defined by DID Resolution, or not supported.
    #[error("the option `{0}` is unknown: leave it out")]
    UnknownOption(String),
    /// An option was given twice: in the options, or there and in the DID URL.
    #[error("the option `{0}` was given twice: give it once")]
    RepeatedOption(String),
    /// More options than [`MAX_OPTIONS`].
    #[error("more than {MAX_OPTIONS} options were given: leave some out")]
    TooManyOptions,
    /// An option has an invalid value.
    #[error("the option `{name}` must be {expected}")]
    InvalidOption {
        /// The option.
        name: &'static str,
        /// Valid values.
        expected: &'static str,
    },
    /// The request has both a version number and a version time.
    #[error("give `versionId` or `versionTime`, not both")]
    VersionIdAndTime,
    /// None of the accepted media types is available.
    #[error("accept one of: {0}")]
    NotAcceptable(String),
    /// The DID does not exist in the state of the block that was read.
    #[error("there is no such DID: check its spelling, and the network")]
    NotFound,
    /// No version of the DID was set in this block.
    #[error("no version of the DID was set in block {0}")]
    NoSuchVersion(u32),
    /// The version time is before the creation of the DID.
    #[error("the DID was created only at {0}")]
    BeforeCreation(crate::DateTime),
    /// The document has no part with this fragment.
    #[error("the document has neither a verification method nor a service `#{0}`")]
    NoSuchFragment(String),
    /// No service of the document is selected.
    #[error("the document has no such service")]
    NoSuchService,
    /// The DID URL has a path, which this method does not define.
    #[error("DIDs of this method have no paths")]
    NoPaths,
    /// The request is for a verification method, and the DID URL identifies something else.
    #[error("the DID URL does not identify a verification method")]
    NotAVerificationMethod,
    /// The verification method does not have the requested relationship.
    #[error("the verification method does not have the relationship `{}`", .0.name())]
    NotRelated(Relationship),
    /// The text is not a Multikey of a supported type.
    #[error("not a Multikey of a supported key type in base58btc")]
    Multikey,
    /// The chain could not be read.
    #[error(transparent)]
    Chain(#[from] ChainError),
}

impl ResolutionError {
    pub(crate) fn unknown_option(name: &str) -> Self {
        Self::UnknownOption(name.chars().take(MAX_QUOTED_OPTION_CHARS).collect())
    }

    pub(crate) fn no_such_fragment(fragment: &str) -> Self {
        Self::NoSuchFragment(fragment.chars().take(MAX_QUOTED_OPTION_CHARS).collect())
    }

    /// Error type of the standard.
    pub const fn error_type(&self) -> ErrorType {
        match self {
            Self::Did(DidError::OtherMethod) => ErrorType::MethodNotSupported,
            Self::Did(_) => ErrorType::InvalidDid,
            Self::DidUrl(_) => ErrorType::InvalidDidUrl,
            Self::UnknownOption(_) | Self::Chain(ChainError::HistoryNotKept) => {
                ErrorType::FeatureNotSupported
            }
            Self::RepeatedOption(_)
            | Self::TooManyOptions
            | Self::InvalidOption { .. }
            | Self::VersionIdAndTime => ErrorType::InvalidOptions,
            Self::NotAcceptable(_) => ErrorType::RepresentationNotSupported,
            Self::NotFound
            | Self::NoSuchVersion(_)
            | Self::BeforeCreation(_)
            | Self::NoSuchFragment(_)
            | Self::NoSuchService
            | Self::NoPaths => ErrorType::NotFound,
            Self::NotAVerificationMethod | Self::Multikey => ErrorType::InvalidVerificationMethod,
            Self::NotRelated(_) => ErrorType::InvalidRelationshipForVerificationMethod,
            Self::Chain(_) => ErrorType::InternalError,
        }
    }

    /// Name of the error within its type, for programs. It never changes.
    pub const fn reason(&self) -> &'static str {
        match self {
            Self::Did(DidError::NotADid) => "NOT_A_DID",
            Self::Did(DidError::OtherMethod) => "OTHER_METHOD",
            Self::Did(DidError::Network) => "NETWORK_RESERVED",
            Self::Did(DidError::NotAnId) => "NOT_AN_ID",
            Self::DidUrl(error) => error.reason(),
            Self::UnknownOption(_) => "UNKNOWN_OPTION",
            Self::RepeatedOption(_) => "REPEATED_OPTION",
            Self::TooManyOptions => "TOO_MANY_OPTIONS",
            Self::InvalidOption { .. } => "INVALID_OPTION",
            Self::VersionIdAndTime => "VERSION_ID_AND_TIME",
            Self::NotAcceptable(_) => "NOT_ACCEPTABLE",
            Self::NotFound => "NO_SUCH_DID",
            Self::NoSuchVersion(_) => "NO_SUCH_VERSION",
            Self::BeforeCreation(_) => "BEFORE_CREATION",
            Self::NoSuchFragment(_) => "NO_SUCH_FRAGMENT",
            Self::NoSuchService => "NO_SUCH_SERVICE",
            Self::NoPaths => "NO_PATHS",
            Self::NotAVerificationMethod => "NOT_A_VERIFICATION_METHOD",
            Self::NotRelated(_) => "NOT_RELATED",
            Self::Multikey => "NOT_A_MULTIKEY",
            Self::Chain(ChainError::HistoryNotKept) => "HISTORY_NOT_KEPT",
            Self::Chain(ChainError::Failed(_)) => "CHAIN_FAILED",
            Self::Chain(ChainError::Inconsistent) => "CHAIN_INCONSISTENT",
        }
    }
}
