//! Results of resolution as HTTP responses.

use super::{
    accept::Form,
    caching::{tag, Caching},
};
use crate::problem::problem;
use aura_identity::did::{
    media_type, Dereferencing, DocumentMetadata, Resolution, ResolutionError,
};
use axum::{
    body::Body,
    http::{
        header::{CACHE_CONTROL, CONTENT_TYPE, ETAG, LOCATION, VARY},
        StatusCode,
    },
    response::Response,
};
use serde::Serialize;

/// The result of `resolve` or `dereference` of DID Resolution.
pub(super) trait Outcome: Serialize {
    /// Media type of the whole result.
    const MEDIA_TYPE: &str;
    fn failed(error: &ResolutionError) -> Self;
    fn status(&self) -> u16;
    /// Returns the document or content, and its media type.
    fn content(&self) -> Option<(impl Serialize, &str)>;
    fn about(&self) -> &DocumentMetadata;
    /// Returns the URL of the service that the client is redirected to.
    fn location(&self) -> Option<&str>;
}

impl Outcome for Resolution {
    const MEDIA_TYPE: &str = media_type::DID_RESOLUTION;

    fn failed(error: &ResolutionError) -> Self {
        Self::failed(error)
    }

    fn status(&self) -> u16 {
        self.status()
    }

    fn content(&self) -> Option<(impl Serialize, &str)> {
        let media_type = self.did_resolution_metadata.content_type.as_deref();
        self.did_document.as_ref().zip(media_type)
    }

    fn about(&self) -> &DocumentMetadata {
        &self.did_document_metadata
    }

    fn location(&self) -> Option<&str> {
        None
    }
}

impl Outcome for Dereferencing {
    const MEDIA_TYPE: &str = media_type::DID_URL_DEREFERENCING;

    fn failed(error: &ResolutionError) -> Self {
        Self::failed(error)
    }

    fn status(&self) -> u16 {
        self.status()
    }

    fn content(&self) -> Option<(impl Serialize, &str)> {
        let media_type = self.dereferencing_metadata.content_type.as_deref();
        self.content.as_ref().zip(media_type)
    }

    fn about(&self) -> &DocumentMetadata {
        &self.content_metadata
    }

    fn location(&self) -> Option<&str> {
        self.location()
    }
}

/// Returns the response for an error, as the whole result.
pub(super) fn failed<O: Outcome>(error: &ResolutionError) -> Response {
    answer(&O::failed(error), Form::Whole, Caching::NONE)
}

/// Returns the response for a result. Unless the status is 200, it is the whole result, even if the
/// client accepts the content alone, so that errors are not overlooked.
pub(super) fn answer(outcome: &impl Outcome, form: Form, caching: Caching<'_>) -> Response {
    try_answer(outcome, form, caching).unwrap_or_else(|| {
        let detail = "The node's response cannot be sent as HTTP: report this.";
        problem(StatusCode::INTERNAL_SERVER_ERROR, detail)
    })
}

fn try_answer<O: Outcome>(outcome: &O, form: Form, caching: Caching<'_>) -> Option<Response> {
    let status = StatusCode::from_u16(outcome.status()).ok()?;
    let response = Response::builder()
        .status(status)
        .header(VARY, "accept")
        .header(CACHE_CONTROL, caching.control(status));
    if status == StatusCode::SEE_OTHER {
        let response = response.header(LOCATION, outcome.location()?);
        return response.body(Body::empty()).ok();
    }
    let content = match outcome.content() {
        Some((content, media_type)) => Some((serde_json::to_vec(&content).ok()?, media_type)),
        None => None,
    };
    let bytes = content.as_ref().map_or(&[][..], |(content, _)| content);
    let (media_type, body) = match &content {
        Some((content, media_type)) if form == Form::Content && status == StatusCode::OK => {
            (*media_type, content.clone())
        }
        _ => (O::MEDIA_TYPE, serde_json::to_vec(outcome).ok()?),
    };
    let response = response.header(CONTENT_TYPE, media_type);
    if status != StatusCode::OK {
        return response.body(Body::from(body)).ok();
    }
    let tag = tag(media_type, bytes, outcome.about())?;
    let (status, body) = if caching.knows(&tag) {
        (StatusCode::NOT_MODIFIED, Body::empty())
    } else {
        (status, Body::from(body))
    };
    response.status(status).header(ETAG, tag).body(body).ok()
}
