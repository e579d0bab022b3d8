//! Nodes that join after the switch.

use anyhow::{ensure, Result};
use aura_e2e::{Client, Engine, Network};
use subxt::rpcs::rpc_params;

/// Adds an archive node, a pruned one and one by warp sync to a network that switched at block
/// `last`.
pub async fn late_nodes_join(network: &mut Network, last: u64) -> Result<()> {
    let alice = network.client("alice")?;
    let goal = alice.finalized().await?.number;
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
    // In the background it fetches the history, over the switch.
    for news in [
        "Warp sync is complete",
        "Block history download is complete",
    ] {
        network.until_logged("warp", news).await?;
    }
    warp.until_finalized_more(1).await?;
    is_on_the_chain(&alice, &warp, last, goal).await?;
    for height in [1, last, last + 1] {
        let hash = alice.hash(height).await?;
        let block = warp.request("chain_getBlock", rpc_params![hash]).await?;
        ensure!(!block.is_null(), "the warped node has no block {height}");
    }

    for name in ["archive", "pruned", "warp"] {
        network.stop(name).await?;
    }
    Ok(())
}

/// Waits until `node` has finalised the block `goal`, and compares its chain with Alice's.
async fn is_on_the_chain(alice: &Client, node: &Client, last: u64, goal: u64) -> Result<()> {
    node.until_finalized(goal).await?;
    for height in [last, last + 1, goal] {
        ensure!(
            alice.hash(height).await? == node.hash(height).await?,
            "another block {height}"
        );
    }
    ensure!(node.engine_of(node.hash(goal).await?).await? == Engine::Babe);
    Ok(())
}
