//! `/1.0/identifiers/`: the
//! [HTTP binding](https://www.w3.org/TR/did-resolution/#bindings-https) of DID Resolution.
//!
//! - `target`: which DID or DID URL a request is about, and with which options;
//! - `wanted`: which function is called, and in which form its result is wanted;
//! - `answer`: the result as an HTTP response;
//! - `caching`: how long it may be kept, and when it need not be sent again.

mod answer;
mod body;
mod caching;
mod target;
mod wanted;

use super::{
    app::{too_busy, App},
    problem::problem,
    Resolver,
};
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
use wanted::{Function, Wanted};

/// What stands before the DID or the DID URL.
pub(super) const PREFIX: &str = "/1.0/identifiers/";

/// Why a request is not brought before the resolver.
enum Refusal {
    /// For a reason of HTTP.
    Http(StatusCode, &'static str),
    /// For one that the standard has an error for.
    Standard(Function, ResolutionError),
}

/// Answers a request.
pub(super) async fn serve<R: Resolver>(
    State(app): State<Arc<App<R>>>,
    request: Request,
) -> Response {
    let (parts, body) = request.into_parts();
    match read(&app, &parts, body).await {
        Ok((target, wanted)) => match app.query_permit() {
            Some(_permit) => resolve(&app.resolver, &parts, &target, wanted).await,
            None => too_busy(),
        },
        Err(Refusal::Http(status, detail)) => problem(status, detail),
        Err(Refusal::Standard(function, error)) => function.failed(&error),
    }
}

/// What a request asks for.
async fn read<R>(app: &App<R>, parts: &Parts, body: Body) -> Result<(Target, Wanted), Refusal> {
    // What cannot be read at all counts as a resolution.
    let unread = |error| Refusal::Standard(Function::Resolve, error);
    let options = match parts.method {
        Method::POST => body::options(&parts.headers, body, &app.limits).await?,
        _ => Default::default(),
    };
    let identifier = parts.uri.path().strip_prefix(PREFIX).unwrap_or_default();
    let target = Target::new(identifier, parts.uri.query(), options).map_err(unread)?;
    let wanted = Wanted::new(&parts.headers, &target)
        .map_err(|error| Refusal::Standard(target.function(), error))?;
    let target = target
        .accepting(wanted.media_type)
        .map_err(|error| Refusal::Standard(wanted.function, error))?;
    Ok((target, wanted))
}

async fn resolve<R: Resolver>(
    resolver: &R,
    parts: &Parts,
    target: &Target,
    wanted: Wanted,
) -> Response {
    let (identifier, options) = (&target.identifier, &target.options);
    let caching = Caching::new(parts, target);
    match wanted.function {
        Function::Resolve => match resolver.resolve(identifier, options).await {
            Ok(result) => answer(&result, wanted.form, caching),
            Err(_) => wanted.function.failed(&unavailable()),
        },
        Function::Dereference => match resolver.dereference(identifier, options).await {
            Ok(result) => answer(&result, wanted.form, caching),
            Err(_) => wanted.function.failed(&unavailable()),
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

/// The node does not answer. Why is told to the operator alone.
fn unavailable() -> ResolutionError {
    ChainError::Failed("the node behind this resolver does not answer, so ask again later".into())
        .into()
}
