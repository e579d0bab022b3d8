//! Verifying keys that a verifier pins by digest. Without a pinned digest, the node decides which
//! key is used, and a lying node can give a key of its own and forge every proof.

use aura_primitives::zkp::{PreparedKey, UncompressedG2, VerifyingKey};
use aura_zkp_core::groth16::{prepare, Reference};
use bls12_381::G2Affine;
use core::ops::Neg;

/// Returns true if the key has this digest. All values that the chain derives from the key are
/// derived again from its points, since a node can give wrong ones with a correct digest.
pub(super) fn is_key(key: &PreparedKey, digest: &[u8; 32]) -> bool {
    let verifying = verifying_key(key);
    let prepared = verifying.and_then(|key| prepare::<Reference>(&key).ok());
    prepared.is_some_and(|prepared| prepared == *key && prepared.digest == *digest)
}

/// Verifying key as it was registered.
fn verifying_key(key: &PreparedKey) -> Option<VerifyingKey> {
    Some(VerifyingKey {
        id: key.id,
        circuit_hash: key.circuit_hash,
        provenance: key.provenance,
        alpha: key.alpha,
        beta: key.beta,
        gamma: opposite(&key.neg_gamma)?,
        delta: opposite(&key.neg_delta)?,
        ic: key.ic.clone(),
    })
}

fn opposite(point: &UncompressedG2) -> Option<UncompressedG2> {
    let point: Option<G2Affine> = G2Affine::from_uncompressed(point).into();
    point.map(|point| point.neg().to_uncompressed())
}
