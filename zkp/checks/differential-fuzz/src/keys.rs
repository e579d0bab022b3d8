//! Valid keys and proofs, to be mutated.

use crate::backends::prepare_with_both;
use aura_primitives::zkp::{Circuit, KeyId, PreparedKey, VerifyingKey};
use aura_zkp_core::groth16::Simulator;
use bls12_381::Scalar;
use std::sync::LazyLock;

/// A key, and a valid proof for it.
pub struct Key {
    pub sent: VerifyingKey,
    pub prepared: PreparedKey,
    pub inputs: Vec<Scalar>,
    pub proof: [u8; 384],
}

impl Key {
    fn new(circuit: Circuit) -> Self {
        let simulator = Simulator::new(KeyId {
            circuit,
            version: 1,
        });
        let sent = simulator.key();
        let prepared = prepare_with_both(&sent);
        let places = 0..circuit.inputs() as u64;
        let inputs: Vec<_> = places.map(|place| Scalar::from(100 + place)).collect();
        Self {
            prepared: prepared.unwrap_or_else(|error| panic!("a valid key is refused: {error}")),
            sent,
            proof: simulator.prove(&inputs),
            inputs,
        }
    }
}

/// Keys of different circuits with different numbers of inputs.
pub static KEYS: LazyLock<[Key; 2]> =
    LazyLock::new(|| [Circuit::Ownership, Circuit::Range].map(Key::new));
