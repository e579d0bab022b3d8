//! A network that was stopped as a whole continues from its last block.

use anyhow::{ensure, Result};
use aura_e2e::{ChainSpec, Network, VALIDATORS};

#[tokio::test(flavor = "multi_thread")]
async fn a_network_stopped_as_a_whole_goes_on_finalizing() -> Result<()> {
    let _turn = crate::turn().await;
    let mut network = Network::start(&ChainSpec::local(1000, 5).await?).await?;
    let before = network.client("alice")?.until_finalized(6).await?;
    let hash = network.client("alice")?.hash(before.number).await?;

    network.restart_all().await?;

    for name in VALIDATORS {
        let client = network.client(name)?;
        client
            .until_finalized(before.number.saturating_add(10))
            .await?;
        ensure!(
            client.hash(before.number).await? == hash,
            "{name} began another chain"
        );
    }
    network.finish()
}
