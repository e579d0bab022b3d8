//! The switch from phase 1 to this runtime, in one upgrade.
//!
//! The block that sets this code is the last one of Aura consensus: S. Its child is BABE's.
//!
//! - [`first_epochs`](mod@first_epochs): BABE's first state, computed from phase 1's.
//! - [`migration`]: writes it, in the child of S.
//! - [`phase1`]: the storage of phase 1 that it reads.
//! - [`retired_key`]: the unused session key.
//! - `light_clients`: functions that light clients from phase 1 still call.
//!
//! On a chain that began as phase 2, all of this has no effect.

pub mod first_epochs;
#[cfg(substrate_runtime)]
pub mod light_clients;
pub mod migration;
pub mod phase1;
pub mod retired_key;

pub use first_epochs::{first_epochs, with_first_epochs, FirstEpochs};
pub use migration::Migrations;
pub use retired_key::RetiredKey;
