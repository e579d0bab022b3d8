//! Resolution options in the body of a request.

use super::{Function, Refusal};
use crate::{body::read, Limits};
use aura_identity::did::{ResolutionError, ResolutionOptions};
use axum::{body::Body, http::HeaderMap};

/// Reads the options, a JSON object. An empty body means no options.
pub(super) async fn options(
    headers: &HeaderMap,
    body: Body,
    limits: &Limits,
) -> Result<ResolutionOptions, Refusal> {
    let body = read(headers, body, limits.body, limits).await;
    let body = body.map_err(|(status, detail)| Refusal::Http(status, detail))?;
    if body.is_empty() {
        return Ok(ResolutionOptions::default());
    }
    serde_json::from_slice(&body).map_err(|_| {
        let error = ResolutionError::InvalidOption {
            name: "body",
            expected: "a JSON object of at most 16 options",
        };
        Refusal::Standard(Function::Resolve, error)
    })
}
