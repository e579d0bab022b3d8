//! What a request wants to have.

use super::Target;
use aura_identity::did::{
    media_type::{
        DID, DID_JSON, DID_LD_JSON, DID_RESOLUTION, DID_URL_DEREFERENCING, JSON, JSON_LD, URI_LIST,
    },
    negotiate, ResolutionError,
};
use axum::http::{header::ACCEPT, HeaderMap};

/// A function of the standard.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Function {
    /// From a DID to its document.
    Resolve,
    /// From a DID URL to what it names.
    Dereference,
}

/// How much of a result is wanted.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Form {
    /// All of it, with what is said about it.
    Whole,
    /// The document or the content alone.
    Content,
}

/// What the header `Accept` asks for.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) struct Wanted {
    pub function: Function,
    pub form: Form,
    /// Of the document or the content.
    pub media_type: &'static str,
}

/// How earlier drafts of the standard named the results; clients still do.
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

impl Wanted {
    /// Who does not say anything wants the document.
    ///
    /// # Errors
    /// If the header is malformed, or accepts nothing that there is.
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
            // The result for a service is to go there.
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

/// The header, in one line and in the words of today.
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
