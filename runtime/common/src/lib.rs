//! What both runtimes of the Aura network, and its node, must agree on: primitive types, constants
//! and the fee policy.
//!
//! Nothing here knows a pallet of ours. What one runtime decides for itself stands in that
//! runtime's `configs/`.

#![cfg_attr(not(feature = "std"), no_std)]
#![cfg_attr(
    not(test),
    deny(
        clippy::unwrap_used,
        clippy::indexing_slicing,
        clippy::arithmetic_side_effects
    )
)]

pub mod constants;
pub mod fees;
pub mod types;

pub use types::*;
