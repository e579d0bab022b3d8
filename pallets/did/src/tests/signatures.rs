//! Signatures of each type.

use crate::{
    mock::*,
    signature::{is_by_account, is_by_key},
    *,
};
use aura_primitives::did::PublicKey;
use polkadot_sdk::*;
use sp_core::Pair;

const PAYLOAD: [u8; 32] = [5; 32];

fn keys(of: &Person) -> [PublicKey; 4] {
    [of.ed25519(), of.sr25519(), of.secp256k1(), of.p256()]
}

fn wrapped() -> Vec<u8> {
    [&b"<Bytes>"[..], &PAYLOAD, b"</Bytes>"].concat()
}

#[test]
fn each_kind_signs_bare_and_wrapped() {
    for key in keys(&alice()) {
        for message in [PAYLOAD.to_vec(), wrapped()] {
            let signature = alice().sign(&key, &message);
            assert!(is_by_key(&signature, &PAYLOAD, &key), "{key:?}");
        }
    }
}

#[test]
fn a_signature_is_by_one_key_over_one_payload() {
    for key in keys(&alice()) {
        let signature = alice().sign(&key, &PAYLOAD);
        assert!(!is_by_key(&signature, &[6; 32], &key));
        for other in keys(&bob()).into_iter().chain(keys(&alice())) {
            assert_eq!(is_by_key(&signature, &PAYLOAD, &other), other == key);
        }
    }
    for message in [
        [&b"<Bytes>"[..], &PAYLOAD].concat(),
        [&b"<Bytes>"[..], &[6; 32], b"</Bytes>"].concat(),
        [&PAYLOAD[..], b" "].concat(),
    ] {
        let signature = alice().sign(&alice().ed25519(), &message);
        assert!(!is_by_key(&signature, &PAYLOAD, &alice().ed25519()));
    }
}

#[test]
fn accounts_sign_too() {
    let key = alice();
    let hashed = AccountId32::from(blake2_256(&key.secp256k1.public().0));
    for (key, account) in [
        (key.ed25519(), AccountId32::from(key.ed25519.public().0)),
        (key.sr25519(), key.account()),
        (key.secp256k1(), hashed),
    ] {
        for message in [PAYLOAD.to_vec(), wrapped()] {
            let signature = alice().sign(&key, &message);
            assert!(is_by_account(&signature, &PAYLOAD, &account));
            assert!(!is_by_account(&signature, &[6; 32], &account));
            assert!(!is_by_account(&signature, &PAYLOAD, &bob().account()));
        }
    }
    let signature = alice().sign(&alice().p256(), &PAYLOAD);
    assert!(!is_by_account(&signature, &PAYLOAD, &alice().account()));
}

/// The second valid ECDSA signature of each: with the order of the curve minus `s`.
fn high(signature: &Signature) -> Signature {
    match signature {
        Signature::P256(bytes) => {
            let low = p256::ecdsa::Signature::from_slice(bytes).unwrap();
            let (r, s) = low.split_scalars();
            let high = p256::ecdsa::Signature::from_scalars(r, -*s).unwrap();
            Signature::P256(high.to_bytes().into())
        }
        Signature::Secp256k1(bytes) => {
            let order: [u8; 32] = [
                0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff,
                0xff, 0xfe, 0xba, 0xae, 0xdc, 0xe6, 0xaf, 0x48, 0xa0, 0x3b, 0xbf, 0xd2, 0x5e, 0x8c,
                0xd0, 0x36, 0x41, 0x41,
            ];
            let order = sp_core::U256::from_big_endian(&order);
            let s = order - sp_core::U256::from_big_endian(&bytes[32..64]);
            let mut bytes = *bytes;
            bytes[32..64].copy_from_slice(&s.to_big_endian());
            bytes[64] ^= 1;
            Signature::Secp256k1(bytes)
        }
        other => panic!("{other:?}"),
    }
}

#[test]
fn signatures_with_a_high_s_are_refused() {
    for key in [alice().secp256k1(), alice().p256()] {
        let low = alice().sign(&key, &PAYLOAD);
        assert!(is_by_key(&low, &PAYLOAD, &key));
        assert!(!is_by_key(&high(&low), &PAYLOAD, &key), "{key:?}");
        assert_eq!(high(&high(&low)), low);
    }
}

#[test]
fn malformed_signatures_are_refused() {
    for bytes in [0, 0xff] {
        for (signature, key) in [
            (Signature::Ed25519([bytes; 64]), alice().ed25519()),
            (Signature::Sr25519([bytes; 64]), alice().sr25519()),
            (Signature::Secp256k1([bytes; 65]), alice().secp256k1()),
            (Signature::P256([bytes; 64]), alice().p256()),
        ] {
            assert!(!is_by_key(&signature, &PAYLOAD, &key));
        }
    }
}

/// ECDSA over P-256 with SHA-256: RFC 6979, A.2.5, the message "sample". The vector's `s` is high.
#[test]
fn a_signature_over_p256_is_that_of_the_standard() {
    let scalar = "c9afa9d845ba75166b5c215767b1d6934e50c3db36e89b127b8a622b120f6721";
    let expected = "efd48b2aacb6a8fd1140dd9cd45e81d69d2c877b56aaf991c34d0ea84eaf3716\
                    f7cb1c942d657c41d436c7a1b6e29f65f3e900dbb9aff4064dc4ab2f843acda8";
    let scalar: [u8; 32] = hex(scalar).try_into().unwrap();
    let mut signer = alice();
    signer.p256 = p256::ecdsa::SigningKey::from_slice(&scalar).unwrap();
    let standard = Signature::P256(hex(expected).try_into().unwrap());
    let verifies = |signature: &Signature, message: &[u8]| {
        let (Signature::P256(signature), PublicKey::P256(key)) = (signature, signer.p256()) else {
            panic!("of another kind");
        };
        crate::signature::is_p256(signature, message, &key)
    };
    // The vector itself has a high `s`.
    assert!(!verifies(&standard, b"sample"));
    assert!(verifies(&high(&standard), b"sample"));
    assert!(!verifies(&high(&standard), b"simple"));
}

fn hex(text: &str) -> Vec<u8> {
    sp_core::bytes::from_hex(text).unwrap()
}
