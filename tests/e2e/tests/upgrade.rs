//! The council upgrades a running chain, and no block is missed.

use anyhow::{ensure, Context, Result};
use aura_e2e::{
    call,
    governance::{decide_as_root, hash_of},
    ChainSpec, Network, NEXT_RUNTIME, VALIDATORS,
};
use subxt::dynamic::{self, Value};
use subxt_signer::sr25519::dev;

#[tokio::test(flavor = "multi_thread")]
async fn the_council_upgrades_the_chain_without_a_missed_block() -> Result<()> {
    let code = NEXT_RUNTIME.context("built without the WASM: unset SKIP_WASM_BUILD")?;
    // All nodes compile the new code at once, here on a few cores: slots as long as real ones.
    let network = Network::start(&ChainSpec::local(6000, 5).await?).await?;
    let alice = network.client("alice")?;
    let start = alice.until_finalized(1).await?.number;
    ensure!(
        alice.spec_version().await? == 1,
        "the chain does not begin with version 1"
    );

    let hash = Value::from_bytes(hash_of(code));
    decide_as_root(
        &alice,
        call("System", "authorize_upgrade", [("code_hash", hash)]),
    )
    .await?;
    let apply = dynamic::tx("System", "apply_authorized_upgrade", (code,));
    let upgrade = alice.submit(&dev::dave(), &apply).await?.block;
    let upgrade = alice.header(upgrade).await?.number;

    let end = upgrade.saturating_add(6);
    for name in VALIDATORS {
        let client = network.client(name)?;
        client.until_finalized(end).await?;
        ensure!(
            client.spec_version().await? == 2,
            "{name} does not run version 2"
        );
    }
    let blocks = alice.blocks(start..=end).await?;
    for (block, next) in blocks.iter().zip(blocks.iter().skip(1)) {
        ensure!(
            next.slot == block.slot.saturating_add(1),
            "slots {} and {} follow each other; the code was set in block {upgrade}",
            block.slot,
            next.slot
        );
    }
    network.finish()
}
