//! `/status/{list}/{purpose}`: the issuer's status lists as credentials of
//! [Bitstring Status List](https://www.w3.org/TR/vc-bitstring-status-list/).
//!
//! - `lists`: the documents, made from the state of the chain;
//! - `cache`: the documents that were made, so that a flood of requests makes them once;
//! - `refusal`: the reasons why there is none.

pub(super) mod cache;
mod lists;
mod refusal;

use lists::Document;
use refusal::Refusal;

use super::{
    app::{too_busy, App},
    conditional::{knows, CACHE_ONE_BLOCK},
    problem::{problem, Problem},
    Resolver,
};
use aura_identity::{
    did::{media_type::JSON, negotiate, ErrorType},
    status::StatusPurpose,
};
use aura_primitives::credentials::ListId;
use axum::{
    body::Body,
    extract::{Path, State},
    http::{
        header::{ACCEPT, CACHE_CONTROL, CONTENT_TYPE, ETAG, VARY},
        HeaderMap, StatusCode,
    },
    response::Response,
};
use std::sync::Arc;

/// Route of a status list.
pub(super) const PATH: &str = "/status/{list}/{purpose}";

/// Media types of a list, all with the same bytes.
const OFFER: [&str; 3] = ["application/vc", "application/ld+json", JSON];

/// Returns a status list as a credential.
pub(super) async fn serve<R: Resolver>(
    State(app): State<Arc<App<R>>>,
    Path((list, purpose)): Path<(String, String)>,
    headers: HeaderMap,
) -> Response {
    let Some(media_type) = media_type(&headers) else {
        let detail = "A status list is application/vc, application/ld+json or application/json.";
        return problem(StatusCode::NOT_ACCEPTABLE, detail);
    };
    let issuer = app.issuer.as_ref();
    let Some((issuer, owner)) =
        issuer.and_then(|issuer| Some((issuer.clone(), *issuer.on_chain()?)))
    else {
        return no_issuer();
    };
    let place = number(&list).zip(named(&purpose));
    let Some((list, purpose)) = place else {
        return Refusal::NotFound.answer();
    };
    let with = app.clone();
    let shown = app.cache.get(list, app.limits.cache, |before| async move {
        let _permit = with.query_permit().ok_or(Refusal::Busy)?;
        lists::look(&with.resolver, &issuer, &owner, list, before).await
    });
    match shown.await {
        Ok(lists) => answer(lists.of(purpose), media_type, &headers),
        Err(refusal) => refusal.answer(),
    }
}

fn answer(document: &Document, media_type: &'static str, headers: &HeaderMap) -> Response {
    let response = Response::builder()
        .header(VARY, "accept")
        .header(CACHE_CONTROL, CACHE_ONE_BLOCK)
        .header(CONTENT_TYPE, media_type);
    let tag = document.tag(media_type);
    let (status, body) = if knows(headers, &tag) {
        (StatusCode::NOT_MODIFIED, Body::empty())
    } else {
        (StatusCode::OK, Body::from(document.body.clone()))
    };
    let response = response.status(status).header(ETAG, tag).body(body);
    response.unwrap_or_else(|_| Refusal::Unwritten.answer())
}

impl Refusal {
    fn answer(self) -> Response {
        let (status, detail) = match self {
            Self::Busy => return too_busy(),
            Self::NotFound => (
                StatusCode::NOT_FOUND,
                "The issuer of this server has no such list. Its lists are at /status/, followed by \
                 their number and /revocation or /suspension.",
            ),
            Self::Unavailable => (
                StatusCode::SERVICE_UNAVAILABLE,
                "The node behind this server does not answer: ask again later.",
            ),
            Self::Old => (
                StatusCode::SERVICE_UNAVAILABLE,
                "The last final block is too old to confirm a status: ask again later.",
            ),
            Self::KeyGone => (
                StatusCode::SERVICE_UNAVAILABLE,
                "This server's key is no longer valid in the issuer's DID document: its operator \
                 must restart it with another key.",
            ),
            Self::Unwritten => (
                StatusCode::INTERNAL_SERVER_ERROR,
                "The list cannot be written: report this.",
            ),
        };
        problem(status, detail)
    }
}

/// Returns the response of a server whose issuer has no status lists.
fn no_issuer() -> Response {
    let missing = ErrorType::FeatureNotSupported;
    Problem::typed(
        StatusCode::NOT_IMPLEMENTED,
        (missing.url(), missing.title()),
        "NO_ISSUER",
        "This server does not sign for a DID of the chain, so it has no status lists: ask the \
         server that `statusListCredential` names, or read the list from the chain.",
    )
    .answer()
}

/// Parses the number of a list. Only its shortest form is accepted: caches would store the list
/// several times otherwise.
fn number(text: &str) -> Option<ListId> {
    let number: ListId = text.parse().ok()?;
    (number.to_string() == text).then_some(number)
}

fn named(text: &str) -> Option<StatusPurpose> {
    let mut all = StatusPurpose::ALL.into_iter();
    all.find(|purpose| purpose.name() == text)
}

/// Returns the media type of the response, or `None` if the client accepts none of them. With `*/*`
/// it is `application/vc`.
fn media_type(headers: &HeaderMap) -> Option<&'static str> {
    let lines: Result<Vec<_>, _> = headers
        .get_all(ACCEPT)
        .iter()
        .map(|line| line.to_str())
        .collect();
    negotiate(&lines.ok()?.join(","), &OFFER).ok().flatten()
}
