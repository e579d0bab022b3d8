//! Functions that light clients from phase 1 still call in every later state.
//!
//! A light client that knows the chain from before S learns the runtime of a warp target from a
//! proof of several calls, including calls of the API of Aura consensus. A node can prove a call
//! only if the function exists; otherwise the client would wait for ever. They exist as bare
//! functions: [`crate::VERSION`] does not list their API, so that no client or node takes the chain
//! for one under Aura consensus.

use crate::ChainTiming;
use alloc::vec::Vec;
use polkadot_sdk::*;
use sp_consensus_aura::sr25519::AuthorityId;
use sp_core::to_substrate_wasm_fn_return_value;

/// `AuraApi_authorities`: an empty list. An old node learns from it that it cannot author.
#[allow(
    unsafe_code,
    non_snake_case,
    reason = "the name is that of the call, and hosts find it by its name"
)]
#[no_mangle]
pub extern "C" fn AuraApi_authorities(_: *mut u8, _: usize) -> u64 {
    to_substrate_wasm_fn_return_value(&Vec::<AuthorityId>::new())
}

/// `AuraApi_slot_duration`: milliseconds of a slot, the same in every phase.
#[allow(
    unsafe_code,
    non_snake_case,
    reason = "the name is that of the call, and hosts find it by its name"
)]
#[no_mangle]
pub extern "C" fn AuraApi_slot_duration(_: *mut u8, _: usize) -> u64 {
    to_substrate_wasm_fn_return_value(&ChainTiming::timing().slot_duration)
}
