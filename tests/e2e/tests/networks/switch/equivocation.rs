//! A validator that runs twice, behind the switch.

use super::support::{authorize_phase_two, phase_one, phase_one_of, scenario, switch};
use anyhow::{ensure, Result};
use aura_e2e::{set_keys, stash, Client, Network};
use subxt_signer::sr25519::dev;

/// Charlie's place in the set.
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
        // One that votes would be caught by its votes.
        let twin = &["--charlie", "--no-grandpa"];
        twin_is_caught(&mut network, twin, &[BLOCKS]).await?;
        network.finish()
    })
    .await
}

/// Slots of an epoch in which a twin has the time to start and to author: Charlie misses that many
/// slots, less those of the start, once in hundreds of runs.
const LONG_EPOCH: u64 = 32;

/// Charlie has registered other keys, and the twin has the old ones, in the last session in which
/// they are in force. From the session after on, the twin authors nothing, so only a report about
/// the old keys can end this.
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

/// Runs Charlie twice, until the chain has disabled it for what it authored or voted, whichever
/// comes first.
pub async fn a_validator_that_runs_twice_is_disabled(network: &mut Network) -> Result<()> {
    twin_is_caught(network, &["--charlie"], &[BLOCKS, VOTES]).await
}

/// Adds a node with the keys of Charlie, until an honest one has logged one of these reports and
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
    // The others go on without it.
    alice.until_finalized_more(4).await?;
    Ok(())
}

/// The first of the honest nodes that logs one of these reports, and which.
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

/// Waits until Charlie is disabled; gives the block.
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
