//! The error of the crate: any of its rooms.

use crate::{
    anchoring::AnchoringError, clock::ClockError, credential::CredentialError,
    data_integrity::DataIntegrityError, did::ResolutionError, status::StatusError, zkp::ZkpError,
    DateTimeError,
};

/// Any error of this crate. Functions return the small error of their room, which says what they
/// refuse; `?` turns each into this one.
#[derive(Clone, PartialEq, Eq, Debug, thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    /// Resolving a DID or dereferencing a DID URL.
    #[error(transparent)]
    Resolution(#[from] ResolutionError),
    /// A document, its canonical form or a proof.
    #[error(transparent)]
    DataIntegrity(#[from] DataIntegrityError),
    /// A status list.
    #[error(transparent)]
    Status(#[from] StatusError),
    /// A batch, or an inclusion in one.
    #[error(transparent)]
    Anchoring(#[from] AnchoringError),
    /// A credential or a presentation.
    #[error(transparent)]
    Credential(#[from] CredentialError),
    /// A zero-knowledge proof, or a request for one.
    #[error(transparent)]
    Zkp(#[from] ZkpError),
    /// A clock that differs from the chain's.
    #[error(transparent)]
    Clock(#[from] ClockError),
    /// A text that is not a point in time.
    #[error(transparent)]
    DateTime(#[from] DateTimeError),
}
