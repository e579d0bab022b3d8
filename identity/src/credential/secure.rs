//! Proofs of credentials and presentations.

use super::{model, CredentialError};
use crate::data_integrity::{self, DataIntegrityError, ProofConfig};
use serde_json::Value;

/// Secures a document: adds a proof to those that it has, of whatever suites.
///
/// `sign` gets the 64 bytes that Ed25519 signs.
///
/// # Errors
///
/// A broken rule of the Data Model, if the document is a credential or a presentation; an undefined
/// term; more than [`MAX_PROOFS`](crate::limits::MAX_PROOFS); an error of `sign`.
pub fn secure(
    document: &Value,
    config: &ProofConfig,
    sign: impl FnOnce(&[u8]) -> Result<[u8; 64], DataIntegrityError>,
) -> Result<Value, CredentialError> {
    model::check(document)?;
    Ok(data_integrity::secure(document, config, sign)?)
}
