//! Verification of signatures by keys and accounts.

use aura_primitives::did::{PublicKey, Signature};
use p256::ecdsa::{self, signature::hazmat::PrehashVerifier};
use polkadot_sdk::*;
use sp_core::{ed25519, sr25519};
use sp_io::{
    crypto::{ed25519_verify, secp256k1_ecdsa_recover_compressed, sr25519_verify},
    hashing::{blake2_256, sha2_256},
};
use sp_runtime::AccountId32;

/// Prefix and suffix that browser extensions put around the signed bytes.
const WRAPPING: [&[u8]; 2] = [b"<Bytes>", b"</Bytes>"];

/// Half the order of secp256k1, big-endian: the greatest low `s` (SEC 2, section 2.4.1).
const HALF_ORDER: [u8; 32] = [
    0x7f, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff,
    0x5d, 0x57, 0x6e, 0x73, 0x57, 0xa4, 0x50, 0x1d, 0xdf, 0xe9, 0x2f, 0x46, 0x68, 0x1b, 0x20, 0xa0,
];

/// Returns true if the key signed `payload`, bare or wrapped.
pub fn is_by_key(signature: &Signature, payload: &[u8; 32], key: &PublicKey) -> bool {
    either(payload, |message| match (signature, key) {
        (Signature::Ed25519(signature), PublicKey::Ed25519(key)) => {
            is_ed25519(signature, message, *key)
        }
        (Signature::Sr25519(signature), PublicKey::Sr25519(key)) => {
            is_sr25519(signature, message, *key)
        }
        (Signature::Secp256k1(signature), PublicKey::Secp256k1(key)) => {
            recovered(signature, message).is_some_and(|recovered| recovered == *key)
        }
        (Signature::P256(signature), PublicKey::P256(key)) => is_p256(signature, message, key),
        _ => false,
    })
}

/// Returns true if the account signed `payload`, bare or wrapped.
pub fn is_by_account(signature: &Signature, payload: &[u8; 32], account: &AccountId32) -> bool {
    let account: &[u8; 32] = account.as_ref();
    either(payload, |message| match signature {
        Signature::Ed25519(signature) => is_ed25519(signature, message, *account),
        Signature::Sr25519(signature) => is_sr25519(signature, message, *account),
        Signature::Secp256k1(signature) => {
            recovered(signature, message).is_some_and(|key| blake2_256(&key) == *account)
        }
        // Accounts cannot have P-256 keys.
        Signature::P256(_) => false,
    })
}

fn either(payload: &[u8; 32], verify: impl Fn(&[u8]) -> bool) -> bool {
    let [before, after] = WRAPPING;
    verify(payload) || verify(&[before, payload, after].concat())
}

fn is_ed25519(signature: &[u8; 64], message: &[u8], key: [u8; 32]) -> bool {
    let signature = ed25519::Signature::from_raw(*signature);
    ed25519_verify(&signature, message, &ed25519::Public::from_raw(key))
}

fn is_sr25519(signature: &[u8; 64], message: &[u8], key: [u8; 32]) -> bool {
    let signature = sr25519::Signature::from_raw(*signature);
    sr25519_verify(&signature, message, &sr25519::Public::from_raw(key))
}

/// Recovers the secp256k1 key of a signature; `None` if `s` is high.
fn recovered(signature: &[u8; 65], message: &[u8]) -> Option<[u8; 33]> {
    let (_, s) = signature.split_first_chunk::<32>()?;
    let (s, _) = s.split_first_chunk::<32>()?;
    if *s > HALF_ORDER {
        return None;
    }
    secp256k1_ecdsa_recover_compressed(signature, &blake2_256(message)).ok()
}

pub(crate) fn is_p256(signature: &[u8; 64], message: &[u8], key: &[u8; 33]) -> bool {
    let Ok(signature) = ecdsa::Signature::from_slice(signature) else {
        return false;
    };
    let Ok(key) = ecdsa::VerifyingKey::from_sec1_bytes(key) else {
        return false;
    };
    // `normalize_s` returns a value only for a high `s`.
    signature.normalize_s().is_none() && key.verify_prehash(&sha2_256(message), &signature).is_ok()
}
