//! `aura serve`: a resolver of DIDs over HTTP.
//!
//! - [`identifiers`]: the [HTTP binding](https://www.w3.org/TR/did-resolution/#bindings-https) of
//!   DID Resolution.
//! - [`health`]: for whoever runs it.
//! - [`Resolver`]: who is asked; a [`NodeResolver`] asks a node.
//! - [`router`]: all of the above as one service; [`listen`]: its connections, within [`Limits`].
//!
//! It keeps nothing: no state, no cache and no log of what is asked for. Who resolves which DID
//! tells who deals with whom.

mod command;
pub mod health;
pub mod identifiers;
mod limits;
pub mod listen;
mod node;
mod problem;
mod resolver;
mod router;
#[cfg(test)]
mod tests;

pub use command::Serve;
pub use limits::Limits;
pub use node::NodeResolver;
pub use resolver::{Finalised, Resolver};
pub use router::router;
