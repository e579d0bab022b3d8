//! Proofs, keys and their files.

mod keys;
mod proofs;

use std::sync::OnceLock;

use aura_zkp_verifier::statement::Circuit;

use crate::ProvingKey;

/// The key for development of a circuit, made once for all tests.
fn key(circuit: Circuit) -> &'static ProvingKey {
    static KEYS: [OnceLock<ProvingKey>; 4] = [const { OnceLock::new() }; 4];
    KEYS[circuit as usize].get_or_init(|| ProvingKey::development(circuit))
}
