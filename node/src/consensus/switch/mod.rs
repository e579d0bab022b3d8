//! The switch from Aura consensus to BABE, at whatever block sets a runtime of phase 2.
//!
//! Nothing here knows that block before it comes. Each part asks the rule of [`Engine`] for the
//! block that it is at, so that competing switch blocks, a reorganisation over one and a node
//! that syncs over one are all the ordinary case.
//!
//! - [`SwitchVerifier`], [`SwitchImport`]: blocks go the way of the engine that sealed them.
//! - [`Epochs`]: what BABE must know of the state at the switch.
//! - [`SwitchClient`]: what BABE must not see of the blocks before it.
//! - [`Turn`]: which slot loop may author.
//! - [`Metrics`]: what an operator sees of it.
//!
//! [`Engine`]: super::engine::Engine

mod client;
mod epochs;
mod import;
mod metrics;
mod turn;
mod verifier;

pub use client::SwitchClient;
pub use epochs::{revert, Epochs};
pub use import::SwitchImport;
pub use metrics::Metrics;
pub use turn::Turn;
pub use verifier::SwitchVerifier;
