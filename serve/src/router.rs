//! The routes of the server.

use super::{
    app::App, health, identifiers, problem::problem, seats::SEAT, status, vc, Issuer, Limits,
    Resolver,
};
use axum::{
    extract::{Request, State},
    http::{
        header::{
            ACCEPT, CONTENT_TYPE, ETAG, IF_NONE_MATCH, LOCATION, REFERRER_POLICY, RETRY_AFTER,
            X_CONTENT_TYPE_OPTIONS,
        },
        HeaderValue, Method, StatusCode,
    },
    middleware::{from_fn_with_state, map_request, map_response, Next},
    response::Response,
    routing::{get, post},
    Router,
};
use std::{sync::Arc, time::Duration};
use tower_http::cors::{Any, CorsLayer};

/// Creates the service, which signs for `issuer` if there is one.
pub fn router<R: Resolver>(resolver: R, issuer: Option<Issuer>, limits: Limits) -> Router {
    let longest = limits.uri;
    let app = Arc::new(App::new(resolver, issuer, limits));
    let identifiers = get(identifiers::serve::<R>).post(identifiers::serve::<R>);
    let public = Router::new()
        .route(identifiers::PREFIX, identifiers.clone())
        .route("/1.0/identifiers/{*identifier}", identifiers)
        .route(status::PATH, get(status::serve::<R>))
        .route(vc::VERIFY, post(vc::verify_credential::<R>))
        .route(vc::VERIFY_PRESENTATION, post(vc::verify_presentation::<R>))
        .route("/ready", get(health::ready::<R>))
        .layer(from_fn_with_state(longest, short_enough))
        .route("/health", get(health::health))
        .method_not_allowed_fallback(another_method)
        .fallback(nothing)
        .layer(cors());
    let issuer = app.issuer.as_ref();
    let all = match issuer.is_some_and(|issuer| issuer.signs_credentials) {
        // Without CORS: web pages must not have credentials issued.
        true => public
            .route(vc::ISSUE, post(vc::issue::<R>))
            .method_not_allowed_fallback(another_method),
        false => public,
    };
    all.with_state(app)
        .layer(map_request(noted))
        .layer(map_response(harden))
}

/// Marks the connection as used.
async fn noted(request: Request) -> Request {
    // Some tests have no connection.
    let _ = SEAT.try_with(|seat| seat.renew());
    request
}

/// Refuses URLs that are longer than the limit.
async fn short_enough(State(longest): State<usize>, request: Request, next: Next) -> Response {
    let uri = request.uri().path_and_query();
    if uri.map_or("", |uri| uri.as_str()).len() > longest {
        return problem(
            StatusCode::URI_TOO_LONG,
            "The path is too long: nothing on this server has such a path.",
        );
    }
    next.run(request).await
}

async fn nothing() -> Response {
    problem(
        StatusCode::NOT_FOUND,
        "DIDs are resolved at /1.0/identifiers/ followed by the DID; status lists are at /status/; \
         credentials are verified at /credentials/verify and /presentations/verify.",
    )
}

async fn another_method() -> Response {
    problem(
        StatusCode::METHOD_NOT_ALLOWED,
        "The path does not support this method: the header `Allow` lists those that it does.",
    )
}

/// Sets headers for browsers. Documents contain text of their controllers, so content types must
/// not be guessed; and a service that a client is redirected to must not learn the DID.
async fn harden(mut response: Response) -> Response {
    let headers = response.headers_mut();
    headers.insert(X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff"));
    headers.insert(REFERRER_POLICY, HeaderValue::from_static("no-referrer"));
    response
}

/// Allows all origins: these routes only read public data.
fn cors() -> CorsLayer {
    CorsLayer::new()
        .allow_origin(Any)
        .allow_methods([Method::GET, Method::HEAD, Method::POST])
        .allow_headers([ACCEPT, CONTENT_TYPE, IF_NONE_MATCH])
        .expose_headers([ETAG, LOCATION, RETRY_AFTER])
        .max_age(Duration::from_secs(24 * 60 * 60))
        // The response is the same for all origins.
        .vary([])
}
