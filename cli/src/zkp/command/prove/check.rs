//! The check of a new proof before it is shown.

use super::ready::checkpoint;
use crate::{
    did::Chain,
    zkp::{facts::gather, Problem},
    Result,
};
use aura_identity::{
    credential::Outcome,
    zkp::{self, Questions},
    DateTime,
};
use serde_json::Value;

/// Verifies a presentation as its verifier would.
pub async fn check(chain: &Chain, request: &Value, answer: &Value) -> Result<()> {
    let (block, at) = checkpoint(chain).await?;
    let facts = gather(chain, &Questions::of(request, Some(answer)), (block, at)).await?;
    let now = DateTime::from_millis(chain.time(at).await?);
    let report = zkp::verify(request, answer, &facts, now);
    let failed = report.checks.iter().find_map(|check| match &check.outcome {
        Outcome::Failed { detail, .. } => Some(detail.clone()),
        _ => None,
    });
    match failed {
        None => Ok(()),
        Some(detail) => Err(Problem::NotGood(detail).into()),
    }
}
