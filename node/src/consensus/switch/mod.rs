//! The switch from Aura consensus to BABE, at the block that sets a runtime of phase 2.
//!
//! The block is not known in advance. Each part applies the rule of [`Engine`] to the block that it
//! handles, so that competing switch blocks, a reorganisation over one and a node that syncs
//! over one are all the ordinary case.
//!
//! - [`SwitchVerifier`], [`SwitchImport`]: verification and import by the engine that sealed a
//!   block.
//! - [`Epochs`]: BABE's first epochs, from the state at the switch.
//! - [`SwitchClient`]: the chain in the form that BABE expects.
//! - [`Turn`]: the slot loop that may author.
//! - [`Metrics`]: the phase and the switch block, for operators.
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
