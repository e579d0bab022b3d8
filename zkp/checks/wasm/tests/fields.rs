//! In WASM the verifier multiplies in another way than natively: arkworks has separate code for it,
//! which no native test runs. Hashes and keys must come out the same.

#[path = "../src/guest/fields/sample.rs"]
mod sample;

use aura_zkp_wasm::{By, Module};
use std::path::Path;

/// Number of keys.
const COUNT: u32 = 40;

#[test]
fn hashes_and_keys_are_the_same_in_wasm() {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR"));
    let digest = sample::digest(COUNT);
    let mut module = Module::build(By::Fields, &digest, folder).unwrap();
    assert!(module.check(COUNT).unwrap());
    // One key less gives another digest.
    assert!(!module.check(COUNT - 1).unwrap());
}
