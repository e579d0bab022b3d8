//! All that is served, as one service.

use super::{health, identifiers, problem::problem, Limits, Resolver};
use axum::{
    extract::{Request, State},
    http::{
        header::{
            ACCEPT, CONTENT_TYPE, ETAG, IF_NONE_MATCH, LOCATION, REFERRER_POLICY, RETRY_AFTER,
            X_CONTENT_TYPE_OPTIONS,
        },
        HeaderValue, Method, StatusCode,
    },
    middleware::{from_fn_with_state, map_response, Next},
    response::Response,
    routing::get,
    Router,
};
use std::{sync::Arc, time::Duration};
use tokio::sync::Semaphore;
use tower_http::cors::{Any, CorsLayer};

/// What every request shares.
pub(super) struct App<R> {
    pub resolver: R,
    pub limits: Limits,
}

/// The service.
pub fn router<R: Resolver>(resolver: R, limits: Limits) -> Router {
    let app = Arc::new(App { resolver, limits });
    let gate = Arc::new(Gate {
        requests: Semaphore::new(limits.requests),
        uri: limits.uri,
    });
    let identifiers = get(identifiers::serve::<R>).post(identifiers::serve::<R>);
    Router::new()
        .route(identifiers::PREFIX, identifiers.clone())
        .route("/1.0/identifiers/{*identifier}", identifiers)
        .route("/ready", get(health::ready::<R>))
        .layer(from_fn_with_state(gate, Gate::pass))
        // Whether the server lives must be seen when it is busy too.
        .route("/health", get(health::health))
        .fallback(nothing)
        .with_state(app)
        .layer(map_response(harden))
        .layer(cors())
}

/// Lets in only so many requests at a time, and none with an endless URL.
struct Gate {
    requests: Semaphore,
    uri: usize,
}

impl Gate {
    async fn pass(State(gate): State<Arc<Self>>, request: Request, next: Next) -> Response {
        let uri = request
            .uri()
            .path_and_query()
            .map_or("", |uri| uri.as_str());
        if uri.len() > gate.uri {
            return problem(StatusCode::URI_TOO_LONG, "No DID URL is that long.");
        }
        let Ok(_permit) = gate.requests.try_acquire() else {
            let mut response = problem(
                StatusCode::SERVICE_UNAVAILABLE,
                "Too many requests at a time: ask again in a second.",
            );
            let headers = response.headers_mut();
            headers.insert(RETRY_AFTER, HeaderValue::from_static("1"));
            return response;
        };
        next.run(request).await
    }
}

async fn nothing() -> Response {
    problem(
        StatusCode::NOT_FOUND,
        "DIDs are resolved at /1.0/identifiers/ followed by the DID.",
    )
}

/// Documents hold what their owners wrote: browsers should not guess at it, and services that
/// somebody is sent on to need not know which DID led there.
async fn harden(mut response: Response) -> Response {
    let headers = response.headers_mut();
    headers.insert(X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff"));
    headers.insert(REFERRER_POLICY, HeaderValue::from_static("no-referrer"));
    response
}

/// Everything here is public and only read, so pages from anywhere may ask for it.
fn cors() -> CorsLayer {
    CorsLayer::new()
        .allow_origin(Any)
        .allow_methods([Method::GET, Method::HEAD, Method::POST])
        .allow_headers([ACCEPT, CONTENT_TYPE, IF_NONE_MATCH])
        .expose_headers([ETAG, LOCATION, RETRY_AFTER])
        .max_age(Duration::from_secs(24 * 60 * 60))
        // The answer is the same for all origins.
        .vary([])
}
