//! Staking arrives together with the switch, by one vote, and the stake takes over the validators.

use crate::support::{authorize_phase_two, refused, scenario, switch, Traffic, EPOCH, SLOT_MILLIS};
use anyhow::{ensure, Result};
use aura_e2e::{
    batch, call,
    governance::{decide, decide_as_root},
    id, set_keys,
    staking::{self, HandOver, AURA},
    stash, Call, ChainSpec, Client, Engine, Heights, Network, Watch,
};
use futures::future::try_join_all;
use std::{
    collections::BTreeSet,
    time::{Duration, Instant},
};
use subxt::dynamic::Value;
use subxt_signer::sr25519::{dev, Keypair};

/// Blocks of a day: an era is one session.
const DAY: u64 = EPOCH;
/// Stake of each candidate: of four, a sixth of the supply.
const BOND: u128 = 500_000 * AURA;
/// Stake of the nominator.
const NOMINATED: u128 = 5_000 * AURA;
/// Validators that the hand-over is armed for.
const MIN_VALIDATORS: u128 = 4;

/// Time before and after each event in which blocks and finality are measured.
const BEFORE: Duration = Duration::from_secs(20);
const AFTER: Duration = Duration::from_secs(60);
/// Maximum time between two blocks: three slots.
const MAX_GAP: Duration = Duration::from_millis(3 * SLOT_MILLIS);
/// Maximum blocks between the best and the last final one.
const MAX_LAG_BLOCKS: u64 = 5;
/// Divisions of an era's reward at most, for validators, commissions and stakers. Each loses less
/// than a part of 10^9.
const MAX_DIVISIONS: u128 = 16;

#[tokio::test(flavor = "multi_thread")]
#[ignore = "takes minutes: scripts/e2e staking-hand-over"]
async fn hand_over_after_one_vote() -> Result<()> {
    scenario("hand-over", 360, one_vote()).await
}

async fn one_vote() -> Result<()> {
    let spec = ChainSpec::local(SLOT_MILLIS, EPOCH).await?.day(DAY)?;
    let mut network = Network::start(&spec).await?;
    let eve = network.join("eve").await?;
    let alice = network.client("alice")?;
    alice.until_finalized(2).await?;
    let traffic = Traffic::of(alice.clone().trusting_best(), transfer());
    let code = authorize_phase_two(&network, &alice).await?;
    network
        .until_logged("eve", "The authorised runtime aura-npos")
        .await?;

    let watch = Watch::start(&alice).await?;
    alice.until_passed(BEFORE).await?;
    let last = switch(&alice, &code).await?;
    staking_has_arrived(&alice, last).await?;
    candidates_bond(&alice, &eve).await?;
    let (planned, hand_over) = hands_over(&alice).await?;
    let first = session_begins(&alice, planned, hand_over.session).await?;
    let begun = Instant::now();
    the_council_has_lost_its_powers(&alice).await?;
    payouts_arrive(&alice, planned, first, hand_over.era).await?;

    alice
        .until_passed(AFTER.saturating_sub(begun.elapsed()))
        .await?;
    let end = alice.until_finalized_more(1).await?.number;
    let heights = watch.end().await?;
    let (included, void) = traffic.end().await?;
    println!("switch at block {last}, hand-over planned in {planned}, in force from {first}");
    println!("{included} transfers, {void} void at the switch");
    let events = [
        ("switch", last),
        ("arrival", last.saturating_add(1)),
        ("hand-over planned", planned),
        ("hand-over in force", first),
    ];
    for (event, number) in events {
        is_regular(&heights, event, number)?;
    }
    two_eras_have_passed(&alice, first, end, hand_over).await?;
    network.finish()
}

/// A transfer to a stranger.
fn transfer() -> Call {
    call(
        "Balances",
        "transfer_keep_alive",
        [
            ("dest", staking::address(&stash(&dev::ferdie()))),
            ("value", Value::u128(AURA)),
        ],
    )
}

/// The accounts of the council's validators.
fn council_validators() -> [Keypair; 4] {
    [dev::alice(), dev::bob(), dev::charlie(), dev::dave()].map(|name| stash(&name))
}

/// The candidates: these validators, and a newcomer.
fn candidates() -> Vec<Keypair> {
    let newcomer = stash(&dev::eve());
    council_validators().into_iter().chain([newcomer]).collect()
}

/// The first block of phase 2 begins era 0, and changes nobody's seat.
async fn staking_has_arrived(client: &Client, last: u64) -> Result<()> {
    let arrival = last.saturating_add(1);
    client.until_finalized(arrival).await?;
    let (before, at) = (client.hash(last).await?, client.hash(arrival).await?);
    ensure!(client.engine_of(at).await? == Engine::Babe);
    ensure!(client.spec_version().await? == 101);
    ensure!(staking::active_era(client, at).await? == 0);
    ensure!(staking::hand_over(client, at).await?.is_none());
    let floor: u32 = client.read("ValidatorSet", "Floor", at).await?;
    let minimum: u32 = client.read("Staking", "MinimumValidatorCount", at).await?;
    ensure!(
        minimum == floor,
        "{minimum} validators at least, floor {floor}"
    );
    let seats = |at| client.read::<Vec<[u8; 32]>>("Session", "Validators", at);
    ensure!(
        seats(before).await? == seats(at).await?,
        "seats have changed"
    );
    let issuance = |at| client.read::<u128>("Balances", "TotalIssuance", at);
    let minted = issuance(at).await? > issuance(before).await?;
    ensure!(!minted, "the arrival minted tokens");
    Ok(())
}

