//! Four validators finalise blocks, also after the sudden loss of one, until it returns.

use anyhow::{ensure, Result};
use aura_e2e::{id, stash, ChainSpec, Network};
use subxt_signer::sr25519::dev;

/// Maximum blocks between the best and the last final block.
const MAX_LAG_BLOCKS: u64 = 3;
/// Slots in which each of four validators authors twice.
const TWO_ROUNDS: u64 = 8;

#[tokio::test(flavor = "multi_thread")]
async fn finality_bears_the_loss_of_one_validator_and_takes_it_back() -> Result<()> {
    let _turn = crate::turn().await;
    let mut network = Network::start(&ChainSpec::local(1000, 5).await?).await?;
    let alice = network.client("alice")?;
    let dave = id(&stash(&dev::dave()));

    let all = alice.until_finalized(2).await?.number;
    for number in all.saturating_add(1)..=all.saturating_add(5) {
        let finalized = alice.until_finalized(number).await?.number;
        let best = alice.best().await?.number;
        ensure!(
            best.saturating_sub(finalized) <= MAX_LAG_BLOCKS,
            "{finalized} of {best} blocks are final"
        );
    }

    network.kill("dave").await?;
    let killed = alice.best().await?.number;
    let without = alice
        .until_finalized(killed.saturating_add(TWO_ROUNDS))
        .await?
        .number;
    // A block of Dave may still have been in transit.
    for block in alice.blocks(killed.saturating_add(2)..=without).await? {
        ensure!(
            block.author != dave,
            "block {} is by a stopped validator",
            block.number
        );
    }

    let returned = network.restart("dave").await?;
    returned.until_finalized(without).await?;
    ensure!(
        returned.hash(without).await? == alice.hash(without).await?,
        "another chain"
    );
    let end = returned.until_finalized_more(TWO_ROUNDS).await?.number;
    let blocks = alice.blocks(without.saturating_add(1)..=end).await?;
    ensure!(
        blocks.iter().any(|block| block.author == dave),
        "no block of Dave's: {blocks:?}"
    );

    network.finish()
}
