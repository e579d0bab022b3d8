//! The check of proofs as a WASM of its own, without host functions, by our verifier or by arkworks: to
//! be measured. And the arithmetic that runtimes do in WASM, to be held against that of wallets.
//!
//! [`Module`] builds this crate once more as a WASM, and runs it. What that checks is compiled in, from
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
