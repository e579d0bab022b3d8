//! Verifies credentials and presentations.

use super::{
    problem::Refusal,
    request::{DocumentRequest, Member},
    result::{AsOf, Parts, Verified},
};
use crate::{app::App, ledger::Ledger, now, problem::json, Resolver};
use aura_identity::{
    anchoring::Inclusion,
    clock::ClockError,
    credential::{verify, Expected, Facts, Questions},
};
use axum::{
    extract::{Request, State},
    response::Response,
};
use serde_json::Value;
use std::sync::Arc;
use tokio::task::spawn_blocking;

/// Verifies a credential.
pub(crate) async fn credential<R: Resolver>(
    State(app): State<Arc<App<R>>>,
    request: Request,
) -> Response {
    answer(&app, request, Member::VerifiableCredential).await
}

/// Verifies a presentation and all credentials in it.
pub(crate) async fn presentation<R: Resolver>(
    State(app): State<Arc<App<R>>>,
    request: Request,
) -> Response {
    answer(&app, request, Member::VerifiablePresentation).await
}

async fn answer<R: Resolver>(app: &App<R>, request: Request, member: Member) -> Response {
    match found(app, request, member).await {
        Ok(verified) => json(verified.status(member), "application/json", &verified),
        Err(refusal) => refusal.answer(),
    }
}

async fn found<R: Resolver>(
    app: &App<R>,
    request: Request,
    member: Member,
) -> Result<Verified, Refusal> {
    let VerificationRequest {
        document,
        inclusions,
        expected,
        parts,
    } = VerificationRequest::read(request, member, app).await?;
    let permit = app.query_permit().ok_or(Refusal::Busy)?;
    let questions = Questions::of(&document, &inclusions);
    let (facts, block) = look_up(app, &questions).await?;
    let now = now();
    // An old block only gives a warning. With a clock that is behind, expired credentials would
    // still be accepted.
    let compared = block.as_ref().map(|block| block.compare(now));
    if let Some(Err(error @ ClockError::Behind { .. })) = compared {
        return Err(error.into());
    }
    let lagging = app.limits.lagging;
    // Verification takes long enough to block other tasks of this thread.
    let made = spawn_blocking(move || {
        let _permit = permit;
        let report = verify(&document, &inclusions, &facts, now, &expected);
        Verified::new(&document, report, member, &expected, block, lagging)
            .with(parts, member, document)
    });
    made.await.map_err(|_| Refusal::failed())
}

/// Queries the chain for `questions`. Returns the facts and their block; no block if there is
/// nothing to query.
pub(super) async fn look_up<R: Resolver>(
    app: &App<R>,
    questions: &Questions,
) -> Result<(Facts, Option<AsOf>), Refusal> {
    let asks_nothing = Questions {
        status_lists: Default::default(),
        ..questions.clone()
    } == Questions::default();
    if asks_nothing {
        return Ok((Facts::default(), None));
    }
    let head = app.resolver.finalized().await;
    let head = head.map_err(|_| crate::ledger::Unknown::NoAnswer)?;
    let ledger = Ledger {
        resolver: &app.resolver,
        at: head.hash,
    };
    let facts = ledger.facts(questions, &app.limits).await?;
    Ok((facts, Some(AsOf::new(&head))))
}

/// A verification request: the document, and the verifier's expectations.
struct VerificationRequest {
    document: Value,
    inclusions: Vec<Inclusion>,
    expected: Expected,
    parts: Parts,
}

impl VerificationRequest {
    async fn read<R>(request: Request, member: Member, app: &App<R>) -> Result<Self, Refusal> {
        let DocumentRequest {
            document,
            mut options,
        } = DocumentRequest::read(request, member, &app.limits).await?;
        // Read for both kinds of documents: a credential fails the checks that it cannot meet.
        let expected = Expected {
            schemas: options.schemas()?,
            challenge: options.expectation("challenge")?,
            domain: options.expectation("domain")?,
            holder: options.expectation("holder")?,
            anchored: options.flag("anchored")?,
            // A credential cannot meet this one, so there the option is refused as unknown.
            any_holder: member != Member::VerifiablePresentation
                || !options.flag("holderIsSubject")?,
        };
        let is_returned = match member {
            Member::VerifiablePresentation => options.flag("returnPresentation")?,
            _ => options.flag("returnCredential")?,
        };
        let parts = Parts {
            document: is_returned,
            results: options.flag_or("returnResults", true)?,
            problem_details: options.flag_or("returnProblemDetails", true)?,
        };
        options.checks()?;
        let inclusions = options.inclusions()?;
        options.done()?;
        Ok(Self {
            document,
            inclusions,
            expected,
            parts,
        })
    }
}
