//! Options in the body of a request.

use super::{Function, Refusal};
use crate::serve::Limits;
use aura_identity::{did::ResolutionOptions, Error};
use axum::{
    body::{to_bytes, Body},
    http::StatusCode,
};
use http_body_util::LengthLimitError;
use std::error::Error as _;
use tokio::time::timeout;

/// Reads the options that are a JSON object; an empty body has none.
pub(super) async fn options(body: Body, limits: &Limits) -> Result<ResolutionOptions, Refusal> {
    let body = timeout(limits.body_time, to_bytes(body, limits.body))
        .await
        .map_err(|_| Refusal::Http(StatusCode::REQUEST_TIMEOUT, "The body came too slowly."))?
        .map_err(|error| match error.source() {
            Some(error) if error.is::<LengthLimitError>() => Refusal::Http(
                StatusCode::PAYLOAD_TOO_LARGE,
                "There are fewer options than that.",
            ),
            _ => Refusal::Http(StatusCode::BAD_REQUEST, "The body broke off."),
        })?;
    if body.is_empty() {
        return Ok(ResolutionOptions::default());
    }
    serde_json::from_slice(&body).map_err(|_| {
        let error = Error::InvalidOption {
            name: "body",
            expected: "a JSON object of at most 16 options",
        };
        Refusal::Standard(Function::Resolve, error)
    })
}
