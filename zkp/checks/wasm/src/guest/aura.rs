//! Verification as chains do it: one proof by itself, several in a batch.

use alloc::vec::Vec;
use aura_primitives::{limits::UNCOMPRESSED_PROOF_BYTES, zkp::PreparedKey};
use aura_zkp_core::groth16::{read_inputs, verify, verify_batch, Item, Proof, Reference};
use codec::Decode;

pub(crate) fn check(mut data: &[u8], count: u32) -> Option<bool> {
    let key = PreparedKey::decode(&mut data).ok()?;
    let mut read = || {
        let proof = <[u8; UNCOMPRESSED_PROOF_BYTES]>::decode(&mut data).ok()?;
        let inputs = Vec::<[u8; 32]>::decode(&mut data).ok()?;
        Some((Proof::read(&proof).ok()?, read_inputs(&inputs).ok()?))
    };
    let read: Option<Vec<_>> = (0..count).map(|_| read()).collect();
    let read = read?;
    let items = read.iter().map(|(proof, inputs)| Item {
        key: &key,
        proof,
        inputs,
    });
    let items: Vec<_> = items.collect();
    Some(match items.as_slice() {
        [one] => verify::<Reference>(one.key, one.proof, one.inputs).is_ok(),
        many => verify_batch::<Reference>(many).is_ok(),
    })
}
