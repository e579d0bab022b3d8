//! For whoever runs the server.

use super::{
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
use std::{
    sync::Arc,
    time::{Duration, SystemTime, UNIX_EPOCH},
};

const JSON: &str = "application/json";

#[derive(Serialize)]
struct Health {
    status: &'static str,
}

/// Whether resolving can succeed.
#[derive(Serialize)]
struct Readiness {
    ready: bool,
    /// What to do if it is not.
    #[serde(skip_serializing_if = "Option::is_none")]
    problem: Option<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    finalised: Option<Head>,
}

/// The last final block.
#[derive(Serialize)]
struct Head {
    number: u64,
    /// In seconds; 0 for one whose time this machine's clock has not reached yet.
    age: u64,
}

/// The server runs.
pub(super) async fn health() -> Response {
    json(StatusCode::OK, JSON, &Health { status: "up" })
}

/// The node answers and knows of blocks that are final and young.
pub(super) async fn ready<R: Resolver>(State(app): State<Arc<App<R>>>) -> Response {
    let Some(_permit) = app.query_permit() else {
        return too_busy();
    };
    let readiness = match app.resolver.finalised().await {
        Err(_) => Readiness {
            ready: false,
            problem: Some("the node does not answer: see the log of this server"),
            finalised: None,
        },
        Ok(finalised) => {
            let age = age(finalised.time, SystemTime::now());
            let lagging = age >= app.limits.lagging;
            let compared = compare(now(), DateTime::from_millis(finalised.time));
            let problem = match compared {
                Err(ClockError::Behind { .. }) => Some(
                    "this machine's clock is more than five minutes behind the last final block: \
                     set it by a time server",
                ),
                _ if lagging => Some(
                    "the last final block is old: see whether the node is synchronised, the chain \
                     finalises and this machine's clock is right",
                ),
                _ => None,
            };
            Readiness {
                ready: problem.is_none(),
                problem,
                finalised: Some(Head {
                    number: finalised.number,
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

/// How long ago a time is, which is given in milliseconds since 1970.
fn age(time: u64, now: SystemTime) -> Duration {
    let now = now.duration_since(UNIX_EPOCH).unwrap_or_default();
    now.saturating_sub(Duration::from_millis(time))
}
