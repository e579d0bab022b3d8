//! Four validators switch while they are in use, and then lose one by a vote.

use crate::support::{
    authorize_phase_two, no_slot_was_sealed_twice, phase_one, scenario, switch, Traffic, EPOCH,
};
use anyhow::{ensure, Result};
use aura_e2e::{call, governance::decide, id, stash, Client, Engine, Watch};
use subxt::dynamic::Value;
use subxt_signer::sr25519::dev;

/// Pallets that neither a block nor the traffic of this test writes to.
const UNTOUCHED: [&str; 13] = [
    "ChainTiming",
    "Session",
    "Historical",
    "ValidatorSet",
    "Offences",
    "Grandpa",
    "AuthorityDiscovery",
    "Multisig",
    "Proxy",
    "Recovery",
    "Council",
    "Preimage",
    "Whitelist",
];

/// By how many blocks finality may trail more than before.
const LAG: u64 = 3;

#[tokio::test(flavor = "multi_thread")]
async fn four_validators_switch_under_traffic() -> Result<()> {
    scenario("live", 180, switches_under_traffic()).await
}

async fn switches_under_traffic() -> Result<()> {
    let network = phase_one().await?;
    let alice = network.client("alice")?;
    let traffic = Traffic::start(alice.clone().trusting_best());
    let code = authorize_phase_two(&network, &alice).await?;

    let watch = Watch::start(&alice).await?;
    let start = alice.until_finalized_more(2).await?.number;
    let last = switch(&alice, &code).await?;
    alice.until_finalized(last.saturating_add(3)).await?;
    the_state_goes_over_unchanged(&alice, last).await?;

    let dave = stash(&dev::dave());
    let remove = call(
        "ValidatorSet",
        "remove_validator",
        [("validator", Value::from_bytes(id(&dave)))],
    );
    decide(&alice, &remove).await?;
    let end = last.saturating_add(4 * EPOCH + 2);
    let end = alice.until_finalized(end).await?.number;
    let heights = watch.end().await?;
    let (included, refused) = traffic.end().await?;

    let blocks = alice.blocks(start..=end).await?;
    for block in &blocks {
        let engine = if block.number <= last {
            Engine::Aura
        } else {
            Engine::Babe
        };
        ensure!(block.engine == engine, "{block:?}, the switch is {last}");
    }
    let slots: Vec<_> = blocks.iter().map(|block| block.slot).collect();
    ensure!(slots.is_sorted_by(|a, b| a < b), "slots {slots:?}");
    let sessions = |number| blocks.iter().find(|block| block.number == number);
    let passed = sessions(end).map(|block| block.session) > sessions(last).map(|b| b.session + 2);
    ensure!(passed, "fewer than three epochs: {blocks:?}");
    ensure!(
        blocks
            .last()
            .is_some_and(|block| !block.validators.contains(&id(&dave))),
        "Dave still validates: {blocks:?}"
    );
    no_slot_was_sealed_twice(&network).await?;

    let before = |number| number <= last;
    let after = |number| number > last;
    let (lag_before, lag_after) = (heights.greatest_lag(before), heights.greatest_lag(after));
    let missed: u64 = slots.windows(2).map(|pair| pair[1] - pair[0] - 1).sum();
    println!("switch at block {last}; {included} transactions, {refused} void at the switch");
    println!(
        "before: longest block {:?}, longest wait for finality {:?}, greatest lag {lag_before}",
        heights.longest_block(before),
        heights.longest_finality(before),
    );
    println!(
        "after:  longest block {:?}, longest wait for finality {:?}, greatest lag {lag_after}",
        heights.longest_block(after),
        heights.longest_finality(after),
    );
    println!("{missed} of {} slots without a block", slots.len());
    ensure!(
        lag_after <= lag_before.saturating_add(LAG),
        "finality trails by {lag_after} blocks, {lag_before} before"
    );
    network.finish()
}

/// What BABE's API says in the state after the last block of Aura consensus is what the first
/// block of BABE's writes; and that block changes nothing else.
async fn the_state_goes_over_unchanged(client: &Client, last: u64) -> Result<()> {
    let (switch, first) = (client.hash(last).await?, client.hash(last + 1).await?);
    for function in ["configuration", "current_epoch", "next_epoch"] {
        let function = format!("BabeApi_{function}");
        ensure!(
            client.runtime_call(&function, switch).await?
                == client.runtime_call(&function, first).await?,
            "{function} changes with the first block"
        );
    }
    for pallet in UNTOUCHED {
        let before = client.pallet_state(pallet, switch).await?;
        ensure!(
            before == client.pallet_state(pallet, first).await?,
            "the first block writes to {pallet}"
        );
    }
    for pallet in ["Aura", "ConsensusSwitch"] {
        ensure!(
            client.pallet_state(pallet, first).await?.is_empty(),
            "{pallet} is left behind"
        );
    }
    Ok(())
}
