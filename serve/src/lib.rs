//! The server of `aura serve`: DIDs, status lists and credentials over HTTP.
//!
//! - [`identifiers`]: the [HTTP binding](https://www.w3.org/TR/did-resolution/#bindings-https) of
//!   DID Resolution.
//! - `status`: the issuer's status lists as credentials; [`Issuer`]: in whose name it signs.
//! - `vc`: credentials issued and verified, by VCALM.
//! - [`health`]: for whoever runs it.
//! - [`Resolver`]: who is asked; a [`NodeResolver`] asks a node.
//! - [`router`]: all of the above as one service; [`listen`]: its connections, within [`Limits`].
//!
//! It keeps no state, and no log of what is asked for: who resolves which DID tells who deals with
//! whom. It has its own status lists at hand for as long as a block takes.

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

pub use error::Error;
pub use issuer::{Issuer, Named};
pub use limits::Limits;
pub use node::NodeResolver;
pub use resolver::{BlockHash, Finalised, Resolver};
pub use router::router;

use aura_identity::DateTime;
use std::time::{SystemTime, UNIX_EPOCH};

/// The time of this machine.
fn now() -> DateTime {
    let since = SystemTime::now().duration_since(UNIX_EPOCH);
    let millis = since.unwrap_or_default().as_millis();
    DateTime::from_millis(u64::try_from(millis).unwrap_or(u64::MAX))
}
