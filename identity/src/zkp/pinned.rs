//! A verifier's own knowledge of the key that proofs are checked with. Without it, the node is believed
//! which key that is, and a node that lies makes a key of its own, for which it forges every proof.

use aura_primitives::zkp::{PreparedKey, UncompressedG2, VerifyingKey};
use aura_zkp_core::groth16::{prepare, Reference};
use bls12_381::G2Affine;
use core::ops::Neg;

/// Says if this is the key with that digest. Everything that the chain computed of the key is computed
/// anew from its points, since a node can give any of it together with a digest that is not its own.
pub(super) fn is_key(key: &PreparedKey, digest: &[u8; 32]) -> bool {
    let verifying = verifying_key(key);
    let prepared = verifying.and_then(|key| prepare::<Reference>(&key).ok());
    prepared.is_some_and(|prepared| prepared == *key && prepared.digest == *digest)
}

/// The key as it was registered.
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
