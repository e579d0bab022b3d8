//! A staked validator that runs twice.

use crate::{
    support::{scenario, EPOCH, SLOT_MILLIS},
    twin::{twin_is_caught, BLOCKS, VOTES},
};
use anyhow::{ensure, Context, Result};
use aura_e2e::{
    id,
    staking::{self, Slash, AURA},
    stash, ChainSpec, Client, Network,
};
use subxt_signer::sr25519::dev;

/// Blocks of a day: an era is one session.
const DAY: u64 = EPOCH;
/// Own stake of each validator of the chain.
const BOND: u128 = 500_000 * AURA;
/// Stake of a nominator.
const NOMINATED: u128 = 5_000 * AURA;
/// Eras from an offence to its slash: the deferral, and one more.
const ERAS_TO_SLASH: u32 = 13;
/// Eras, which are sessions here, in which an offence is reported.
const ERAS_TO_REPORT: u32 = 2;

#[tokio::test(flavor = "multi_thread")]
#[ignore = "takes minutes: scripts/e2e staking-slash"]
async fn slash_of_a_validator_that_runs_twice() -> Result<()> {
    scenario("slash", 540, slash()).await
}

async fn slash() -> Result<()> {
    let spec = ChainSpec::staked(SLOT_MILLIS, EPOCH).await?.day(DAY)?;
    let mut network = Network::start(&spec).await?;
    let alice = network.client("alice")?;
    until_era(&alice, 1).await?;
    let charlie = stash(&dev::charlie());
    alice
        .submit(&dev::eve(), &staking::nomination(NOMINATED, &charlie))
        .await?;
    // The next era is planned already; the one after it has the nominator.
    let era = staking::active_era(&alice, alice.best_hash().await?).await?;
    until_era(&alice, era.saturating_add(2)).await?;

    let disabled = twin_is_caught(&mut network, &["--charlie"], &[BLOCKS, VOTES]).await?;
    network.stop("twin").await?;
    let slash = is_scheduled(&alice, disabled).await?;
    the_offender_is_not_elected(&alice, disabled).await?;
    is_applied(&alice, &slash).await?;
    network.finish()
}

/// Waits until an era is active. Returns its first block that was seen.
async fn until_era(client: &Client, era: u32) -> Result<u64> {
    let from = client.finalized().await?.number.max(1);
    let blocks = u64::from(era).saturating_add(3).saturating_mul(2 * DAY);
    let what = format!("era {era}");
    let begun = client.first(&what, from, blocks, async |at| {
        let active = staking::active_era(client, at).await?;
        Ok((active >= era).then_some(()))
    });
    Ok(begun.await?.0)
}

/// The slash is scheduled in the block that disables the validator, soon enough, and takes the same
/// share of the validator and its nominator.
async fn is_scheduled(client: &Client, disabled: u64) -> Result<Slash> {
    let at = client.hash(disabled).await?;
    let reported = staking::active_era(client, at).await?;
    let mut found = vec![];
    for era in reported.saturating_sub(ERAS_TO_REPORT)..=reported {
        let era = era.saturating_add(ERAS_TO_SLASH);
        found.extend(staking::slashes(client, era, at).await?);
    }
    let charlie = id(&stash(&dev::charlie()));
    ensure!(
        found.iter().all(|slash| slash.validator == charlie),
        "not only Charlie is slashed: {found:?}"
    );
    let slash = found.into_iter().next();
    let slash = slash.with_context(|| format!("no slash in block {disabled}, era {reported}"))?;
    let offence = slash.era.saturating_sub(ERAS_TO_SLASH);
    let nominated = slash.others.get(&id(&dev::eve()));
    let nominated = *nominated.context("the nominator is not slashed")?;
    println!(
        "offence in era {offence}, reported in era {reported}, slash in era {}: {} units of \
         {BOND}, of the nominator {nominated} of {NOMINATED}",
        slash.era, slash.own
    );
    // One of four: (3 / 4)².
    let share = |stake: u128| stake.saturating_mul(9).saturating_div(16);
    ensure!(
        nominated.abs_diff(share(NOMINATED)) <= 1,
        "the nominator loses {nominated}"
    );
    // Pay of the validator was bonded too.
    ensure!(
        slash.own >= share(BOND).saturating_sub(1) && slash.own <= share(BOND + AURA),
        "the validator loses {}",
        slash.own
    );
    Ok(slash)
}

/// The next era that is planned has the others, and all go on.
async fn the_offender_is_not_elected(client: &Client, disabled: u64) -> Result<()> {
    let at = client.hash(disabled).await?;
    let session: u32 = client.read("Session", "CurrentIndex", at).await?;
    let next = session.saturating_add(2);
    let (number, validators) = client
        .first("the next election", disabled, 4 * EPOCH, async |at| {
            let current: u32 = client.read("Session", "CurrentIndex", at).await?;
            if current < next {
                return Ok(None);
            }
            let validators: Vec<[u8; 32]> = client.read("Session", "Validators", at).await?;
            Ok(Some(validators))
        })
        .await?;
    let charlie = id(&stash(&dev::charlie()));
    ensure!(
        validators.len() == 3 && !validators.contains(&charlie),
        "elected: {validators:?}"
    );
    println!("the others are the set in session {next}, block {number}");
    Ok(())
}

/// The slash is applied in the first block of its era: to the unit, to both.
async fn is_applied(client: &Client, slash: &Slash) -> Result<()> {
    let first = until_era(client, slash.era).await?;
    let (before, at) = (client.hash(first - 1).await?, client.hash(first).await?);
    ensure!(
        staking::active_era(client, before).await? < slash.era,
        "the first block of era {} was not seen",
        slash.era
    );
    let own = (slash.validator, slash.own);
    for (who, amount) in slash.others.clone().into_iter().chain([own]) {
        let had = staking::tokens(client, who, before).await?;
        let has = staking::tokens(client, who, at).await?;
        ensure!(
            had.checked_sub(has) == Some(amount),
            "{amount} units were to be slashed: {had} before, {has} after"
        );
    }
    println!("applied in block {first}, era {}", slash.era);
    Ok(())
}
