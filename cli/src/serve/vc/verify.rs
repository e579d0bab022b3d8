//! Verification.

use super::{
    problem::Refusal,
    request::{Member, Sent},
    result::{AsOf, Verified},
};
use crate::serve::{ledger::Ledger, now, problem::json, router::App, Resolver};
use aura_identity::credential::{verify, Expected, Facts, Inclusion, Questions};
use axum::{
    extract::{Request, State},
    http::StatusCode,
    response::Response,
};
use serde_json::Value;
use std::sync::Arc;
use tokio::task::spawn_blocking;

/// Verifies a credential.
pub(in crate::serve) async fn credential<R: Resolver>(
    State(app): State<Arc<App<R>>>,
    request: Request,
) -> Response {
    answer(&app, request, Member::VerifiableCredential).await
}

/// Verifies a presentation and all credentials in it.
pub(in crate::serve) async fn presentation<R: Resolver>(
    State(app): State<Arc<App<R>>>,
    request: Request,
) -> Response {
    answer(&app, request, Member::VerifiablePresentation).await
}

/// Whatever is found, the request was good.
async fn answer<R: Resolver>(app: &App<R>, request: Request, member: Member) -> Response {
    match found(app, request, member).await {
        Ok(verified) => json(StatusCode::OK, "application/json", &verified),
        Err(refusal) => refusal.answer(),
    }
}

async fn found<R: Resolver>(
    app: &App<R>,
    request: Request,
    member: Member,
) -> Result<Verified, Refusal> {
    let Wanted {
        document,
        inclusions,
        expected,
        is_returned,
    } = Wanted::read(request, member, app).await?;
    let turn = app.turn().ok_or(Refusal::Busy)?;
    let questions = Questions::of(&document, &inclusions);
    let (facts, block) = look_up(app, &questions).await?;
    let lagging = app.limits.lagging;
    // It takes long enough for others to wait for.
    let made = spawn_blocking(move || {
        let _turn = turn;
        let report = verify(&document, &inclusions, &facts, now(), &expected);
        let verified = Verified::new(report, member, &expected, block, lagging);
        match is_returned {
            true => verified.with(member, document),
            false => verified,
        }
    });
    made.await.map_err(|_| Refusal::failed())
}

/// What the chain says, and at which block; nothing where nothing is asked of it.
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
    let head = app.resolver.finalised().await;
    let head = head.map_err(|_| crate::serve::ledger::Unknown::NoAnswer)?;
    let ledger = Ledger {
        resolver: &app.resolver,
        at: head.hash,
    };
    let facts = ledger.facts(questions, &app.limits).await?;
    Ok((facts, Some(AsOf::new(&head))))
}

/// What is to be verified, and what is expected of it.
struct Wanted {
    document: Value,
    inclusions: Vec<Inclusion>,
    expected: Expected,
    is_returned: bool,
}

impl Wanted {
    async fn read<R>(request: Request, member: Member, app: &App<R>) -> Result<Self, Refusal> {
        let Sent {
            document,
            mut options,
        } = Sent::read(request, member, &app.limits).await?;
        let mut expected = Expected {
            schemas: options.schemas()?,
            anchored: options.flag("anchored")?,
            ..Default::default()
        };
        let is_returned = if member == Member::VerifiablePresentation {
            expected.challenge = options.text("challenge")?;
            expected.domain = options.text("domain")?;
            expected.any_holder = !options.flag("holderIsSubject")?;
            options.flag("returnPresentation")?
        } else {
            options.flag("returnCredential")?
        };
        // Both always come.
        options.flag("returnProblemDetails")?;
        options.flag("returnResults")?;
        options.checks()?;
        let inclusions = options.inclusions()?;
        options.done()?;
        Ok(Self {
            document,
            inclusions,
            expected,
            is_returned,
        })
    }
}
