//! By our verifier, as chains check proofs.

use alloc::vec::Vec;
use aura_primitives::zkp::{limits::UNCOMPRESSED_PROOF, PreparedKey};
use aura_zkp_verifier::groth16::{read_inputs, verify, Proof, Reference};
use codec::Decode;

pub(crate) fn check(mut data: &[u8]) -> Option<bool> {
    let key = PreparedKey::decode(&mut data).ok()?;
    let proof = <[u8; UNCOMPRESSED_PROOF]>::decode(&mut data).ok()?;
    let inputs = Vec::<[u8; 32]>::decode(&mut data).ok()?;
    let proof = Proof::read(&proof).ok()?;
    let inputs = read_inputs(&inputs).ok()?;
    Some(verify::<Reference>(&key, &proof, &inputs).is_ok())
}
