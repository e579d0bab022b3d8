//! Costs of proofs for the chain: `scripts/bench zkp [RUNS]`.
//!
//! It measures the verification of proofs on one thread, in plain Rust and in the runtime, and the
//! number of proofs in blocks of a running node. The prover's own benchmark, which the script runs
//! too, measures the time to make them.

mod blocks;
mod made;
mod verifying;

use anyhow::{Context, Result};
use aura_e2e::{ChainSpec, Network};
use made::Maker;
use std::{env, io::Write};

/// Number of measurements of each check by default.
const RUNS: usize = 30;

/// Milliseconds of a slot, and slots of a session.
const TIMING: (u64, u64) = (6_000, 15);

#[tokio::main]
async fn main() -> Result<()> {
    // Cargo adds an argument of its own.
    let runs = env::args().find(|argument| !argument.starts_with('-') && !argument.contains('/'));
    let runs = match runs {
        Some(runs) => runs.parse().context("give a number of runs")?,
        None => RUNS,
    };
    let spec = ChainSpec::dev(TIMING.0, TIMING.1).await?;
    let limit = blocks::MAX_WAITING_TRANSACTIONS
        .saturating_mul(8)
        .to_string();
    let network = Network::alone(&spec, &["--pool-limit", &limit]).await?;
    let client = network.client("alice")?;
    client.until_finalized(1).await?;
    let maker = Maker::create(&client.clone().trusting_best()).await?;

    say("checking proofs, plainly and in the runtime");
    verifying::measure(&client, &maker, runs).await?;
    say("filling blocks with proofs");
    blocks::measure(&client, &maker).await?;
    network.finish()
}

/// Prints a progress line, apart from the figures.
fn say(what: &str) {
    let _ = writeln!(std::io::stderr(), "{what}");
}
