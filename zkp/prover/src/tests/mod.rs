//! Tests of proofs, keys and their files.

mod altered;
mod file;
mod folder;
mod keys;
mod proofs;

use std::sync::OnceLock;

use aura_zkp_circuits::scenario::Scenario;
use aura_zkp_core::statement::Circuit;

use crate::ProvingKey;

/// The development key of a circuit, made once for all tests.
pub(crate) fn key(circuit: Circuit) -> &'static ProvingKey {
    static KEYS: [OnceLock<ProvingKey>; 4] = [const { OnceLock::new() }; 4];
    KEYS[circuit as usize].get_or_init(|| ProvingKey::development(circuit))
}

/// A statement of a circuit with its witness.
fn scenario(circuit: Circuit, seed: u64) -> Scenario {
    match circuit {
        Circuit::Ownership => Scenario::new(seed),
        Circuit::Age => Scenario::age(seed),
        Circuit::Range => Scenario::range(seed),
        Circuit::Membership => Scenario::membership(seed),
    }
}

/// The file of a key.
fn file(key: &ProvingKey) -> Vec<u8> {
    let mut bytes = Vec::new();
    key.write(&mut bytes).unwrap();
    bytes
}
