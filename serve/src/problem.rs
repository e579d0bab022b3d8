//! Error responses.

use axum::{
    http::{
        header::{ACCEPT_ENCODING, CACHE_CONTROL, CONTENT_TYPE},
        HeaderValue, StatusCode,
    },
    response::{IntoResponse, Response},
};
use serde::Serialize;

/// The type of a problem that has no more semantics than its status code.
const BLANK: &str = "about:blank";

/// The problem details of [RFC 9457](https://www.rfc-editor.org/rfc/rfc9457).
#[derive(Serialize)]
pub(super) struct Problem<'a> {
    r#type: &'a str,
    title: &'a str,
    status: u16,
    detail: &'a str,
    /// Stable code for programs.
    #[serde(skip_serializing_if = "Option::is_none")]
    reason: Option<&'a str>,
}

impl<'a> Problem<'a> {
    /// Creates a problem of a type that a standard defines.
    pub fn typed(
        status: StatusCode,
        (r#type, title): (&'a str, &'a str),
        reason: &'a str,
        detail: &'a str,
    ) -> Self {
        Self {
            r#type,
            title,
            status: status.as_u16(),
            detail,
            reason: Some(reason),
        }
    }

    /// Returns the response with this problem as its body.
    pub fn answer(&self) -> Response {
        let status = StatusCode::from_u16(self.status);
        let status = status.unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
        json(status, "application/problem+json", self)
    }
}

/// Returns a response with a problem that has only a status code and advice for the client.
pub(super) fn problem(status: StatusCode, detail: &str) -> Response {
    let problem = Problem {
        r#type: BLANK,
        title: status.canonical_reason().unwrap_or_default(),
        status: status.as_u16(),
        detail,
        reason: None,
    };
    let mut response = problem.answer();
    if status == StatusCode::UNSUPPORTED_MEDIA_TYPE {
        let none = HeaderValue::from_static("identity");
        response.headers_mut().insert(ACCEPT_ENCODING, none);
    }
    response
}

/// Returns a JSON response that must not be cached.
pub(super) fn json(
    status: StatusCode,
    media_type: &'static str,
    body: &impl Serialize,
) -> Response {
    let headers = [(CONTENT_TYPE, media_type), (CACHE_CONTROL, "no-store")];
    match serde_json::to_vec(body) {
        Ok(body) => (status, headers, body).into_response(),
        Err(_) => StatusCode::INTERNAL_SERVER_ERROR.into_response(),
    }
}
