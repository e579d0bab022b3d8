//! A validator without a key for BABE, and a switch by root.

use crate::support::{phase_one_with, scenario, EPOCH};
use anyhow::{ensure, Result};
use aura_e2e::{
    id, stash,
    upgrade::{phase_two, set_code},
    Network,
};
use subxt_signer::sr25519::dev;

/// Keys of Dave's node, with their kinds: all but BABE's.
const KEYS: [(&str, &str); 3] = [
    ("aura", "sr25519"),
    ("gran", "ed25519"),
    ("audi", "sr25519"),
];

#[tokio::test(flavor = "multi_thread")]
#[ignore = "takes minutes: scripts/e2e switch-missing-key"]
async fn missing_key_costs_its_validator_blocks_and_nobody_else() -> Result<()> {
    scenario("missing-key", 240, goes_on()).await
}

async fn goes_on() -> Result<()> {
    let network = phase_one_with(|name| match name {
        "dave" => ["--validator", "--name", "dave"].map(String::from).to_vec(),
        name => vec![format!("--{name}")],
    })
    .await?;
    network.until_logged("dave", "has no session keys").await?;
    for (kind, scheme) in KEYS {
        insert_key(&network, kind, scheme).await?;
    }
    // The log of Dave's node names the missing key in the next session.
    let lacking = network.until_logged("dave", "lacks session keys").await?;
    ensure!(lacking.contains("missing=babe:0x"), "{lacking}");
    let alice = network.client("alice")?;
    let dave = id(&stash(&dev::dave()));
    let last = set_code(&alice, &phase_two().await?).await?;
    let last = alice.header(last).await?.number;

    let without = last.saturating_add(2 * EPOCH);
    alice.until_finalized(without).await?;
    let blocks = alice.blocks(last.saturating_add(1)..=without).await?;
    ensure!(
        blocks.iter().all(|block| block.author != dave),
        "a block by a missing key: {blocks:?}"
    );

    insert_key(&network, "babe", "sr25519").await?;
    let with = without.saturating_add(4 * EPOCH);
    alice.until_finalized(with).await?;
    let blocks = alice.blocks(without..=with).await?;
    ensure!(
        blocks.iter().any(|block| block.author == dave),
        "no block of Dave's: {blocks:?}"
    );
    network.finish()
}

async fn insert_key(network: &Network, kind: &str, scheme: &str) -> Result<()> {
    network
        .subcommand(
            "dave",
            &["key", "insert"],
            &["--key-type", kind, "--scheme", scheme, "--suri", "//Dave"],
        )
        .await?;
    Ok(())
}
