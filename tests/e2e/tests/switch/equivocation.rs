//! A validator that runs twice, behind the switch.

use anyhow::{ensure, Result};
use aura_e2e::{Client, Network};

/// Charlie's place in the set.
const CHARLIE: u32 = 2;

/// Runs Charlie twice: first as an author, until the chain has disabled it, then as a voter too.
pub async fn equivocation_is_reported(network: &mut Network) -> Result<()> {
    let alice = network.client("alice")?;
    let session: u32 = alice
        .read("Session", "CurrentIndex", alice.best_hash().await?)
        .await?;

    network
        .add("author", &["--charlie", "--no-grandpa"])
        .await?;
    let author = who_reported(network, "Submitted equivocation report for author").await?;
    let at = until_disabled(&alice).await?;
    println!(
        "two blocks of one slot: disabled in block {at}, reported by {author}, session {session}"
    );
    network.stop("author").await?;

    let reports = reports(&alice).await?;
    network.add("voter", &["--charlie"]).await?;
    let voter = who_reported(network, "equivocation in the finality worker").await?;
    while self::reports(&alice).await? == reports {
        alice.until_finalized_more(1).await?;
    }
    println!("two votes of one round: reported by {voter}");
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

/// What the chain keeps of offences.
async fn reports(client: &Client) -> Result<usize> {
    let at = client.best_hash().await?;
    Ok(client.pallet_state("Offences", at).await?.len())
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
