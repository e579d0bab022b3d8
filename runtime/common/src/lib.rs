//! Primitive types, constants and the fee policy, shared by both runtimes of the Aura network and
//! its node.
//!
//! Nothing here depends on our pallets. Decisions of a single runtime are in that runtime's
//! `configs/`.

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
pub mod issuance;
pub mod types;

pub use types::*;
