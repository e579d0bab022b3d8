//! Keys with known secrets, and proofs made from the secrets without a witness.
//!
//! For benchmarks and tests of verifiers: the cost of a valid proof does not depend on its
//! statement. It also shows the power of a dishonest set-up, which is why chains refuse development
//! keys.

use alloc::vec::Vec;
use aura_primitives::{
    limits,
    zkp::{KeyId, Provenance, VerifyingKey},
};
use blake2b_simd::Params;
use bls12_381::{G1Affine, G2Affine, Scalar};

/// The secrets of a key.
pub struct Simulator {
    id: KeyId,
    provenance: Provenance,
    alpha: Scalar,
    beta: Scalar,
    gamma: Scalar,
    delta: Scalar,
    ic: Vec<Scalar>,
}

/// A pseudorandom number.
fn drawn(what: &str, number: u64) -> Scalar {
    let hash = Params::new()
        .hash_length(64)
        .to_state()
        .update(b"aura/1/simulator\0")
        .update(&number.to_le_bytes())
        .update(what.as_bytes())
        .finalize();
    Scalar::from_bytes_wide(hash.as_array())
}

fn g1(scalar: Scalar) -> [u8; 96] {
    G1Affine::from(G1Affine::generator() * scalar).to_uncompressed()
}

fn g2(scalar: Scalar) -> [u8; 192] {
    G2Affine::from(G2Affine::generator() * scalar).to_uncompressed()
}

impl Simulator {
    /// A key of that name that claims to come from a ceremony.
    pub fn new(id: KeyId) -> Self {
        let provenance = Provenance::Ceremony {
            transcript: [id.version.to_le_bytes()[0]; 32],
        };
        Self {
            provenance,
            ..Self::with(
                id,
                drawn("gamma", id.version.into()),
                drawn("delta", id.version.into()),
            )
        }
    }

    /// A development key of that name.
    pub fn development(id: KeyId) -> Self {
        Self::with(id, super::development::gamma(), super::development::delta())
    }

    fn with(id: KeyId, gamma: Scalar, delta: Scalar) -> Self {
        let version = u64::from(id.version);
        let points = (0u64..).take(id.circuit.inputs().saturating_add(1));
        Self {
            id,
            provenance: Provenance::Development,
            alpha: drawn("alpha", version),
            beta: drawn("beta", version),
            gamma,
            delta,
            ic: points
                .map(|place| drawn("ic", version.saturating_add(place << 32)))
                .collect(),
        }
    }

    /// The verifying key.
    ///
    /// # Panics
    ///
    /// Never: no circuit has more inputs than a key has room for.
    #[allow(clippy::expect_used)]
    pub fn key(&self) -> VerifyingKey {
        let ic: Vec<_> = self.ic.iter().copied().map(g1).collect();
        VerifyingKey {
            id: self.id,
            circuit_hash: super::circuit_hash(self.id.circuit),
            provenance: self.provenance,
            alpha: g1(self.alpha),
            beta: g2(self.beta),
            gamma: g2(self.gamma),
            delta: g2(self.delta),
            ic: ic.try_into().expect("circuits have fewer inputs than that"),
        }
    }

    /// A valid proof for these inputs.
    pub fn prove(&self, inputs: &[Scalar]) -> [u8; limits::UNCOMPRESSED_PROOF_BYTES] {
        let (a, b) = (drawn("a", 0), drawn("b", 0));
        let one = Scalar::one();
        let ones = [one];
        let terms = self.ic.iter().zip(ones.iter().chain(inputs));
        let sum = terms.fold(Scalar::zero(), |sum, (ic, input)| sum + ic * input);
        let rest = a * b - self.alpha * self.beta - sum * self.gamma;
        let inverse = self.delta.invert().unwrap_or(one);
        let mut proof = [0; limits::UNCOMPRESSED_PROOF_BYTES];
        let points = [&g1(a)[..], &g2(b), &g1(rest * inverse)].concat();
        proof.copy_from_slice(&points);
        proof
    }
}

#[cfg(test)]
mod tests {
    use super::{super::*, *};
    use aura_primitives::zkp::Circuit;

    #[test]
    fn simulated_proofs_hold_for_their_inputs_alone() {
        let inputs: Vec<_> = (1..=11u64).map(Scalar::from).collect();
        let id = KeyId {
            circuit: Circuit::Range,
            version: 1,
        };
        for simulator in [Simulator::new(id), Simulator::development(id)] {
            let key = prepare::<Reference>(&simulator.key()).unwrap();
            let proof = Proof::read(&simulator.prove(&inputs)).unwrap();
            assert_eq!(verify::<Reference>(&key, &proof, &inputs), Ok(()));
            let mut others = inputs.clone();
            others[3] += Scalar::one();
            let wrong = verify::<Reference>(&key, &proof, &others);
            assert_eq!(wrong, Err(VerifyError::Wrong));
        }
    }
}
