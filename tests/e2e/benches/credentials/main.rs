//! Costs of credentials on a running node: `scripts/bench credentials [NUMBER]`.
//!
//! It anchors many credentials as one batch, signs some by each suite, changes the status of many,
//! one by one and together, reads the list, and requests it over HTTP.

mod anchoring;
mod lists;
mod serving;
mod signing;
mod statuses;

use anyhow::{ensure, Context, Result};
use aura_e2e::{credentials::Issuer, ChainSpec, Network};
use aura_primitives::credentials::{Capacity, IssuancePolicy};
use std::{env, io::Write};
use subxt_signer::sr25519::dev;

/// Number of anchored credentials by default.
const NUMBER: u32 = 1_000_000;

/// The status of one in this many credentials is changed.
const CHANGED: u32 = 10;

/// Milliseconds of a slot, and slots of a session: those of the chain `dev`.
const TIMING: (u64, u64) = (2_000, 15);

#[tokio::main]
async fn main() -> Result<()> {
    // Cargo adds an argument of its own.
    let number = env::args().find(|argument| !argument.starts_with('-') && !argument.contains('/'));
    let number = match number {
        Some(number) => number.parse().context("give a number of credentials")?,
        None => NUMBER,
    };
    let capacity = Capacity::TwoTo20;
    ensure!(
        (1..=capacity.entries()).contains(&number),
        "a list has room for {} credentials",
        capacity.entries()
    );
    let spec = ChainSpec::dev(TIMING.0, TIMING.1).await?;
    // Transactions in blocks that are not final count too.
    let limit = statuses::MAX_WAITING_TRANSACTIONS
        .saturating_mul(8)
        .to_string();
    let network = Network::alone(&spec, &["--pool-limit", &limit]).await?;
    let client = network.client("alice")?;
    client.until_finalized(2).await?;
    let issuer = Issuer::create(&client, dev::alice(), 0).await?;
    let schema = issuer.register(IssuancePolicy::Open).await?;
    let list = issuer.create_list(schema, capacity).await?;

    say("signing credentials by each suite");
    signing::measure(&issuer.did)?;
    say(&format!("anchoring {number} credentials"));
    anchoring::measure(&client, &issuer, list, number).await?;
    let changed = number.div_ceil(CHANGED);
    say(&format!("changing the status of {changed}, one by one"));
    statuses::single(&client, &issuer, list, changed).await?;
    say(&format!("changing the status of {changed}, together"));
    statuses::bulk(&client, &issuer, list, changed).await?;
    say("reading the list");
    lists::measure(&client, list).await?;
    say("serving a list");
    serving::measure(&network, &client).await?;
    network.finish()
}

/// Prints a progress line, apart from the figures.
fn say(what: &str) {
    let _ = writeln!(std::io::stderr(), "{what}");
}
