//! A harness for tests over real nodes.
//!
//! It starts `aura-node` processes on free ports of the loopback interface, waits on the events
//! they publish and ends them when the test does. A test takes a [`ChainSpec`], starts a
//! [`Network`] from it and speaks to its nodes through a [`Client`]; [`governance`] puts motions
//! before the council.
//!
//! Nothing here sleeps, and nothing waits longer than [`PATIENCE`].

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
mod person;
pub mod proofs;
mod said;
mod server;
mod spec;
pub mod upgrade;
mod watch;

pub use accounts::{id, set_keys, stash};
pub use api::{call, Call, Included};
pub use chain::{Block, Engine};
pub use client::{Client, Header};
pub use command::{aura, aura_command, aura_node, run};
pub use flood::Flood;
pub use footprint::Footprint;
pub use network::{Network, VALIDATORS};
pub use person::Person;
pub use said::Said;
pub use server::Server;
pub use spec::ChainSpec;
pub use watch::{Heights, Watch};

use anyhow::Context;
use std::{future::Future, time::Duration};

/// What the build script wrote: several paths and forms, of which one is used.
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

/// The same of phase 2.
pub const NEXT_NPOS: Option<&[u8]> = next_npos::WASM_BINARY;

/// The longest that any single event is awaited.
pub const PATIENCE: Duration = Duration::from_secs(120);

/// Awaits `event`, or fails after [`PATIENCE`] and says that it waited for `what`.
pub(crate) async fn within<T>(
    what: &str,
    event: impl Future<Output = anyhow::Result<T>>,
) -> anyhow::Result<T> {
    tokio::time::timeout(PATIENCE, event)
        .await
        .with_context(|| format!("waited {} s for {what}", PATIENCE.as_secs()))?
        .with_context(|| format!("while waiting for {what}"))
}
