//! Costs of DIDs on a running node: `scripts/bench dids [NUMBER]`.
//!
//! One sponsor pays for DIDs that others have signed. For each kind of key it prints the number of
//! DIDs created in a second and in a block, the state of each DID, and the time to resolve one.

mod creations;
mod resolution;

use anyhow::{Context, Result};
use aura_e2e::{did::Kind, ChainSpec, Network};
use creations::{create, state};
use std::{env, io::Write};

/// Number of DIDs with Ed25519 keys by default; a tenth of it for each other kind.
const NUMBER: usize = 10_000;

/// Milliseconds of a slot, and slots of a session: those of the chain `dev`.
const TIMING: (u64, u64) = (2_000, 15);

#[tokio::main]
async fn main() -> Result<()> {
    // Cargo adds an argument of its own.
    let number = env::args().find(|argument| !argument.starts_with('-') && !argument.contains('/'));
    let number = match number {
        Some(number) => number.parse().context("give a number of DIDs")?,
        None => NUMBER,
    };
    let spec = ChainSpec::dev(TIMING.0, TIMING.1).await?;
    let limit = number.saturating_mul(2).max(1_000).to_string();
    let network = Network::alone(&spec, &["--pool-limit", &limit]).await?;
    let client = network.client("alice")?;
    client.until_finalized(2).await?;

    let mut dids = vec![];
    for kind in Kind::ALL {
        let number = match kind {
            Kind::Ed25519 => number,
            _ => number.div_ceil(10),
        };
        say(&format!("creating {number} DIDs of {kind:?}"));
        let before = state(&client).await?;
        let created = create(&client, kind, number).await?;
        let after = state(&client).await?;
        created.print(kind, &(after - before));
        dids.push((kind, created.dids));
    }
    let mut server = resolution::server(&network.url("alice").await?).await?;
    for (kind, dids) in &dids {
        say(&format!("resolving DIDs of {kind:?}"));
        resolution::over_rpc(&client, *kind, dids).await?;
        resolution::over_http(&mut server, *kind, dids).await?;
    }
    network.finish()
}

/// Prints a progress line, apart from the figures.
fn say(what: &str) {
    let _ = writeln!(std::io::stderr(), "{what}");
}
