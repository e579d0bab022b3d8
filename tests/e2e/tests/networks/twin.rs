//! A validator that runs twice.

use anyhow::{ensure, Context, Result};
use aura_e2e::{id, stash, Client, Network};
use subxt_signer::sr25519::dev;

/// Log line of an honest node about two blocks of one slot.
pub const BLOCKS: &str = "Submitted equivocation report for author";
/// Log line of an honest node about two votes of one round.
pub const VOTES: &str = "equivocation in the finality worker";

/// Adds a node with the keys of Charlie, until an honest node has logged one of these reports and
/// Charlie is disabled. Returns the block in which it is.
pub async fn twin_is_caught(network: &mut Network, twin: &[&str], reports: &[&str]) -> Result<u64> {
    let alice = network.client("alice")?;
    let session: u32 = alice
        .read("Session", "CurrentIndex", alice.best_hash().await?)
        .await?;

    network.add("twin", twin).await?;
    let (who, report) = who_reported(network, reports).await?;
    let at = until_disabled(&alice).await?;
    println!("{report}, by {who}: disabled in block {at}; the twin came in session {session}");
    // The others continue without it.
    alice.until_finalized_more(4).await?;
    Ok(at)
}

/// The first honest node that logs one of these reports, and the report.
async fn who_reported<'a>(
    network: &Network,
    reports: &[&'a str],
) -> Result<(&'static str, &'a str)> {
    let mut logs = vec![];
    for name in ["alice", "bob", "dave"] {
        for report in reports.iter().copied() {
            logs.push(Box::pin(async move {
                network.until_logged(name, report).await?;
                anyhow::Ok((name, report))
            }));
        }
    }
    Ok(futures::future::select_ok(logs).await?.0)
}

/// Waits until Charlie is disabled. Returns the block.
async fn until_disabled(client: &Client) -> Result<u64> {
    loop {
        let head = client.until_finalized_more(1).await?;
        let hash = client.hash(head.number).await?;
        // Index of the disabled validator, and severity of its offence.
        let disabled: Vec<(u32, u32)> = client.read("Session", "DisabledValidators", hash).await?;
        if !disabled.is_empty() {
            let validators: Vec<[u8; 32]> = client.read("Session", "Validators", hash).await?;
            let charlie = id(&stash(&dev::charlie()));
            let place = validators.iter().position(|who| *who == charlie);
            let place = u32::try_from(place.context("Charlie has no seat")?)?;
            ensure!(
                disabled.iter().all(|(index, _)| *index == place),
                "not only Charlie is disabled: {disabled:?}"
            );
            return Ok(head.number);
        }
    }
}
