//! The function and form of result that a request asks for.

use super::Target;
use aura_identity::did::{
    media_type::{
        DID, DID_JSON, DID_LD_JSON, DID_RESOLUTION, DID_URL_DEREFERENCING, JSON, JSON_LD, URI_LIST,
    },
    negotiate, ResolutionError,
};
use axum::http::{header::ACCEPT, HeaderMap};

/// A function of DID Resolution.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Function {
    /// Resolves a DID to its document.
    Resolve,
    /// Dereferences a DID URL to the resource that it names.
    Dereference,
}

/// The part of a result that is returned.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Form {
    /// The whole result, metadata included.
    Whole,
    /// The document or the content alone.
    Content,
}

/// The result that the header `Accept` asks for.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) struct AcceptedResult {
    pub function: Function,
    pub form: Form,
    /// Media type of the document or content.
    pub media_type: &'static str,
}

/// Media types of results in earlier drafts of the standard, which clients still send.
const DRAFTS: [(&str, &str); 2] = [
    (
        "application/ld+json;profile=\"https://w3id.org/did-resolution\"",
        DID_RESOLUTION,
    ),
    (
        "application/ld+json;profile=\"https://w3id.org/did-url-dereferencing\"",
        DID_URL_DEREFERENCING,
    ),
];

impl AcceptedResult {
    /// Reads the header `Accept`. Without it, the client gets the document.
    ///
    /// # Errors
    /// If the header is malformed, or accepts none of the offered media types.
    pub fn new(headers: &HeaderMap, target: &Target) -> Result<Self, ResolutionError> {
        let mut offer = vec![
            DID,
            JSON_LD,
            JSON,
            DID_JSON,
            DID_LD_JSON,
            DID_RESOLUTION,
            DID_URL_DEREFERENCING,
        ];
        if target.may_be_services() {
            offer.push(URI_LIST);
        }
        let chosen = negotiate(&accept(headers)?, &offer)?;
        let (function, form, media_type) = match chosen {
            None => return Err(ResolutionError::NotAcceptable(offer.join(", "))),
            Some(DID_RESOLUTION) => (Function::Resolve, Form::Whole, DID),
            // For a service, the result is a redirect to its URL.
            Some(DID_URL_DEREFERENCING) if target.is_services() => {
                (Function::Dereference, Form::Whole, URI_LIST)
            }
            Some(DID_URL_DEREFERENCING) => (Function::Dereference, Form::Whole, DID),
            Some(media_type) => (target.function(), Form::Content, media_type),
        };
        Ok(Self {
            function,
            form,
            media_type,
        })
    }
}

/// Returns the header's lines as one, with the media types of drafts replaced by the current ones.
fn accept(headers: &HeaderMap) -> Result<String, ResolutionError> {
    let lines: Result<Vec<_>, _> = headers
        .get_all(ACCEPT)
        .iter()
        .map(|line| line.to_str())
        .collect();
    let lines = lines.map_err(|_| ResolutionError::InvalidOption {
        name: "accept",
        expected: "media types, as in the header Accept",
    })?;
    let mut accept = lines.join(",").replace("; ", ";");
    for (draft, today) in DRAFTS {
        accept = accept.replace(draft, today);
    }
    Ok(accept)
}
