//! The network splits into two halves, each of which switches by itself.

use crate::support::{authorize_phase_two, scenario, switch, the_nodes_agree, EPOCH, SLOT_MILLIS};
use anyhow::{ensure, Result};
use aura_e2e::{ChainSpec, Network};

const LEFT: [&str; 2] = ["alice", "bob"];
const RIGHT: [&str; 2] = ["charlie", "dave"];

#[tokio::test(flavor = "multi_thread")]
#[ignore = "takes minutes: scripts/e2e switch-partition"]
async fn partition_with_two_switches_heals() -> Result<()> {
    scenario("partition", 240, heals()).await
}

async fn heals() -> Result<()> {
    let role = |name: &str| vec![format!("--{name}"), "--reserved-only".into()];
    let mut network =
        Network::start_with(&ChainSpec::local(SLOT_MILLIS, EPOCH).await?, role).await?;
    within_the_halves(&network).await?;
    between_the_halves(&network).await?;
    let code = authorize_phase_two(&network, &network.client("alice")?).await?;

    // Nodes drop such peers when they end.
    network.restart_all().await?;
    within_the_halves(&network).await?;
    let alice = network.client("alice")?.trusting_best();
    let charlie = network.client("charlie")?.trusting_best();
    let finalized = alice.finalized().await?.number;
    let (left, right) = tokio::try_join!(switch(&alice, &code), switch(&charlie, &code))?;
    let beyond = left.max(right).saturating_add(2);
    alice.until_best(beyond).await?;
    charlie.until_best(beyond).await?;
    ensure!(
        alice.hash(left).await? != charlie.hash(left).await?,
        "both halves have one switch block"
    );
    println!("switch at block {left} in one half, {right} in the other; {finalized} was final");

    between_the_halves(&network).await?;
    the_nodes_agree(&network, beyond.saturating_add(EPOCH + 1)).await?;
    network.finish()
}

async fn within_the_halves(network: &Network) -> Result<()> {
    for [one, other] in [LEFT, RIGHT] {
        network.link(one, other).await?;
    }
    Ok(())
}

async fn between_the_halves(network: &Network) -> Result<()> {
    for left in LEFT {
        for right in RIGHT {
            network.link(left, right).await?;
        }
    }
    Ok(())
}
