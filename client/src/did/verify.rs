//! Verifies the signatures of an operation before its fee is paid.

use super::Account;
use aura_primitives::did::{PublicKey, Signature};
use k256::ecdsa::{RecoveryId, VerifyingKey};
use p256::ecdsa::signature::hazmat::PrehashVerifier;
use sha2::{Digest, Sha256};
use sp_crypto_hashing::blake2_256;
use subxt_signer::sr25519;

/// Returns true if `signature` is by the key, over `payload` itself or as browser extensions wrap
/// it.
pub fn is_by_key(signature: &Signature, payload: &[u8; 32], key: &PublicKey) -> bool {
    plain_or_wrapped(payload, |message| match (signature, key) {
        (Signature::Ed25519(signature), PublicKey::Ed25519(key)) => {
            ed25519(signature, message, key)
        }
        (Signature::Sr25519(signature), PublicKey::Sr25519(key)) => {
            let signature = sr25519::Signature(*signature);
            sr25519::verify(&signature, message, &sr25519::PublicKey(*key))
        }
        (Signature::Secp256k1(signature), PublicKey::Secp256k1(key)) => {
            recovered(signature, message).is_some_and(|by| by == key)
        }
        (Signature::P256(signature), PublicKey::P256(key)) => {
            let signature = p256::ecdsa::Signature::from_slice(signature);
            let key = p256::ecdsa::VerifyingKey::from_sec1_bytes(key);
            let (Ok(signature), Ok(key)) = (signature, key) else {
                return false;
            };
            let hash = Sha256::digest(message);
            // `normalize_s` returns a value only if `s` is high, which the chain refuses.
            signature.normalize_s().is_none() && key.verify_prehash(&hash, &signature).is_ok()
        }
        _ => false,
    })
}

/// Returns true if `signature` over `payload` is by the account.
pub fn is_by_account(signature: &Signature, payload: &[u8; 32], account: &Account) -> bool {
    match signature {
        Signature::Ed25519(_) => is_by_key(signature, payload, &PublicKey::Ed25519(*account)),
        Signature::Sr25519(_) => is_by_key(signature, payload, &PublicKey::Sr25519(*account)),
        Signature::Secp256k1(signature) => plain_or_wrapped(payload, |message| {
            recovered(signature, message).is_some_and(|by| blake2_256(&by) == *account)
        }),
        // No account has a P-256 key.
        Signature::P256(_) => false,
    }
}

fn plain_or_wrapped(payload: &[u8; 32], verify: impl Fn(&[u8]) -> bool) -> bool {
    verify(payload) || verify(&[b"<Bytes>", &payload[..], b"</Bytes>"].concat())
}

fn ed25519(signature: &[u8; 64], message: &[u8], key: &[u8; 32]) -> bool {
    let signature = ed25519_dalek::Signature::from_bytes(signature);
    ed25519_dalek::VerifyingKey::from_bytes(key)
        .is_ok_and(|key| key.verify_strict(message, &signature).is_ok())
}

/// Recovers the compressed public key (SEC1) that made the signature; `None` if the signature is
/// malformed or its `s` is high.
fn recovered(signature: &[u8; 65], message: &[u8]) -> Option<Vec<u8>> {
    let (bytes, id) = signature.split_first_chunk::<64>()?;
    let signature = k256::ecdsa::Signature::from_slice(bytes).ok()?;
    if signature.normalize_s().is_some() {
        return None;
    }
    let id = RecoveryId::from_byte(*id.first()?)?;
    let key = VerifyingKey::recover_from_prehash(&blake2_256(message), &signature, id).ok()?;
    Some(key.to_encoded_point(true).as_bytes().to_vec())
}

#[cfg(test)]
mod tests {
    use super::*;
    use aura_wallet::{Kind, PrivateKey};
    use zeroize::Zeroizing;

    const PAYLOAD: [u8; 32] = [4; 32];

    fn key(kind: Kind) -> PrivateKey {
        PrivateKey::from_bytes(kind, &Zeroizing::new([9; 32])).unwrap()
    }

    #[test]
    fn signatures_of_each_kind_are_by_their_key_over_their_payload() {
        for kind in [Kind::Ed25519, Kind::Sr25519, Kind::Secp256k1, Kind::P256] {
            let key = key(kind);
            let signature = key.sign(&PAYLOAD).unwrap();
            assert!(is_by_key(&signature, &PAYLOAD, &key.public()), "{kind}");
            assert!(!is_by_key(&signature, &[5; 32], &key.public()), "{kind}");
            let wrapped = [b"<Bytes>", &PAYLOAD[..], b"</Bytes>"].concat();
            let signature = key.sign(&wrapped).unwrap();
            assert!(is_by_key(&signature, &PAYLOAD, &key.public()), "{kind}");
        }
        let signature = key(Kind::Ed25519).sign(&PAYLOAD).unwrap();
        let other = key(Kind::Sr25519).public();
        assert!(!is_by_key(&signature, &PAYLOAD, &other));
    }

    #[test]
    fn accounts_are_keys_or_their_hashes() {
        for kind in [Kind::Ed25519, Kind::Sr25519, Kind::Secp256k1] {
            let key = key(kind);
            let account = match key.public() {
                PublicKey::Ed25519(bytes) | PublicKey::Sr25519(bytes) => bytes,
                other => blake2_256(other.as_bytes()),
            };
            let signature = key.sign(&PAYLOAD).unwrap();
            assert!(is_by_account(&signature, &PAYLOAD, &account), "{kind}");
            assert!(!is_by_account(&signature, &PAYLOAD, &[1; 32]), "{kind}");
        }
    }
}
