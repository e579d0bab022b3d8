//! Test cases decoded from the bytes of a fuzzer.

use crate::{
    keys::{Key, KEYS},
    mutation::{self, A, B},
    point::negate,
};
use arbitrary::{Result, Unstructured};
use aura_primitives::zkp::VerifyingKey;
use bls12_381::{G1Affine, G2Affine, Scalar};

/// Proofs of a case, at most, and mutations of each, at most.
const MAX_PROOFS: usize = 4;
const MAX_MUTATIONS: usize = 3;

/// A key, possibly mutated, and proofs for it and for other keys.
pub struct Case {
    /// A mutated key in place of the first.
    pub key: Option<VerifyingKey>,
    /// The proofs of one batch.
    pub proofs: Vec<Mutant>,
}

/// A valid proof after mutations.
pub struct Mutant {
    /// The key that it is verified with.
    pub key: &'static Key,
    pub proof: [u8; 384],
    pub inputs: Vec<Scalar>,
}

impl Case {
    /// Decodes a case.
    ///
    /// # Errors
    ///
    /// If there are too few bytes.
    pub fn read(u: &mut Unstructured) -> Result<Self> {
        let mut key = None;
        if u.ratio(1, 4)? {
            let changed = key.insert(KEYS[0].sent.clone());
            mutation::key(changed, u)?;
        }
        let count = u.int_in_range(1..=MAX_PROOFS)?;
        let proofs = (0..count).map(|_| Mutant::read(u));
        Ok(Self {
            proofs: proofs.collect::<Result<_>>()?,
            key,
        })
    }
}

impl Mutant {
    fn read(u: &mut Unstructured) -> Result<Self> {
        let key = u.choose(&*KEYS)?;
        let mut inputs = key.inputs.clone();
        let mut proof = key.proof;
        for _ in 0..u.int_in_range(0..=MAX_MUTATIONS)? {
            mutation::proof(&mut proof, &mut inputs, u)?;
        }
        Ok(Self { key, proof, inputs })
    }

    /// True if the proof must still hold: inputs and proof are unchanged, or A and B are both
    /// negated.
    pub fn must_hold(&self) -> bool {
        let Key { inputs, proof, .. } = self.key;
        self.inputs == *inputs && (self.proof == *proof || self.proof == opposite(proof))
    }
}

/// The same proof with A and B negated: the product of their pairing is the same.
fn opposite(proof: &[u8; 384]) -> [u8; 384] {
    let mut opposite = *proof;
    negate::<G1Affine>(&mut opposite[A]);
    negate::<G2Affine>(&mut opposite[B]);
    opposite
}
