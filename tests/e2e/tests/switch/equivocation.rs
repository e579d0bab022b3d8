//! A validator that runs twice, behind the switch.

use crate::support::{authorize_phase_two, phase_one, scenario, switch};
use anyhow::{ensure, Result};
use aura_e2e::{Client, Network};

#[tokio::test(flavor = "multi_thread")]
async fn equivocation_after_the_switch_is_reported_and_disables() -> Result<()> {
    scenario("equivocation", 180, is_reported()).await
}

async fn is_reported() -> Result<()> {
    let mut network = phase_one().await?;
    let alice = network.client("alice")?;
    let code = authorize_phase_two(&network, &alice).await?;
    let last = switch(&alice, &code).await?;
    alice.until_finalized(last.saturating_add(1)).await?;
    let session: u32 = alice
        .read("Session", "CurrentIndex", alice.best_hash().await?)
        .await?;
    ensure!(session > 0, "the session would be the first");

    network.add("twin", &["--dave"]).await?;
    let author = who_reported(&network, "Submitted equivocation report for author").await?;
    let at = until_disabled(&alice).await?;
    println!("disabled by block {at}; reported by {author} in session {session}");
    // The others go on without it.
    alice.until_finalized_more(4).await?;
    network.finish()
}

/// The first of the honest nodes that logs `text`.
async fn who_reported(network: &Network, text: &str) -> Result<&'static str> {
    let logs = ["alice", "bob", "charlie"]
        .map(|name| Box::pin(async move { network.until_logged(name, text).await.map(|_| name) }));
    Ok(futures::future::select_ok(logs).await?.0)
}

/// Waits until the last of the four validators is disabled; gives the block.
async fn until_disabled(client: &Client) -> Result<u64> {
    loop {
        let head = client.until_finalized_more(1).await?;
        let hash = client.hash(head.number).await?;
        // Who is disabled, and how gravely it offended.
        let disabled: Vec<(u32, u32)> = client.read("Session", "DisabledValidators", hash).await?;
        if !disabled.is_empty() {
            ensure!(
                disabled.iter().all(|(index, _)| *index == 3),
                "not only Dave is disabled: {disabled:?}"
            );
            return Ok(head.number);
        }
    }
}
