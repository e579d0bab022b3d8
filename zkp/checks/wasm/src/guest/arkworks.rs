//! Verification with arkworks, one proof after the other. The key is not checked on reading; the
//! proofs and their subgroups are.

use alloc::vec::Vec;
use ark_bls12_381::{Bls12_381, Fr};
use ark_groth16::{Groth16, PreparedVerifyingKey, Proof};
use ark_serialize::CanonicalDeserialize;

pub(crate) fn check(mut data: &[u8], count: u32) -> Option<bool> {
    let key = PreparedVerifyingKey::deserialize_uncompressed_unchecked(&mut data).ok()?;
    (0..count).try_fold(true, |all, _| {
        let proof = Proof::deserialize_uncompressed(&mut data).ok()?;
        let inputs = Vec::<Fr>::deserialize_uncompressed(&mut data).ok()?;
        let holds = Groth16::<Bls12_381>::verify_proof(&key, &proof, &inputs).ok()?;
        Some(all && holds)
    })
}
