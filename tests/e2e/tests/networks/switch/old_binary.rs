//! One of four validators was not upgraded in time.

use crate::support::{authorize_phase_two, phase_one, scenario, switch, the_nodes_agree, EPOCH};
use anyhow::{ensure, Context, Result};
use aura_e2e::{id, stash};
use std::{env, path::PathBuf};
use subxt_signer::sr25519::dev;

#[tokio::test(flavor = "multi_thread")]
#[ignore = "takes an older binary: AURA_OLD_NODE=... scripts/e2e switch-old-binary"]
async fn old_binary_stays_behind_and_recovers() -> Result<()> {
    scenario("old-binary", 300, recovers()).await
}

async fn recovers() -> Result<()> {
    let old = env::var_os("AURA_OLD_NODE").map(PathBuf::from);
    let old = old.context("AURA_OLD_NODE must name a node built before phase 2")?;
    let mut network = phase_one().await?;
    network.stop("dave").await?;
    let alice = network.client("alice")?;
    let code = authorize_phase_two(&network, &alice).await?;
    network.run_binary("dave", Some(old));
    let dave = network.restart("dave").await?;
    dave.until_finalized(alice.finalized().await?.number)
        .await?;

    let last = switch(&alice, &code).await?;
    alice
        .until_finalized(last.saturating_add(2 * EPOCH))
        .await?;
    let best = dave.best().await?.number;
    ensure!(best == last, "the old binary is at {best}, not at {last}");

    network.stop("dave").await?;
    network.run_binary("dave", None);
    network.restart("dave").await?;
    let end = alice.best().await?.number.saturating_add(3 * EPOCH);
    the_nodes_agree(&network, end).await?;
    let dave = id(&stash(&dev::dave()));
    let blocks = alice.blocks(end.saturating_sub(2 * EPOCH)..=end).await?;
    ensure!(
        blocks.iter().any(|block| block.author == dave),
        "no block of Dave's: {blocks:?}"
    );
    network.finish()
}
