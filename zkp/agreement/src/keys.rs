//! The keys that changes begin with.

use crate::said::both_prepare;
use aura_primitives::zkp::{Circuit, KeyId, PreparedKey, VerifyingKey};
use aura_zkp_verifier::groth16::Simulator;
use bls12_381::Scalar;
use std::sync::LazyLock;

/// A key that holds, and its secrets.
pub struct Key {
    pub simulator: Simulator,
    pub sent: VerifyingKey,
    pub prepared: PreparedKey,
}

impl Key {
    fn new(circuit: Circuit) -> Self {
        let simulator = Simulator::new(KeyId {
            circuit,
            version: 1,
        });
        let sent = simulator.key();
        let prepared = both_prepare(&sent);
        Self {
            prepared: prepared.unwrap_or_else(|error| panic!("a good key is refused: {error}")),
            simulator,
            sent,
        }
    }

    /// Inputs for which there is a proof.
    pub fn inputs(&self) -> Vec<Scalar> {
        (0..self.sent.id.circuit.inputs() as u64)
            .map(|place| Scalar::from(100 + place))
            .collect()
    }
}

/// Keys of different circuits with different numbers of inputs.
pub static KEYS: LazyLock<[Key; 2]> =
    LazyLock::new(|| [Circuit::Ownership, Circuit::Range].map(Key::new));
