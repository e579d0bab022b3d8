//! Calls of stakers, and the chain's records of them.

use crate::{batch, call, id, Call, Client};
use anyhow::{Context, Result};
use std::collections::BTreeMap;
use subxt::{config::substrate::H256, dynamic::Value};
use subxt_signer::sr25519::Keypair;

/// A token in its smallest unit.
pub const AURA: u128 = 1_000_000_000_000;

/// Commission of candidates: 5 %, the least that the chain accepts, in parts of 10^9.
const COMMISSION: u128 = 50_000_000;

/// An era and the session of the hand-over.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct HandOver {
    /// First session of elected validators.
    pub session: u32,
    /// First era of elected validators.
    pub era: u32,
}

/// The account of `who` as the address of a call.
pub fn address(who: &Keypair) -> Value {
    Value::unnamed_variant("Id", [Value::from_bytes(id(who))])
}

/// Bonds an amount. Rewards go to the account, and are not bonded.
pub fn bond(amount: u128) -> Call {
    call(
        "Staking",
        "bond",
        [
            ("value", Value::u128(amount)),
            ("payee", Value::unnamed_variant("Stash", [])),
        ],
    )
}

/// Bonds an amount and makes the account a candidate.
pub fn candidacy(amount: u128) -> Call {
    batch([bond(amount), validate()])
}

/// Makes an account that is bonded a candidate.
pub fn validate() -> Call {
    let preferences = Value::named_composite([
        ("commission", Value::u128(COMMISSION)),
        ("blocked", Value::bool(false)),
    ]);
    call("Staking", "validate", [("prefs", preferences)])
}

/// Bonds an amount and nominates one candidate.
pub fn nomination(amount: u128, candidate: &Keypair) -> Call {
    let targets = Value::unnamed_composite([address(candidate)]);
    let nominate = call("Staking", "nominate", [("targets", targets)]);
    batch([bond(amount), nominate])
}

/// The active era after the block `at`.
///
/// # Errors
/// If the chain has no staking.
pub async fn active_era(client: &Client, at: H256) -> Result<u32> {
    let era: (u32, Option<u64>) = client.read("Staking", "ActiveEra", at).await?;
    Ok(era.0)
}

/// The hand-over, if it was planned in the block `at` or before.
///
/// # Errors
/// If the chain has no staking.
pub async fn hand_over(client: &Client, at: H256) -> Result<Option<HandOver>> {
    let found = client.find("StakedSet", "HandedOver", [], at).await?;
    Ok(found.map(|(session, era)| HandOver { session, era }))
}

/// Points of an era by account.
///
/// # Errors
/// If the chain has no staking.
pub async fn points(client: &Client, era: u32, at: H256) -> Result<BTreeMap<[u8; 32], u32>> {
    let points: Option<(u32, BTreeMap<[u8; 32], u32>)> = client
        .find("Staking", "ErasRewardPoints", [number(era)], at)
        .await?;
    Ok(points.context("no points")?.1)
}

/// Reward of all stakers for an era, which must have ended.
///
/// # Errors
/// If it has not.
pub async fn reward(client: &Client, era: u32, at: H256) -> Result<u128> {
    let reward = client.find("Staking", "ErasValidatorReward", [number(era)], at);
    reward
        .await?
        .with_context(|| format!("era {era} has no reward"))
}

/// True if the first page of a validator's rewards for an era is paid.
///
/// # Errors
/// If the chain has no staking.
pub async fn is_paid(client: &Client, era: u32, who: [u8; 32], at: H256) -> Result<bool> {
    let keys = [number(era), Value::from_bytes(who)];
    let pages: Option<Vec<u32>> = client.find("Staking", "ClaimedRewards", keys, at).await?;
    Ok(pages.is_some_and(|pages| pages.contains(&0)))
}

/// A slash that is not applied yet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Slash {
    /// First block of this era applies it.
    pub era: u32,
    /// Account of the offender.
    pub validator: [u8; 32],
    /// Loss of its own stake, in the smallest unit.
    pub own: u128,
    /// Loss of each nominator, likewise.
    pub others: BTreeMap<[u8; 32], u128>,
}

/// The slashes to be applied in an era.
///
/// # Errors
/// If the chain has no staking.
pub async fn slashes(client: &Client, era: u32, at: H256) -> Result<Vec<Slash>> {
    type Slashed = ([u8; 32], u128, Vec<([u8; 32], u128)>, Vec<[u8; 32]>, u128);
    let slashes: Option<Vec<Slashed>> = client
        .find("Staking", "UnappliedSlashes", [number(era)], at)
        .await?;
    let slash = |(validator, own, others, _, _): Slashed| Slash {
        era,
        validator,
        own,
        others: others.into_iter().collect(),
    };
    Ok(slashes.unwrap_or_default().into_iter().map(slash).collect())
}

/// All tokens of an account: free and on hold.
///
/// # Errors
/// If there is no such account.
pub async fn tokens(client: &Client, who: [u8; 32], at: H256) -> Result<u128> {
    type Account = ((u32, u32, u32, u32), (u128, u128, u128, u128));
    let account: Option<Account> = client
        .find("System", "Account", [Value::from_bytes(who)], at)
        .await?;
    let (_, (free, reserved, ..)) = account.context("no such account")?;
    Ok(free.saturating_add(reserved))
}

fn number(era: u32) -> Value {
    Value::u128(era.into())
}
