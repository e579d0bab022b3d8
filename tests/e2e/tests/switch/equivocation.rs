//! A validator that runs twice, behind the switch.

use anyhow::{ensure, Result};
use aura_e2e::{Client, Network};

/// Charlie's place in the set.
const CHARLIE: u32 = 2;

/// Runs Charlie twice, until the chain has disabled it for what it voted.
pub async fn equivocation_is_reported(network: &mut Network) -> Result<()> {
    let alice = network.client("alice")?;
    let session: u32 = alice
        .read("Session", "CurrentIndex", alice.best_hash().await?)
        .await?;

    network.add("twin", &["--charlie"]).await?;
    let who = who_reported(network, "equivocation in the finality worker").await?;
    let at = until_disabled(&alice).await?;
    println!("two votes of one round: disabled in block {at}, seen by {who}, session {session}");
    // The others go on without it.
    alice.until_finalized_more(4).await?;
    Ok(())
}

/// The first of the honest nodes that logs `text`.
async fn who_reported(network: &Network, text: &str) -> Result<&'static str> {
    let logs = ["alice", "bob", "dave"]
        .map(|name| Box::pin(async move { network.until_logged(name, text).await.map(|_| name) }));
    Ok(futures::future::select_ok(logs).await?.0)
}

/// Waits until Charlie is disabled; gives the block.
async fn until_disabled(client: &Client) -> Result<u64> {
    loop {
        let head = client.until_finalized_more(1).await?;
        let hash = client.hash(head.number).await?;
        // Who is disabled, and how gravely it offended.
        let disabled: Vec<(u32, u32)> = client.read("Session", "DisabledValidators", hash).await?;
        if !disabled.is_empty() {
            ensure!(
                disabled.iter().all(|(index, _)| *index == CHARLIE),
                "not only Charlie is disabled: {disabled:?}"
            );
            return Ok(head.number);
        }
    }
}
