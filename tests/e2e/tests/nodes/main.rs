//! Tests over one or two nodes. They run at the same time: while one waits for its slots, another
//! continues.

mod bad_input;
mod credentials;
mod dids;
mod examples;
mod issuing;
mod journey;
mod paying;
mod presets;
mod proofs;
mod scripts;
mod staking;
mod tour;
mod zkp_keys;

/// Milliseconds of a slot, and slots of a session.
const TIMING: (u64, u64) = (1000, 5);
