//! The check of a new proof before it is shown.

use super::{facts::gather, Problem};
use crate::{did::Chain, Result};
use aura_identity::{
    credential::Outcome,
    zkp::{self, Questions},
    DateTime,
};
use serde_json::Value;

/// Verifies a presentation as its verifier would.
///
/// # Errors
/// [`Problem::SelfCheckFailed`] if a check fails, with its detail.
pub async fn self_check(chain: &Chain, request: &Value, answer: &Value) -> Result<()> {
    let (block, hash) = chain.checkpoint().await?;
    let at = hash.into();
    let facts = gather(chain, &Questions::of(request, Some(answer)), (block, at)).await?;
    let now = DateTime::from_millis(chain.time(at).await?);
    let report = zkp::verify(request, answer, &facts, now);
    let failed = report.checks.iter().find_map(|check| match &check.outcome {
        Outcome::Failed { detail, .. } => Some(detail.clone()),
        _ => None,
    });
    match failed {
        None => Ok(()),
        Some(detail) => Err(Problem::SelfCheckFailed(detail).into()),
    }
}
