//! The switch from Aura consensus to BABE, on networks of real nodes.
//!
//! Each scenario prints its figures: `scripts/e2e switch` shows them.

mod equivocation;
mod kills;
mod late;
mod live;
mod missing_key;
mod old_binary;
mod partition;
mod revert;
mod steps;

use crate::support;
use anyhow::Result;

/// Scenarios that share one network: it switches under traffic, late nodes join it, and a validator
/// runs twice.
#[tokio::test(flavor = "multi_thread")]
async fn network_goes_from_one_phase_to_the_other() -> Result<()> {
    support::scenario("network", 420, async {
        let mut network = support::phase_one().await?;
        let last = live::switches_under_traffic(&network).await?;
        late::late_nodes_join(&mut network, last).await?;
        equivocation::a_validator_that_runs_twice_is_disabled(&mut network).await?;
        network.finish()
    })
    .await
}
