//! A validator that runs twice, after the switch.

use crate::{
    support::{authorize_phase_two, phase_one, phase_one_of, scenario, switch},
    twin::{twin_is_caught, BLOCKS, VOTES},
};
use anyhow::{ensure, Result};
use aura_e2e::{set_keys, stash, Client, Network};
use subxt_signer::sr25519::dev;

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
    twin_is_caught(network, &["--charlie"], &[BLOCKS, VOTES]).await?;
    Ok(())
}
