//! Liveness and readiness, for the operator of the server.

use super::{
    age,
    app::{too_busy, App},
    now,
    problem::json,
    Resolver,
};
use aura_identity::{
    clock::{compare, ClockError},
    DateTime,
};
use axum::{extract::State, http::StatusCode, response::Response};
use serde::Serialize;
use std::sync::Arc;

const JSON: &str = "application/json";

#[derive(Serialize)]
struct Health {
    status: &'static str,
}

/// Readiness of the server to resolve DIDs.
#[derive(Serialize)]
struct Readiness {
    ready: bool,
    /// Advice for the operator, if the server is not ready.
    #[serde(skip_serializing_if = "Option::is_none")]
    problem: Option<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    finalized: Option<Head>,
}

/// The last final block.
#[derive(Serialize)]
struct Head {
    number: u64,
    /// Age in seconds; 0 if the block's time is in the future of this machine's clock.
    age: u64,
}

/// Answers 200 while the server runs.
pub(super) async fn health() -> Response {
    json(StatusCode::OK, JSON, &Health { status: "up" })
}

/// Answers 200 if the node answers, its last final block is recent and this machine's clock is not
/// behind that block; 503 otherwise.
pub(super) async fn ready<R: Resolver>(State(app): State<Arc<App<R>>>) -> Response {
    let Some(_permit) = app.query_permit() else {
        return too_busy();
    };
    let readiness = match app.resolver.finalized().await {
        Err(_) => Readiness {
            ready: false,
            problem: Some("the node does not answer: see the log of this server"),
            finalized: None,
        },
        Ok(finalized) => {
            let age = age(finalized.time);
            let lagging = age >= app.limits.lagging;
            let compared = compare(now(), DateTime::from_millis(finalized.time));
            let problem = match compared {
                Err(ClockError::Behind { .. }) => Some(
                    "this machine's clock is more than five minutes behind the last final block: \
                     set it by a time server",
                ),
                _ if lagging => Some(
                    "the last final block is old: check that the node is synchronised, the chain \
                     finalises and this machine's clock is right",
                ),
                _ => None,
            };
            Readiness {
                ready: problem.is_none(),
                problem,
                finalized: Some(Head {
                    number: finalized.number,
                    age: age.as_secs(),
                }),
            }
        }
    };
    let status = if readiness.ready {
        StatusCode::OK
    } else {
        StatusCode::SERVICE_UNAVAILABLE
    };
    json(status, JSON, &readiness)
}
