//! Request bodies.

use super::Limits;
use axum::{
    body::{to_bytes, Body, Bytes},
    http::{
        header::{CONTENT_ENCODING, CONTENT_TYPE},
        HeaderMap, StatusCode,
    },
};
use http_body_util::LengthLimitError;
use mime::{Mime, CHARSET};
use std::error::Error as _;
use tokio::time::timeout;

/// Reads a body of at most `most` bytes.
///
/// # Errors
/// The status code of the response, and advice for the client.
pub(super) async fn read(
    headers: &HeaderMap,
    body: Body,
    most: usize,
    limits: &Limits,
) -> Result<Bytes, (StatusCode, &'static str)> {
    check(headers)?;
    let body = timeout(limits.body_time, to_bytes(body, most)).await;
    let body = body.map_err(|_| (StatusCode::REQUEST_TIMEOUT, "The body arrived too slowly."))?;
    body.map_err(|error| match error.source() {
        Some(error) if error.is::<LengthLimitError>() => (
            StatusCode::PAYLOAD_TOO_LARGE,
            "The body is too long: it has at most 8 KiB with options, 256 KiB with a document.",
        ),
        _ => (StatusCode::BAD_REQUEST, "The body is incomplete."),
    })
}

/// Checks that the body has no content encoding and is UTF-8. Other bodies are refused, not
/// misread.
fn check(headers: &HeaderMap) -> Result<(), (StatusCode, &'static str)> {
    let refused = |detail| Err((StatusCode::UNSUPPORTED_MEDIA_TYPE, detail));
    let encodings = headers.get_all(CONTENT_ENCODING);
    if encodings.iter().any(|encoding| encoding != "identity") {
        return refused("Send the body without the header `Content-Encoding`.");
    }
    let is_utf8 = |media: &Mime| {
        let mut charsets = media.params().filter(|(name, _)| *name == CHARSET);
        charsets.all(|(_, charset)| charset.as_str().eq_ignore_ascii_case("utf-8"))
    };
    match media_type(headers) {
        None if headers.contains_key(CONTENT_TYPE) => {
            refused("`Content-Type` must be one media type: application/json.")
        }
        Some(media) if !is_utf8(&media) => refused("Send UTF-8: JSON has no other charset."),
        _ => Ok(()),
    }
}

/// Returns the media type of the header `Content-Type`, if the header occurs once and is valid.
pub(super) fn media_type(headers: &HeaderMap) -> Option<Mime> {
    let mut lines = headers.get_all(CONTENT_TYPE).iter();
    let (line, None) = (lines.next()?, lines.next()) else {
        return None;
    };
    line.to_str().ok()?.parse().ok()
}
