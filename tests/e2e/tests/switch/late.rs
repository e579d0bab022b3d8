//! Nodes that were not there when the chain switched.

use crate::support::{authorize_phase_two, phase_one, scenario, switch, EPOCH};
use anyhow::{ensure, Result};
use aura_e2e::{Client, Engine, Network};
use subxt::rpcs::rpc_params;

/// Blocks before and after the switch at which a node is started.
const AROUND: u64 = 5;

#[tokio::test(flavor = "multi_thread")]
async fn late_nodes_cross_the_switch() -> Result<()> {
    scenario("late", 300, crosses()).await
}

async fn crosses() -> Result<()> {
    let mut network = phase_one().await?;
    let alice = network.client("alice")?;
    let code = authorize_phase_two(&network, &alice).await?;
    let last = switch(&alice, &code).await?;
    let goal = last.saturating_add(2 * EPOCH + 1);
    alice.until_finalized(goal).await?;

    let archive = network
        .add("archive", &["--state-pruning", "archive"])
        .await?;
    is_on_the_chain(&alice, &archive, last, goal).await?;
    for height in [last - 1, last, last + 1] {
        archive
            .pallet_state("Session", archive.hash(height).await?)
            .await?;
    }

    let pruned = network.add("pruned", &["--state-pruning", "8"]).await?;
    is_on_the_chain(&alice, &pruned, last, goal).await?;

    let warp = network.add("warp", &["--sync", "warp"]).await?;
    network
        .until_logged("warp", "Warp sync is complete")
        .await?;
    is_on_the_chain(&alice, &warp, last, goal).await?;
    // Behind its back the warped node fetches the history, over the switch.
    network
        .until_logged("warp", "Block history download is complete")
        .await?;
    for height in [1, last, last + 1] {
        let hash = alice.hash(height).await?;
        let block = warp.request("chain_getBlock", rpc_params![hash]).await?;
        ensure!(!block.is_null(), "the warped node has no block {height}");
    }

    starts_at_every_height(&mut network, last).await?;
    network.finish()
}

/// Waits until `node` has finalised the block `goal`, and compares the chains.
async fn is_on_the_chain(alice: &Client, node: &Client, last: u64, goal: u64) -> Result<()> {
    node.until_finalized(goal).await?;
    for height in [last, last + 1, goal] {
        ensure!(
            alice.hash(height).await? == node.hash(height).await?,
            "another block {height}"
        );
    }
    ensure!(node.block(goal).await?.engine == Engine::Babe);
    Ok(())
}

/// Imports the chain up to each height around the switch and starts a node there.
async fn starts_at_every_height(network: &mut Network, last: u64) -> Result<()> {
    network.stop("archive").await?;
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
    // From there it goes on with the others.
    network.restart("archive").await?;
    let step = network.restart("step").await?;
    network.link("step", "archive", true).await?;
    step.until_finalized(last.saturating_add(AROUND)).await?;
    Ok(())
}
