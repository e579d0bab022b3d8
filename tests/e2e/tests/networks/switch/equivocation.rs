//! A validator that runs twice, after the switch.

use crate::support::{authorize_phase_two, phase_one, phase_one_of, scenario, switch};
use anyhow::{ensure, Result};
use aura_e2e::{set_keys, stash, Client, Network};
use subxt_signer::sr25519::dev;

/// Index of Charlie in the validator set.
const CHARLIE: u32 = 2;

/// Log line of an honest node about two blocks of one slot.
const BLOCKS: &str = "Submitted equivocation report for author";
/// Log line of an honest node about two votes of one round.
const VOTES: &str = "equivocation in the finality worker";

#[tokio::test(flavor = "multi_thread")]
#[ignore = "takes minutes: scripts/e2e switch-two-blocks"]
async fn two_blocks_of_one_slot_are_reported() -> Result<()> {
    scenario("two-blocks", 240, async {
        let mut network = phase_one().await?;
        let alice = network.client("alice")?;
        let code = authorize_phase_two(&network, &alice).await?;
        let last = switch(&alice, &code).await?;
        alice.until_finalized(last.saturating_add(1)).await?;
        // A twin that votes would be reported for its votes.
        let twin = &["--charlie", "--no-grandpa"];
        twin_is_caught(&mut network, twin, &[BLOCKS]).await?;
        network.finish()
    })
    .await
}

/// Slots of an epoch in which a twin has the time to start and to author. The probability that
/// Charlie authors none of the remaining slots is below one in hundreds of runs.
const LONG_EPOCH: u64 = 32;

/// Charlie has registered new keys, and the twin has the old ones, in the last session in which
/// they are in use. From the next session on the twin authors nothing, so the test passes only by a
/// report about the old keys.
#[tokio::test(flavor = "multi_thread")]
#[ignore = "takes minutes: scripts/e2e switch-replaced-keys"]
async fn replaced_keys_are_reported_while_they_are_in_force() -> Result<()> {
    scenario("replaced-keys", 600, async {
        let mut network = phase_one_of(LONG_EPOCH).await?;
        let alice = network.client("alice")?;
        let code = authorize_phase_two(&network, &alice).await?;
        let last = switch(&alice, &code).await?;
        alice.until_finalized(last.saturating_add(1)).await?;

        let (charlie, owner) = (network.client("charlie")?, stash(&dev::charlie()));
        let (keys, proof) = charlie.rotate_keys(&owner).await?;
        let included = charlie.submit(&owner, &set_keys(&keys, proof)).await?;
        let changed: u32 = alice
            .read("Session", "CurrentIndex", included.block)
            .await?;
        until_session(&alice, changed.saturating_add(1)).await?;
        let twin = &["--charlie", "--no-grandpa"];
        twin_is_caught(&mut network, twin, &[BLOCKS]).await?;
        network.finish()
    })
    .await
}

/// Waits until a session has begun.
async fn until_session(client: &Client, session: u32) -> Result<()> {
    loop {
        let current: u32 = client
            .read("Session", "CurrentIndex", client.best_hash().await?)
            .await?;
        if current >= session {
            ensure!(current == session, "session {session} is over");
            return Ok(());
        }
        client.until_finalized_more(1).await?;
    }
}

/// Runs Charlie twice, until the chain has disabled it for its blocks or its votes, whichever is
/// reported first.
pub async fn a_validator_that_runs_twice_is_disabled(network: &mut Network) -> Result<()> {
    twin_is_caught(network, &["--charlie"], &[BLOCKS, VOTES]).await
}

/// Adds a node with the keys of Charlie, until an honest node has logged one of these reports and
/// Charlie is disabled.
async fn twin_is_caught(network: &mut Network, twin: &[&str], reports: &[&str]) -> Result<()> {
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
    Ok(())
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
            ensure!(
                disabled.iter().all(|(index, _)| *index == CHARLIE),
                "not only Charlie is disabled: {disabled:?}"
            );
            return Ok(head.number);
        }
    }
}
