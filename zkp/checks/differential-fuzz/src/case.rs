//! What bytes of a fuzzer stand for.

use crate::{
    keys::{Key, KEYS},
    mutation::{self, A, B},
    point::negate,
};
use arbitrary::{Result, Unstructured};
use aura_primitives::zkp::VerifyingKey;
use bls12_381::{G1Affine, G2Affine, Scalar};

/// As many proofs as a case has at most, and as many changes to each.
const MAX_PROOFS: usize = 4;
const MAX_MUTATIONS: usize = 3;

/// A key, perhaps changed, and proofs for it and for others.
pub struct Case {
    /// In place of the first key.
    pub key: Option<VerifyingKey>,
    /// What is to be checked together.
    pub proofs: Vec<Mutant>,
}

/// A proof that held before it was changed.
pub struct Mutant {
    /// With which key it is checked.
    pub key: &'static Key,
    pub proof: [u8; 384],
    pub inputs: Vec<Scalar>,
}

impl Case {
    /// Reads a case.
    ///
    /// # Errors
    ///
    /// If there are too few bytes for one.
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

    /// Whether it is what it was: the same proof, or the one in which A and B are both opposite, for the same
    /// inputs.
    pub fn must_hold(&self) -> bool {
        let Key { inputs, proof, .. } = self.key;
        self.inputs == *inputs && (self.proof == *proof || self.proof == opposite(proof))
    }
}

/// The same proof with A and B replaced by their opposites: the product of their pairing is the same.
fn opposite(proof: &[u8; 384]) -> [u8; 384] {
    let mut opposite = *proof;
    negate::<G1Affine>(&mut opposite[A]);
    negate::<G2Affine>(&mut opposite[B]);
    opposite
}
