//! Nodes are killed around the switch, which the scheduler makes.

use crate::support::{scenario, the_nodes_agree, EPOCH};
use anyhow::{ensure, Result};
use aura_e2e::{
    upgrade::{phase_two, schedule},
    ChainSpec, Engine, Network, VALIDATORS,
};

/// Milliseconds of a slot: long enough for a node to restart before the next one is killed.
const SLOT_MILLIS: u64 = 8000;
/// Blocks from the vote to the switch.
const LEAD: u64 = 5;

#[tokio::test(flavor = "multi_thread")]
#[ignore = "takes minutes: scripts/e2e switch-kills"]
async fn kills_of_each_node_around_the_switch() -> Result<()> {
    scenario("kills", 420, kills()).await
}

async fn kills() -> Result<()> {
    let mut network = Network::start(&ChainSpec::local(SLOT_MILLIS, EPOCH).await?).await?;
    let alice = network.client("alice")?.trusting_best();
    let code = phase_two().await?;
    let last = alice.best().await?.number.saturating_add(LEAD);
    schedule(&alice, &code, last).await?;

    let heights = last.saturating_sub(2)..=last.saturating_add(2);
    for (height, victim) in heights.zip(VALIDATORS.into_iter().cycle()) {
        // Another node tells the height.
        let witness = if victim == "alice" { "bob" } else { "alice" };
        network.client(witness)?.until_best(height).await?;
        network.kill(victim).await?;
        network.restart(victim).await?;
        println!("killed {victim} at block {height}, the switch is {last}");
    }

    let end = last.saturating_add(EPOCH + 2);
    the_nodes_agree(&network, end).await?;
    let alice = network.client("alice")?;
    let blocks = alice.blocks(last.saturating_sub(3)..=end).await?;
    ensure!(
        blocks.windows(2).all(|pair| pair[0].slot < pair[1].slot),
        "{blocks:?}"
    );
    ensure!(
        blocks
            .iter()
            .all(|block| (block.engine == Engine::Aura) == (block.number <= last)),
        "{blocks:?}"
    );
    network.finish()
}
