//! The council upgrades a running chain, and no block is missed.

use anyhow::{ensure, Context, Result};
use aura_e2e::{
    upgrade::{apply, authorize},
    ChainSpec, Network, NEXT_POA, VALIDATORS,
};
use std::thread::available_parallelism;

/// The slot of a real network, whose validators have a machine each, in milliseconds.
const SLOT: usize = 6000;

#[tokio::test(flavor = "multi_thread")]
async fn the_council_upgrades_the_chain_without_a_missed_block() -> Result<()> {
    let _turn = crate::turn().await;
    let code = NEXT_POA.context("built without the WASM: unset SKIP_WASM_BUILD")?;
    // All nodes compile the new code in the same slot. Here they share a machine, so the slot is
    // longer by as many of them as share a core.
    let slot = SLOT * VALIDATORS.len().div_ceil(available_parallelism()?.get());
    let network = Network::start(&ChainSpec::local(slot.try_into()?, 5).await?).await?;
    let alice = network.client("alice")?.trusting_best();
    ensure!(
        alice.spec_version().await? == 1,
        "the chain does not begin with version 1"
    );

    let authorised = authorize(&alice, code).await?;
    let upgraded = apply(&alice, code).await?.block;
    let upgraded = alice.header(upgraded).await?.number;

    for name in VALIDATORS {
        let client = network.client(name)?;
        client.until_finalized(upgraded.saturating_add(1)).await?;
        ensure!(
            client.spec_version().await? == 2,
            "{name} does not run version 2"
        );
    }
    let start = alice.header(authorised).await?.number;
    let blocks = alice.blocks(start..=alice.best().await?.number).await?;
    for (block, next) in blocks.iter().zip(blocks.iter().skip(1)) {
        ensure!(
            next.slot == block.slot.saturating_add(1),
            "slots {} and {} follow each other; the code was set in block {upgraded}",
            block.slot,
            next.slot
        );
    }
    network.finish()
}
