//! Verification of proofs in a WASM of its own, without host functions, by our verifier or by
//! arkworks: for measurements. Also the arithmetic of runtimes in WASM, compared with that of
//! wallets.
//!
//! [`Module`] builds this crate a second time as a WASM, and runs it. Its data is compiled in from
//! the file that `AURA_WASM_DATA` names: see [`Module::build`].

#![cfg_attr(target_family = "wasm", no_std)]

#[cfg(target_family = "wasm")]
extern crate alloc;

#[cfg(target_family = "wasm")]
mod guest;
#[cfg(not(target_family = "wasm"))]
mod host;

#[cfg(not(target_family = "wasm"))]
pub use host::{By, Module};
