//! The council upgrades a running chain after the notice of root, and no block is missed.

use anyhow::{ensure, Context, Result};
use aura_e2e::{
    upgrade::{apply, authorize},
    ChainSpec, Network, NEXT_POA, VALIDATORS,
};
use std::thread::available_parallelism;

/// The slot of a real network, whose validators have a machine each, in milliseconds.
const SLOT_MILLIS: usize = 6000;

/// Hours between the announcement of a root call by the council and its effect.
const NOTICE_HOURS: u32 = 2;

/// Blocks of these hours, where a day has 60.
const NOTICE_BLOCKS: u64 = 5;

#[tokio::test(flavor = "multi_thread")]
async fn the_council_upgrades_the_chain_without_a_missed_block() -> Result<()> {
    let _turn = crate::turn().await;
    let code = NEXT_POA.context("built without the WASM: unset SKIP_WASM_BUILD")?;
    // All nodes compile the new code in the same slot. Here they share a machine, so the slot is
    // longer by the number of nodes that share a core.
    let slot = SLOT_MILLIS * VALIDATORS.len().div_ceil(available_parallelism()?.get());
    let spec = ChainSpec::local(slot.try_into()?, 5)
        .await?
        .notice(NOTICE_HOURS)?;
    let network = Network::start(&spec).await?;
    let alice = network.client("alice")?.trusting_best();
    ensure!(
        alice.spec_version().await? == 1,
        "the chain does not begin with version 1"
    );

    let early = alice.best().await?.number.saturating_add(NOTICE_BLOCKS);
    let authorized = authorize(&alice, code).await?;
    let start = alice.header(authorized).await?.number;
    ensure!(
        start > early,
        "root acted in block {start}, before its notice was over"
    );
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
