//! Issues credentials: `/credentials/issue`.

use super::{
    problem::{Refusal, MALFORMED},
    request::{DocumentRequest, Member, Options},
    result::AsOf,
    verify::look_up,
};
use crate::{app::App, now, problem::json, Issuer, Resolver};
use aura_identity::{
    credential::{verify, CheckName, Expected, Facts, Outcome, Questions, Report},
    data_integrity::Cryptosuite,
    status::status_entries,
    DateTime,
};
use axum::{
    extract::{Request, State},
    http::{header::ORIGIN, StatusCode},
    response::Response,
};
use serde_json::{json, Value};
use std::sync::Arc;
use tokio::task::spawn_blocking;

/// Adds the server's proof to a credential of its issuer.
pub(crate) async fn serve<R: Resolver>(
    State(app): State<Arc<App<R>>>,
    request: Request,
) -> Response {
    match secured(&app, request).await {
        Ok(secured) => {
            let body = json!({ Member::VerifiableCredential.name(): secured });
            json(StatusCode::CREATED, "application/json", &body)
        }
        Err(refusal) => refusal.answer(),
    }
}

async fn secured<R: Resolver>(app: &App<R>, request: Request) -> Result<Value, Refusal> {
    // A browser on this machine can reach the loopback address, whatever page it shows.
    if request.headers().contains_key(ORIGIN) {
        return Err(Refusal::Http(
            StatusCode::FORBIDDEN,
            "Web pages cannot have credentials issued: let the server behind the page send the \
             request.",
        ));
    }
    let issuer = app.issuer.clone().ok_or(Refusal::failed())?;
    let DocumentRequest {
        document,
        mut options,
    } = DocumentRequest::read(request, Member::Credential, &app.limits).await?;
    let suite = suite(&mut options)?.unwrap_or_else(|| Cryptosuite::for_document(&document));
    // Accepted and ignored: no credential is stored here that it could name.
    options.text("credentialId")?;
    options.done()?;
    if named(&document) != Some(issuer.did()) {
        let detail = format!(
            "`issuer` must be {}, for which this server signs",
            issuer.did()
        );
        return Err(Refusal::Wrong(MALFORMED, "another-issuer", detail));
    }
    let permit = app.query_permit().ok_or(Refusal::Busy)?;
    let (facts, block) = look_up(app, &Questions::of(&document, &[])).await?;
    let now = signing_time(app, block).await?;
    if let Some(did) = issuer.on_chain() {
        if !issuer.is_good(facts.dids.get(did).and_then(Option::as_ref)) {
            return Err(Refusal::Http(
                StatusCode::SERVICE_UNAVAILABLE,
                "This server's key is no longer valid in the issuer's DID document: its operator \
                 must restart it with another key.",
            ));
        }
    }
    let made = spawn_blocking(move || {
        let _permit = permit;
        make(&issuer, &document, suite, &facts, now)
    });
    made.await.map_err(|_| Refusal::failed())?
}

/// Returns this machine's time, after comparing it with the last final block: verifiers refuse
/// proofs dated by a wrong clock. A `did:key` needs no chain, so without a node nothing is
/// compared.
async fn signing_time<R: Resolver>(app: &App<R>, block: Option<AsOf>) -> Result<DateTime, Refusal> {
    let block = match block {
        Some(block) => Some(block),
        None => app.resolver.finalized().await.ok().as_ref().map(AsOf::new),
    };
    let now = now();
    if let Some(block) = block {
        block.compare(now)?;
    }
    Ok(now)
}

/// Secures a credential, and returns it only if verifiers would accept it.
fn make(
    issuer: &Issuer,
    document: &Value,
    suite: Cryptosuite,
    facts: &Facts,
    now: DateTime,
) -> Result<Value, Refusal> {
    let secured = issuer.secure(document, suite, now)?;
    let report = verify(&secured, &[], facts, now, &Expected::default());
    match objection(&report) {
        None if is_taken(document, facts) => Err(Refusal::Http(
            StatusCode::BAD_REQUEST,
            "Another credential is anchored at the index of this one: use a free one, and anchor \
             the credential.",
        )),
        None => Ok(secured),
        Some((check, reason, detail)) => Err(Refusal::Check(check, reason.into(), detail.into())),
    }
}

/// Returns true if a credential is anchored at its index already. Two credentials with one index
/// would be revoked together.
fn is_taken(document: &Value, facts: &Facts) -> bool {
    let entries = status_entries(document).unwrap_or_default();
    let mut places = entries
        .iter()
        .filter_map(|entry| Some((entry.on_chain?.1, entry.index)));
    places.any(|(list, index)| {
        let list = facts.lists.get(&list).copied().flatten();
        list.is_some_and(|list| index < list.allocated)
    })
}

/// Returns the first failed check that makes the credential unfit to be issued.
fn objection(report: &Report) -> Option<(CheckName, &str, &str)> {
    let mut failed = report
        .checks
        .iter()
        .filter_map(|check| match &check.outcome {
            Outcome::Failed { reason, detail } => {
                Some((check.name, reason.as_str(), detail.as_str()))
            }
            _ => None,
        });
    failed.find(|(check, reason, _)| match check {
        // The validity period may begin later, or may have ended already.
        CheckName::Validity => !["not-yet-valid", "expired"].contains(reason),
        // Credentials are anchored after they are secured. Verifiers look up lists elsewhere and
        // statuses of other types themselves.
        CheckName::StatusList | CheckName::Revocation | CheckName::Suspension => {
            !["not-allocated", "not-asked", "other-status"].contains(reason)
        }
        _ => true,
    })
}

fn suite(options: &mut Options) -> Result<Option<Cryptosuite>, Refusal> {
    let Some(name) = options.text("cryptosuite")? else {
        return Ok(None);
    };
    let suite = Cryptosuite::from_name(&name);
    let refused = || Refusal::malformed("cryptosuite", "eddsa-rdfc-2022 or eddsa-jcs-2022");
    suite.map(Some).ok_or_else(refused)
}

/// Returns the issuer that a credential names.
fn named(document: &Value) -> Option<&str> {
    match document.get("issuer")? {
        Value::Object(members) => members.get("id")?.as_str(),
        other => other.as_str(),
    }
}
