//! A node reverts the switch while it is not final, and then switches again.

use crate::support::{authorize_phase_two, phase_one, scenario, switch, the_nodes_agree, EPOCH};
use anyhow::{ensure, Result};

#[tokio::test(flavor = "multi_thread")]
#[ignore = "takes minutes: scripts/e2e switch-revert"]
async fn revert_over_the_switch() -> Result<()> {
    scenario("revert", 240, reverts()).await
}

async fn reverts() -> Result<()> {
    let mut network = phase_one().await?;
    let alice = network.client("alice")?.trusting_best();
    let code = authorize_phase_two(&network, &alice).await?;
    // Two of four validators cannot finalise.
    for name in ["charlie", "dave"] {
        network.stop(name).await?;
    }
    let before = alice.best().await?.number;
    alice.until_best(before.saturating_add(2)).await?;
    let last = switch(&alice, &code).await?;
    alice.until_best(last.saturating_add(3)).await?;
    let bob = network.client("bob")?;
    bob.until_best(last.saturating_add(3)).await?;
    let (best, finalized) = (bob.best().await?.number, bob.finalized().await?.number);
    ensure!(finalized < last, "the switch is final");
    network.stop("bob").await?;

    let target = last.saturating_sub(1);
    let count = best.saturating_sub(target).to_string();
    network.subcommand("bob", &["revert"], &[&count]).await?;
    println!("reverted {count} blocks, from {best}; the switch is {last}, {finalized} is final");

    for name in ["bob", "charlie", "dave"] {
        network.restart(name).await?;
    }
    the_nodes_agree(&network, last.saturating_add(2 * EPOCH)).await?;
    network.finish()
}
