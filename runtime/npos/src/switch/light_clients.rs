//! What light clients that start in phase 1 still ask of every later state.
//!
//! A light client that knows the chain from before S learns the runtime of a warp target by a
//! proof of several calls, and some of these are of the API of Aura consensus. A node can only
//! prove calls of functions that exist; without them the client waits for ever. So they exist, as
//! bare functions: [`crate::VERSION`] does not list their API, hence no client and no node takes
//! them for a sign of Aura consensus.

use crate::ChainTiming;
use alloc::vec::Vec;
use polkadot_sdk::*;
use sp_consensus_aura::sr25519::AuthorityId;
use sp_core::to_substrate_wasm_fn_return_value;

/// `AuraApi_authorities`: nobody. An old node that asks finds that it cannot author.
#[allow(
    unsafe_code,
    non_snake_case,
    reason = "the name is that of the call, and hosts find it by its name"
)]
#[no_mangle]
pub extern "C" fn AuraApi_authorities(_: *mut u8, _: usize) -> u64 {
    to_substrate_wasm_fn_return_value(&Vec::<AuthorityId>::new())
}

/// `AuraApi_slot_duration`: milliseconds of a slot, which no phase changes.
#[allow(
    unsafe_code,
    non_snake_case,
    reason = "the name is that of the call, and hosts find it by its name"
)]
#[no_mangle]
pub extern "C" fn AuraApi_slot_duration(_: *mut u8, _: usize) -> u64 {
    to_substrate_wasm_fn_return_value(&ChainTiming::timing().slot_duration)
}
