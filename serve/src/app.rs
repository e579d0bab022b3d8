//! The state that all requests share, and permits to query the node.

use super::{
    problem::problem,
    seats::{Working, SEAT},
    status::cache::Cache,
    Issuer, Limits,
};
use axum::{
    http::{header::RETRY_AFTER, HeaderValue, StatusCode},
    response::Response,
};
use std::sync::Arc;
use tokio::sync::{OwnedSemaphorePermit, Semaphore};

/// State that all requests share.
pub(super) struct App<R> {
    pub resolver: R,
    pub limits: Limits,
    /// The issuer that the server signs for, if there is one.
    pub issuer: Option<Arc<Issuer>>,
    /// Status lists of the issuer that were made already.
    pub cache: Cache,
    permits: Arc<Semaphore>,
}

impl<R> App<R> {
    /// Creates the state of a server with all its permits free.
    pub fn new(resolver: R, issuer: Option<Issuer>, limits: Limits) -> Self {
        Self {
            permits: Arc::new(Semaphore::new(limits.requests)),
            resolver,
            limits,
            issuer: issuer.map(Arc::new),
            cache: Cache::default(),
        }
    }

    /// A permit to query the node; there are `limits.requests`. Take it after the body is read, so
    /// that slow clients hold none. Work that outlives its client keeps the permit.
    pub fn query_permit(&self) -> Option<QueryPermit> {
        let permit = self.permits.clone().try_acquire_owned().ok()?;
        // Some tests have no connection.
        let working = SEAT.try_with(|seat| seat.clone().work()).ok();
        Some(QueryPermit {
            _permit: permit,
            _working: working,
        })
    }
}

/// A permit to query the node. Its connection is not closed while it exists.
pub(super) struct QueryPermit {
    _permit: OwnedSemaphorePermit,
    _working: Option<Working>,
}

/// Returns the response to a request that gets no permit: status 503 with `Retry-After`.
pub(super) fn too_busy() -> Response {
    let mut response = problem(
        StatusCode::SERVICE_UNAVAILABLE,
        "Too many requests at a time: ask again in a second.",
    );
    let headers = response.headers_mut();
    headers.insert(RETRY_AFTER, HeaderValue::from_static("1"));
    response
}
