//! Errors of resolution and dereferencing.

use super::{ChainError, DidUrlError, ErrorType};
use crate::limits::MAX_QUOTED_OPTION_CHARS;
use aura_primitives::did::{DidError, Relationship};

/// An error of the resolution of a DID, or of the dereferencing of a DID URL.
#[derive(Clone, PartialEq, Eq, Debug, thiserror::Error)]
pub enum ResolutionError {
    /// The text is no DID of this method.
    #[error(transparent)]
    Did(#[from] DidError),
    /// The text is no DID URL, or one that leads nowhere.
    #[error(transparent)]
    DidUrl(#[from] DidUrlError),
    /// An option that nobody here knows.
    #[error("there is no option `{0}` here: leave it out")]
    UnknownOption(String),
    /// An option was given twice, in the options or once more in the DID URL.
    #[error("the option `{0}` was given twice: give it once")]
    RepeatedOption(String),
    /// Far more options than there are.
    #[error("there are fewer options than were given: leave some out")]
    TooManyOptions,
    /// An option has a value that it cannot have.
    #[error("the option `{name}` must be {expected}")]
    InvalidOption {
        /// The option.
        name: &'static str,
        /// What it can be.
        expected: &'static str,
    },
    /// A version was asked for by its number and by a time.
    #[error("give `versionId` or `versionTime`, not both")]
    VersionIdAndTime,
    /// Nothing that is accepted can be made.
    #[error("accept one of: {0}")]
    NotAcceptable(String),
    /// There is no such DID, as far as the block knows that was read.
    #[error("there is no such DID: check its spelling, and the network")]
    NotFound,
    /// No version of the DID has this number.
    #[error("no version of the DID was set in block {0}")]
    NoSuchVersion(u32),
    /// The DID did not exist yet.
    #[error("the DID was created only at {0}")]
    BeforeCreation(crate::DateTime),
    /// The document has nothing of this fragment.
    #[error("the document has neither a verification method nor a service `#{0}`")]
    NoSuchFragment(String),
    /// The document has no such service.
    #[error("the document has no such service")]
    NoSuchService,
    /// No path means anything in this method.
    #[error("DIDs of this method have no paths")]
    NoPaths,
    /// A verification method was asked for, and the DID URL names none.
    #[error("the DID URL leads to no verification method")]
    NotAVerificationMethod,
    /// The verification method does not stand for what it was asked for.
    #[error("the verification method does not stand under `{}`", .0.name())]
    NotRelated(Relationship),
    /// The text is no Multikey of a kind that is in use here.
    #[error("not a Multikey in base58btc of a kind that is known here")]
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

    /// Which of the standard's errors it is.
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

    /// Which error it is among those of its type: a word for programs, which never changes.
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
