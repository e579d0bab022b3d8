//! A node is started at every height around the switch.

use crate::support::{authorize_phase_two, phase_one, scenario, switch};
use anyhow::{ensure, Result};
use aura_e2e::Network;

/// Blocks before and after the switch at which a node is started.
const AROUND: u64 = 5;

#[tokio::test(flavor = "multi_thread")]
#[ignore = "takes minutes: scripts/e2e switch-steps"]
async fn steps_over_the_switch() -> Result<()> {
    scenario("steps", 400, steps()).await
}

async fn steps() -> Result<()> {
    let mut network = phase_one().await?;
    let alice = network.client("alice")?;
    let code = authorize_phase_two(&network, &alice).await?;
    let last = switch(&alice, &code).await?;
    let goal = last.saturating_add(AROUND);
    alice.until_finalized(goal).await?;
    let archive = network
        .add("archive", &["--state-pruning", "archive"])
        .await?;
    archive.until_finalized(goal).await?;
    network.stop("archive").await?;
    starts_at_every_height(&mut network, last).await?;
    network.finish()
}

/// Imports the chain up to each height around the switch and starts a node there.
async fn starts_at_every_height(network: &mut Network, last: u64) -> Result<()> {
    network.add("step", &["--reserved-only"]).await?;
    network.stop("step").await?;
    let blocks = network.scratch("blocks")?;
    let mut from = 1;
    for height in last.saturating_sub(AROUND)..=last.saturating_add(AROUND) {
        let (first, to) = (from.to_string(), height.to_string());
        network
            .subcommand(
                "archive",
                &["export-blocks"],
                &["--binary", "--from", &first, "--to", &to, &blocks],
            )
            .await?;
        network
            .subcommand("step", &["import-blocks"], &["--binary", &blocks])
            .await?;
        let step = network.restart("step").await?;
        let best = step.best().await?.number;
        ensure!(best == height, "started at {best} instead of {height}");
        network.stop("step").await?;
        from = height.saturating_add(1);
    }
    // From there it continues with the others.
    network.restart("archive").await?;
    let step = network.restart("step").await?;
    network.link("step", "archive").await?;
    step.until_finalized(last.saturating_add(AROUND)).await?;
    Ok(())
}
