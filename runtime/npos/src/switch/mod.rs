//! How a chain comes from phase 1 to this runtime, in one upgrade.
//!
//! The block that sets this code is the last one of Aura consensus: S. Its child is BABE's.
//!
//! - [`first_epochs`](mod@first_epochs): BABE's first state, out of phase 1's.
//! - [`migration`]: writes it, in the child of S.
//! - [`phase1`]: the storage of phase 1 that it is read from.
//! - [`retired_key`]: the session key without a use.
//! - `light_clients`: what light clients that start in phase 1 still ask.
//!
//! On a chain that was born as phase 2, nothing of this does anything.

pub mod first_epochs;
#[cfg(substrate_runtime)]
pub mod light_clients;
pub mod migration;
pub mod phase1;
pub mod retired_key;

pub use first_epochs::{first_epochs, with_first_epochs, FirstEpochs};
pub use migration::Migrations;
pub use retired_key::RetiredKey;
