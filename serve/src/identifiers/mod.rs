//! `/1.0/identifiers/`: the
//! [HTTP binding](https://www.w3.org/TR/did-resolution/#bindings-https) of DID Resolution.
//!
//! - `target`: the DID or DID URL of a request, and its options;
//! - `accept`: the function to call, and the form of its result;
//! - `answer`: the result as an HTTP response;
//! - `caching`: cache headers and conditional requests.

mod accept;
mod answer;
mod body;
mod caching;
mod target;

use super::{
    app::{too_busy, App},
    problem::problem,
    Resolver,
};
use accept::{AcceptedResult, Function};
use answer::{answer, failed};
use aura_identity::did::{ChainError, Dereferencing, Resolution, ResolutionError};
use axum::{
    body::Body,
    extract::{Request, State},
    http::{request::Parts, Method, StatusCode},
    response::Response,
};
use caching::Caching;
use std::sync::Arc;
use target::Target;

/// Path prefix of the DID or DID URL.
pub(super) const PREFIX: &str = "/1.0/identifiers/";

/// Reasons why a request does not reach the resolver.
enum Refusal {
    /// The HTTP request is not valid: status code and advice.
    Http(StatusCode, &'static str),
    /// An error that DID Resolution defines.
    Standard(Function, ResolutionError),
}

/// Resolves a DID, or dereferences a DID URL, over HTTP.
pub(super) async fn serve<R: Resolver>(
    State(app): State<Arc<App<R>>>,
    request: Request,
) -> Response {
    let (parts, body) = request.into_parts();
    match read(&app, &parts, body).await {
        Ok((target, accepted)) => match app.query_permit() {
            Some(_permit) => resolve(&app.resolver, &parts, &target, accepted).await,
            None => too_busy(),
        },
        Err(Refusal::Http(status, detail)) => problem(status, detail),
        Err(Refusal::Standard(function, error)) => function.failed(&error),
    }
}

/// Reads the target of a request and the form of result that it accepts.
async fn read<R>(
    app: &App<R>,
    parts: &Parts,
    body: Body,
) -> Result<(Target, AcceptedResult), Refusal> {
    // A request that cannot be parsed is reported as a failed resolution.
    let unread = |error| Refusal::Standard(Function::Resolve, error);
    let options = match parts.method {
        Method::POST => body::options(&parts.headers, body, &app.limits).await?,
        _ => Default::default(),
    };
    let identifier = parts.uri.path().strip_prefix(PREFIX).unwrap_or_default();
    let target = Target::new(identifier, parts.uri.query(), options).map_err(unread)?;
    let accepted = AcceptedResult::new(&parts.headers, &target)
        .map_err(|error| Refusal::Standard(target.function(), error))?;
    let target = target
        .accepting(accepted.media_type)
        .map_err(|error| Refusal::Standard(accepted.function, error))?;
    Ok((target, accepted))
}

async fn resolve<R: Resolver>(
    resolver: &R,
    parts: &Parts,
    target: &Target,
    accepted: AcceptedResult,
) -> Response {
    let (identifier, options) = (&target.identifier, &target.options);
    let caching = Caching::new(parts, target);
    match accepted.function {
        Function::Resolve => match resolver.resolve(identifier, options).await {
            Ok(result) => answer(&result, accepted.form, caching),
            Err(_) => accepted.function.failed(&unavailable()),
        },
        Function::Dereference => match resolver.dereference(identifier, options).await {
            Ok(result) => answer(&result, accepted.form, caching),
            Err(_) => accepted.function.failed(&unavailable()),
        },
    }
}

impl Function {
    fn failed(self, error: &ResolutionError) -> Response {
        match self {
            Self::Resolve => failed::<Resolution>(error),
            Self::Dereference => failed::<Dereferencing>(error),
        }
    }
}

/// Returns the error for a node that does not answer. The cause is only logged for the operator.
fn unavailable() -> ResolutionError {
    ChainError::Failed("the node behind this resolver does not answer, so ask again later".into())
        .into()
}
