//! A harness for tests over real nodes.
//!
//! It starts `aura-node` processes on free ports of the loopback interface, waits for the events
//! they publish, and ends them with the test. A test takes a [`ChainSpec`], starts a [`Network`]
//! from it and speaks to its nodes through a [`Client`]; [`governance`] proposes motions to the
//! council. Decision 38 says why this is not `zombienet-sdk`.
//!
//! Nothing here sleeps, and no single event is awaited for longer than [`EVENT_TIMEOUT`].

mod accounts;
mod api;
mod chain;
mod client;
mod command;
pub mod credentials;
pub mod did;
pub mod figures;
mod flood;
mod footprint;
pub mod governance;
mod network;
mod node;
mod outcome;
mod person;
pub mod proofs;
mod server;
mod spec;
pub mod staking;
pub mod upgrade;
mod watch;

pub use accounts::{id, set_keys, stash};
pub use api::{batch, call, Call, Included};
pub use chain::{Block, Engine};
pub use client::{Client, Header};
pub use command::{aura, aura_command, aura_node, run};
pub use flood::Flood;
pub use footprint::Footprint;
pub use network::{Network, VALIDATORS};
pub use outcome::Outcome;
pub use person::Person;
pub use server::Server;
pub use spec::ChainSpec;
pub use watch::{Heights, Watch};

use anyhow::Context;
use std::{future::Future, time::Duration};

/// Written by the build script; it declares several paths and forms, and one of them is used.
#[allow(dead_code)]
mod next_poa {
    include!(env!("NEXT_POA_RS"));
}

#[allow(dead_code)]
mod next_npos {
    include!(env!("NEXT_NPOS_RS"));
}

/// The WASM of phase 1 with the next `spec_version`, compressed; `None` if the WASM builds were
/// skipped.
pub const NEXT_POA: Option<&[u8]> = next_poa::WASM_BINARY;

/// The WASM of phase 2 with the next `spec_version`, likewise.
pub const NEXT_NPOS: Option<&[u8]> = next_npos::WASM_BINARY;

/// Maximum wait for a single event.
pub const EVENT_TIMEOUT: Duration = Duration::from_secs(120);

/// Waits for `event`, or fails after [`EVENT_TIMEOUT`]; the message names `what` it waited for.
pub(crate) async fn within<T>(
    what: &str,
    event: impl Future<Output = anyhow::Result<T>>,
) -> anyhow::Result<T> {
    tokio::time::timeout(EVENT_TIMEOUT, event)
        .await
        .with_context(|| format!("waited {} s for {what}", EVENT_TIMEOUT.as_secs()))?
        .with_context(|| format!("while waiting for {what}"))
}