/// The council's validators and a newcomer, whose node is that of `eve`, become candidates. A
/// nominator backs the newcomer.
async fn candidates_bond(alice: &Client, eve: &Client) -> Result<()> {
    let newcomer = stash(&dev::eve());
    let (keys, proof) = eve.rotate_keys(&newcomer).await?;
    let candidacy = || staking::candidacy(BOND);
    // A batch has no batch inside.
    let joins = batch([
        set_keys(&keys, proof),
        staking::bond(BOND),
        staking::validate(),
    ]);
    let mut calls: Vec<_> = council_validators()
        .into_iter()
        .map(|validator| (validator, candidacy()))
        .collect();
    calls.push((newcomer.clone(), joins));
    try_join_all(
        calls
            .iter()
            .map(|(signer, call)| alice.submit(signer, call)),
    )
    .await?;
    let nomination = staking::nomination(NOMINATED, &newcomer);
    alice.submit(&dev::eve(), &nomination).await?;
    Ok(())
}

/// The council arms the hand-over, whose condition is met. Returns the block in which it is
/// planned, and what it says.
async fn hands_over(client: &Client) -> Result<(u64, HandOver)> {
    let armed = decide(client, &arm()).await?;
    let armed = client.header(armed).await?.number;
    let planned = client.first("the hand-over", armed, 3 * EPOCH, async |at| {
        staking::hand_over(client, at).await
    });
    planned.await
}

fn arm() -> Call {
    call(
        "StakedSet",
        "arm",
        [("minimum", Value::u128(MIN_VALIDATORS))],
    )
}

/// Waits until the elected session begins, and checks its validators. Returns its first block.
async fn session_begins(client: &Client, planned: u64, session: u32) -> Result<u64> {
    let begins = client.first("the elected session", planned, 3 * EPOCH, async |at| {
        let current: u32 = client.read("Session", "CurrentIndex", at).await?;
        Ok((current >= session).then_some(current))
    });
    let (first, current) = begins.await?;
    ensure!(current == session, "session {session} had no block");
    let elected: BTreeSet<_> = client.block(first).await?.validators.into_iter().collect();
    let expected: BTreeSet<_> = candidates().iter().map(id).collect();
    ensure!(elected == expected, "elected: {elected:?}");
    Ok(first)
}

/// The council is refused what ended with the hand-over, and still marks calls as urgent.
async fn the_council_has_lost_its_powers(client: &Client) -> Result<()> {
    refused(decide(client, &arm()).await, "Bad origin")?;
    let floor = call("ValidatorSet", "set_floor", [("floor", Value::u128(1))]);
    refused(decide_as_root(client, floor).await, "Bad origin")?;
    let urgent = [("call_hash", Value::from_bytes([7; 32]))];
    decide(client, &call("Whitelist", "whitelist_call", urgent)).await?;
    Ok(())
}

/// The first era is paid to its validators and the nominator, though nobody asks for it.
async fn payouts_arrive(client: &Client, planned: u64, first: u64, era: u32) -> Result<()> {
    let validators: Vec<_> = candidates().iter().map(id).collect();
    let paid = client.first("the pay of the first era", first, 6 * EPOCH, async |at| {
        for who in &validators {
            if !staking::is_paid(client, era, *who, at).await? {
                return Ok(None);
            }
        }
        Ok(Some(at))
    });
    let (number, at) = paid.await?;
    let before = client.hash(planned).await?;
    let nominator = id(&dev::eve());
    let mut sum: u128 = 0;
    for who in validators.iter().chain([&nominator]) {
        let gain = staking::tokens(client, *who, at).await?;
        let gain = gain.checked_sub(staking::tokens(client, *who, before).await?);
        let gain = gain.ok_or_else(|| anyhow::anyhow!("a staker has less than before"))?;
        sum = sum.saturating_add(gain);
    }
    let points = staking::points(client, era, at).await?;
    let reward = staking::reward(client, era, at).await?;
    println!(
        "era {era}: {sum} of {reward} units paid by block {number}, {} authors",
        points.len()
    );
    let lost = reward.div_ceil(1_000_000_000).saturating_mul(MAX_DIVISIONS);
    ensure!(
        sum <= reward && reward <= sum.saturating_add(lost),
        "{sum} units of {reward} were paid"
    );
    Ok(())
}

/// Checks that blocks and finality were regular around the block `number`.
fn is_regular(heights: &Heights, event: &str, number: u64) -> Result<()> {
    let window = heights.around(number, BEFORE, AFTER)?;
    let within = |number| window.contains(&number);
    let (gap, lag) = (heights.longest_block(within), heights.greatest_lag(within));
    println!("{event}, block {number}: longest gap {gap:?}, greatest lag {lag} in {window:?}");
    ensure!(
        gap <= MAX_GAP,
        "{gap:?} between two blocks, at most {MAX_GAP:?}"
    );
    ensure!(
        lag <= MAX_LAG_BLOCKS,
        "finality trails by {lag} blocks, at most {MAX_LAG_BLOCKS}"
    );
    Ok(())
}

/// Two eras of the elected validators have ended, and the newcomer has authored in them.
async fn two_eras_have_passed(
    client: &Client,
    first: u64,
    end: u64,
    hand_over: HandOver,
) -> Result<()> {
    let era = staking::active_era(client, client.hash(end).await?).await?;
    ensure!(era >= hand_over.era.saturating_add(2), "still in era {era}");
    let blocks = client.blocks(first..=end).await?;
    let newcomer = id(&stash(&dev::eve()));
    let authored = blocks.iter().filter(|block| block.author == newcomer);
    let authored = authored.count();
    println!(
        "{authored} of {} blocks by the newcomer, era {era}",
        blocks.len()
    );
    ensure!(authored > 0, "no block of the newcomer's");
    Ok(())
}
