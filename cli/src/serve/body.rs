//! Bodies of requests.

use super::Limits;
use axum::{
    body::{to_bytes, Body, Bytes},
    http::StatusCode,
};
use http_body_util::LengthLimitError;
use std::error::Error as _;
use tokio::time::timeout;

/// Reads a body of at most so many bytes.
///
/// # Errors
/// The status code of the answer, and what to do.
pub(super) async fn read(
    body: Body,
    most: usize,
    limits: &Limits,
) -> Result<Bytes, (StatusCode, &'static str)> {
    let body = timeout(limits.body_time, to_bytes(body, most)).await;
    let body = body.map_err(|_| (StatusCode::REQUEST_TIMEOUT, "The body came too slowly."))?;
    body.map_err(|error| match error.source() {
        Some(error) if error.is::<LengthLimitError>() => (
            StatusCode::PAYLOAD_TOO_LARGE,
            "The body is too long: it has 8 KiB at most with options, 256 KiB with a document.",
        ),
        _ => (StatusCode::BAD_REQUEST, "The body broke off."),
    })
}
