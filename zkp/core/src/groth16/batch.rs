//! Batch verification, by a random linear combination of the equations (`docs/zkp.md`, section
//! 10.4).

use super::{
    inputs::points, single::check_count, verify, Backend, BackendError, Proof, VerifyError, ONE,
};
use alloc::vec::Vec;
use aura_primitives::zkp::{PreparedKey, UncompressedG1};
use blake2b_simd::Params;
use bls12_381::Scalar;

/// Separates the hash of a batch from all other hashes.
const BATCH: &[u8] = b"aura/1/batch\0";
/// Separates the hashes of the coefficients from all other hashes.
const COEFFICIENT: &[u8] = b"aura/1/coefficient\0";

/// A proof with its key and its public inputs.
#[derive(Clone, Copy, Debug)]
pub struct Item<'a> {
    /// Verifying key that the proof is checked with.
    pub key: &'a PreparedKey,
    /// Proof to check.
    pub proof: &'a Proof,
    /// The public inputs of the proof.
    pub inputs: &'a [Scalar],
}

/// Some proofs of a batch do not hold. All others do.
#[derive(Clone, PartialEq, Eq, Debug, thiserror::Error)]
#[error("{} proofs of the batch are invalid", .bad.len())]
pub struct BatchError {
    /// The indices of the failed proofs, ascending, each with its error.
    pub bad: Vec<(usize, VerifyError)>,
}

/// Verifies all proofs of a batch: one Miller loop for each proof and three for each key. If the
/// batch fails, each proof is verified by itself.
///
/// # Errors
///
/// The proofs that do not hold.
pub fn verify_batch<B: Backend>(items: &[Item]) -> Result<(), BatchError> {
    let mut bad = Vec::new();
    let mut rest = Vec::new();
    for (place, item) in items.iter().enumerate() {
        let checked =
            check_count(item.key, item.inputs).and_then(|()| item.proof.check_subgroups::<B>());
        match checked {
            Ok(()) => rest.push((place, *item)),
            Err(error) => bad.push((place, error)),
        }
    }
    if !holds::<B>(&rest).unwrap_or(false) {
        for (place, item) in rest {
            if let Err(error) = verify::<B>(item.key, item.proof, item.inputs) {
                bad.push((place, error));
            }
        }
        bad.sort_unstable_by_key(|(place, _)| *place);
    }
    if bad.is_empty() {
        Ok(())
    } else {
        Err(BatchError { bad })
    }
}

/// The combined proofs of one key.
struct Group<'a> {
    key: &'a PreparedKey,
    /// The coefficient of each point of `ic`. The first is the sum of the proofs' coefficients.
    inputs: Vec<Scalar>,
    /// The point C of each proof and its coefficient.
    c: Vec<(UncompressedG1, Scalar)>,
}

impl<'a> Group<'a> {
    fn new(key: &'a PreparedKey) -> Self {
        Self {
            key,
            inputs: key.ic.iter().map(|_| Scalar::zero()).collect(),
            c: Vec::new(),
        }
    }

    fn add(&mut self, item: &Item, coefficient: &Scalar) {
        let one = Scalar::one();
        let inputs = core::iter::once(&one).chain(item.inputs);
        for (sum, input) in self.inputs.iter_mut().zip(inputs) {
            *sum = sum.add(&input.mul(coefficient));
        }
        self.c.push((item.proof.c, *coefficient));
    }
}

/// Checks that the product over all proofs of e(zA, B), and over all keys of e(−Σz · α, β),
/// e(Σz · inputs, −γ) and e(Σz · C, −δ), is one.
fn holds<B: Backend>(items: &[(usize, Item)]) -> Result<bool, BackendError> {
    let mut pairs = Vec::new();
    let mut groups: Vec<Group> = Vec::new();
    for ((_, item), limbs) in items.iter().zip(coefficients(items)) {
        let a = match limbs {
            [1, 0] => item.proof.a,
            _ => B::mul_g1(&item.proof.a, &limbs)?,
        };
        pairs.push((a, item.proof.b));
        let [low, high] = limbs;
        let coefficient = Scalar::from_raw([low, high, 0, 0]);
        let mut known = groups.iter_mut();
        match known.find(|group| group.key.digest == item.key.digest) {
            Some(group) => group.add(item, &coefficient),
            None => {
                let mut group = Group::new(item.key);
                group.add(item, &coefficient);
                groups.push(group);
            }
        }
    }
    for group in &groups {
        points(group.key)?;
        let sum = group.inputs.first().ok_or(BackendError)?;
        let inputs: Vec<_> = group
            .key
            .ic
            .iter()
            .copied()
            .zip(group.inputs.iter().copied())
            .collect();
        pairs.push((B::sum_g1(&[(group.key.alpha, sum.neg())])?, group.key.beta));
        pairs.push((B::sum_g1(&inputs)?, group.key.neg_gamma));
        pairs.push((B::sum_g1(&group.c)?, group.key.neg_delta));
    }
    Ok(pairs.is_empty() || B::pairing(&pairs)? == ONE)
}

/// A coefficient for each proof, as two limbs: 1 for the first, 128 bits for the others. They are
/// hashes of the whole batch, so nobody can choose a proof to fit its coefficient.
fn coefficients<'a>(items: &'a [(usize, Item<'a>)]) -> impl Iterator<Item = [u64; 2]> + 'a {
    let mut state = Params::new().to_state();
    state
        .update(BATCH)
        .update(&(items.len() as u64).to_le_bytes());
    for (_, item) in items {
        state
            .update(&item.key.digest)
            .update(&item.proof.to_bytes());
        state.update(&(item.inputs.len() as u64).to_le_bytes());
        for input in item.inputs {
            state.update(&input.to_bytes());
        }
    }
    let seed = state.finalize();
    (0..items.len() as u64).map(move |place| {
        if place == 0 {
            return [1, 0];
        }
        let mut state = Params::new().hash_length(16).to_state();
        state
            .update(COEFFICIENT)
            .update(seed.as_bytes())
            .update(&place.to_le_bytes());
        let hash = state.finalize();
        let mut limbs = [0; 2];
        for (limb, bytes) in limbs.iter_mut().zip(hash.as_bytes().chunks_exact(8)) {
            let mut value = [0; 8];
            value.copy_from_slice(bytes);
            *limb = u64::from_le_bytes(value);
        }
        limbs
    })
}

#[cfg(test)]
mod tests;
