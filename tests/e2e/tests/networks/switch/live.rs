//! Four validators switch under traffic, and then one replaces its keys.

use crate::support::{authorize_phase_two, no_slot_was_sealed_twice, switch, Traffic, EPOCH};
use anyhow::{ensure, Result};
use aura_e2e::{set_keys, stash, Client, Engine, Network, Watch};
use subxt_signer::sr25519::dev;

/// Pallets to which neither blocks nor the traffic of this test write.
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
    "RootNotice",
];

/// Maximum increase of the number of blocks between the best and the last final one.
const MAX_LAG_BLOCKS: u64 = 3;

/// Takes `network` over the switch. Returns the height of the last block of Aura consensus.
pub async fn switches_under_traffic(network: &Network) -> Result<u64> {
    let alice = network.client("alice")?;
    let traffic = Traffic::start(alice.clone().trusting_best());
    let code = authorize_phase_two(network, &alice).await?;

    let watch = Watch::start(&alice).await?;
    let start = alice.until_finalized_more(2).await?.number;
    let last = switch(&alice, &code).await?;
    alice.until_finalized(last.saturating_add(3)).await?;
    the_state_goes_over_unchanged(&alice, last).await?;

    let set: u64 = set_id(&alice, last).await?;
    change_keys(network).await?;
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
        set_id(&alice, end).await? > set,
        "the authority set is still {set}"
    );
    no_slot_was_sealed_twice(network).await?;

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
        lag_after <= lag_before.saturating_add(MAX_LAG_BLOCKS),
        "finality trails by {lag_after} blocks, {lag_before} before"
    );
    Ok(last)
}

/// The GRANDPA set that votes after the block `number`.
async fn set_id(client: &Client, number: u64) -> Result<u64> {
    let at = client.hash(number).await?;
    client.read("Grandpa", "CurrentSetId", at).await
}

/// Gives Dave new session keys, which changes the authority set two sessions later.
async fn change_keys(network: &Network) -> Result<()> {
    let (dave, stash) = (network.client("dave")?, stash(&dev::dave()));
    let (keys, proof) = dave.rotate_keys(&stash).await?;
    dave.submit(&stash, &set_keys(&keys, proof)).await?;
    Ok(())
}

/// The first block of BABE writes the state that BABE's API returns after the last block of Aura
/// consensus, and changes nothing else.
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
            "{pallet} remains in storage"
        );
    }
    Ok(())
}
