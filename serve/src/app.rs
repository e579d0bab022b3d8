//! The state that all requests share, and permits to query the node.

use super::{
    problem::problem,
    seats::{Working, SEAT},
    status, Issuer, Limits,
};
use axum::{
    http::{header::RETRY_AFTER, HeaderValue, StatusCode},
    response::Response,
};
use std::sync::Arc;
use tokio::sync::{OwnedSemaphorePermit, Semaphore};

/// What every request shares.
pub(super) struct App<R> {
    pub resolver: R,
    pub limits: Limits,
    /// In whose name it signs, if in any.
    pub issuer: Option<Arc<Issuer>>,
    /// Its status lists.
    pub cache: status::Cache,
    permits: Arc<Semaphore>,
}

impl<R> App<R> {
    /// The state of a server, none of whose permits is taken.
    pub fn new(resolver: R, issuer: Option<Issuer>, limits: Limits) -> Self {
        Self {
            permits: Arc::new(Semaphore::new(limits.requests)),
            resolver,
            limits,
            issuer: issuer.map(Arc::new),
            cache: status::Cache::default(),
        }
    }

    /// A permit to query the node; there are `limits.requests`. Take it after the body is read, so
    /// that slow clients hold none. Work that outlives its client keeps the permit.
    pub fn query_permit(&self) -> Option<QueryPermit> {
        let permit = self.permits.clone().try_acquire_owned().ok()?;
        // Without a connection, in some tests.
        let working = SEAT.try_with(|seat| seat.clone().work()).ok();
        Some(QueryPermit {
            _permit: permit,
            _working: working,
        })
    }
}

/// A permit to query the node. The connection that has it is not closed meanwhile.
pub(super) struct QueryPermit {
    _permit: OwnedSemaphorePermit,
    _working: Option<Working>,
}

/// The answer to a request that gets no permit.
pub(super) fn too_busy() -> Response {
    let mut response = problem(
        StatusCode::SERVICE_UNAVAILABLE,
        "Too many requests at a time: ask again in a second.",
    );
    let headers = response.headers_mut();
    headers.insert(RETRY_AFTER, HeaderValue::from_static("1"));
    response
}
