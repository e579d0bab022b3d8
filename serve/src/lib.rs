//! The server of `aura serve`: DIDs, status lists and credentials over HTTP.
//!
//! - [`identifiers`]: the [HTTP binding](https://www.w3.org/TR/did-resolution/#bindings-https) of
//!   DID Resolution.
//! - `status`: the issuer's status lists as credentials; [`Issuer`]: the DID and key that sign
//!   them.
//! - `vc`: issues and verifies credentials, by VCALM.
//! - [`health`]: liveness and readiness, for the operator.
//! - [`Resolver`]: the interface to the chain; a [`NodeResolver`] queries a node.
//! - [`router`]: all of the above as one service; [`listen`]: its connections, within [`Limits`].
//!
//! The server keeps no state and no log of requests: a log of resolved DIDs would reveal who deals
//! with whom. It caches its own status lists for one block time.

#![deny(missing_docs)]

mod app;
mod body;
mod conditional;
mod error;
pub mod health;
pub mod identifiers;
mod issuer;
mod ledger;
mod limits;
pub mod listen;
mod log;
mod node;
mod problem;
mod resolver;
mod router;
mod seats;
mod status;
#[cfg(test)]
mod tests;
mod vc;

pub use error::{CannotIssue, Error};
pub use issuer::{Issuer, SigningIdentity};
pub use limits::Limits;
pub use node::NodeResolver;
pub use resolver::{BlockHash, Finalized, Resolver};
pub use router::router;

use aura_client::outside::{Outside, System};
use aura_identity::DateTime;
use std::time::{Duration, SystemTime, UNIX_EPOCH};

/// Returns the time of this machine's clock.
fn now() -> DateTime {
    System.now()
}

/// Returns the age of `time`, in milliseconds since 1970, by this machine's clock; zero if it is in
/// the future.
fn age(time: u64) -> Duration {
    let now = SystemTime::now().duration_since(UNIX_EPOCH);
    now.unwrap_or_default()
        .saturating_sub(Duration::from_millis(time))
}
