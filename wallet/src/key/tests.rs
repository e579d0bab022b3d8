use super::*;
use k256::ecdsa::RecoveryId;
use p256::ecdsa::signature::hazmat::PrehashVerifier;
use proptest::prelude::*;

fn bytes<const N: usize>(hex: &str) -> [u8; N] {
    const_hex::decode_to_array(hex).unwrap()
}

fn key(kind: Kind, bytes: [u8; 32]) -> PrivateKey {
    PrivateKey::from_bytes(kind, &Zeroizing::new(bytes)).unwrap()
}

/// Returns true if the pallet would accept the signature: a native copy of its verification.
fn verifies(signature: &Signature, message: &[u8], key: &PublicKey) -> bool {
    match (signature, key) {
        (Signature::Ed25519(signature), PublicKey::Ed25519(key)) => {
            let key = ed25519_dalek::VerifyingKey::from_bytes(key).unwrap();
            key.verify_strict(message, &signature.into()).is_ok()
        }
        (Signature::Sr25519(signature), PublicKey::Sr25519(key)) => {
            use subxt_signer::sr25519::{verify, PublicKey, Signature};
            verify(&Signature(*signature), message, &PublicKey(*key))
        }
        (Signature::Secp256k1(bytes), PublicKey::Secp256k1(key)) => {
            let signature = k256::ecdsa::Signature::from_slice(&bytes[..64]).unwrap();
            let recovery = RecoveryId::from_byte(bytes[64]).unwrap();
            let hash = blake2_256(message);
            let recovered =
                k256::ecdsa::VerifyingKey::recover_from_prehash(&hash, &signature, recovery);
            let recovered = recovered.map(|key| key.to_encoded_point(true));
            signature.normalize_s().is_none()
                && recovered.is_ok_and(|recovered| recovered.as_bytes() == key)
        }
        (Signature::P256(bytes), PublicKey::P256(key)) => {
            let signature = p256::ecdsa::Signature::from_slice(bytes).unwrap();
            let key = p256::ecdsa::VerifyingKey::from_sec1_bytes(key).unwrap();
            signature.normalize_s().is_none()
                && key
                    .verify_prehash(&Sha256::digest(message), &signature)
                    .is_ok()
        }
        _ => false,
    }
}

/// Second test vector of RFC 8032, section 7.1.
#[test]
fn ed25519_as_in_its_rfc() {
    let key = key(
        Kind::Ed25519,
        bytes("4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb"),
    );
    let public = bytes("3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c");
    assert_eq!(key.public(), PublicKey::Ed25519(public));
    let signature = bytes(
        "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da\
         085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00",
    );
    assert_eq!(key.sign(&[0x72]).unwrap(), Signature::Ed25519(signature));
}

/// Test vectors of RFC 6979, section A.2.5, with SHA-256. The first of the two has a high `s`
/// there, which is subtracted from the order of the curve here.
#[test]
fn p256_as_in_the_rfc_of_deterministic_signatures() {
    let key = key(
        Kind::P256,
        bytes("c9afa9d845ba75166b5c215767b1d6934e50c3db36e89b127b8a622b120f6721"),
    );
    let public = bytes("0360fed4ba255a9d31c961eb74c6356d68c049b8923b61fa6ce669622e60f29fb6");
    assert_eq!(key.public(), PublicKey::P256(public));
    for (message, r, s) in [
        (
            "sample",
            "efd48b2aacb6a8fd1140dd9cd45e81d69d2c877b56aaf991c34d0ea84eaf3716",
            // The order minus f7cb1c942d657c41d436c7a1b6e29f65f3e900dbb9aff4064dc4ab2f843acda8.
            "0834e36ad29a83bf2bc9385e491d6099c8fdf9d1ed67aa7ea5f51f93782857a9",
        ),
        (
            "test",
            "f1abb023518351cd71d881567b1ea663ed3efcf6c5132b354f28d3b0b7d38367",
            "019f4113742a2b14bd25926b49c649155f267e60d3814b4c0cc84250e46f0083",
        ),
    ] {
        let signature = bytes(&format!("{r}{s}"));
        let signed = key.sign(message.as_bytes()).unwrap();
        assert_eq!(signed, Signature::P256(signature), "{message}");
    }
}

/// Another library, in C, makes the same signatures.
#[test]
fn secp256k1_as_substrates_library_signs() {
    for byte in 1..=20 {
        let ours = key(Kind::Secp256k1, [byte; 32]);
        let theirs = subxt_signer::ecdsa::Keypair::from_secret_key([byte; 32]).unwrap();
        assert_eq!(ours.public(), PublicKey::Secp256k1(theirs.public_key().0));
        let message = [&[byte; 3][..], b"message"].concat();
        let signature = Signature::Secp256k1(theirs.sign(&message).0);
        assert_eq!(ours.sign(&message).unwrap(), signature);
    }
}

/// Test vector of RFC 7748, section 6.1.
#[test]
fn x25519_as_in_its_rfc() {
    let key = key(
        Kind::X25519,
        bytes("77076d0a7318a57d3c16c17251b26645df4c2f87ebc0992ab177fba51db92c2a"),
    );
    let public = bytes("8520f0098930a754748b7ddcb43ef75a0dbf3a0d26381af4eba4a98eaa9b4e6a");
    assert_eq!(key.public(), PublicKey::X25519(public));
    assert!(matches!(
        key.sign(b""),
        Err(Error::CannotSign(Kind::X25519))
    ));
}

/// A Jubjub key signs only the data of proofs, and no operation of a DID, whatever DID names it.
#[test]
fn a_key_for_proofs_signs_no_message() {
    let key = key(Kind::Jubjub, [9; 32]);
    let expected = SecretKey::from_seed(&[9; 32]).public_key().to_bytes();
    assert_eq!(key.public(), PublicKey::Jubjub(expected));
    let refused = key.sign(b"").unwrap_err();
    assert!(matches!(refused, Error::CannotSign(Kind::Jubjub)));
    let message = refused.to_string();
    assert!(
        message.contains("jubjub cannot sign operations of a DID"),
        "{message}"
    );
}

#[test]
fn what_is_no_key_is_refused() {
    let refused = |kind, bytes| {
        let key = PrivateKey::from_bytes(kind, &Zeroizing::new(bytes));
        assert!(matches!(key, Err(Error::NoKey(_))), "{kind}");
    };
    for kind in [Kind::Secp256k1, Kind::P256] {
        refused(kind, [0; 32]);
        refused(kind, [0xff; 32]);
    }
}

#[test]
fn nothing_shows_a_private_key() {
    for kind in Kind::ALL {
        let shown = format!("{:?}", key(kind, [0xab; 32]));
        assert!(shown.starts_with("PrivateKey(of "), "{shown}");
        assert!(
            !shown.contains("171, 171") && !shown.contains("abab"),
            "{shown}"
        );
    }
}

#[test]
fn kinds_have_one_name() {
    for kind in Kind::ALL {
        let json = serde_json::to_string(&kind).unwrap();
        assert_eq!(json, format!("\"{kind}\""));
        #[cfg(feature = "clap")]
        assert_eq!(
            <Kind as clap::ValueEnum>::from_str(&kind.to_string(), false),
            Ok(kind)
        );
    }
}

proptest! {
    #[test]
    fn signatures_are_of_the_key_and_the_message_alone(
        seed: [u8; 32],
        message: Vec<u8>,
        other: Vec<u8>,
    ) {
        prop_assume!(message != other);
        for kind in [Kind::Ed25519, Kind::Sr25519, Kind::Secp256k1, Kind::P256] {
            let key = key(kind, blake2_256(&seed));
            prop_assert_eq!(key.public().check(aura_primitives::did::Relationships::SIGNING), Ok(()));
            let signature = key.sign(&message).unwrap();
            prop_assert!(verifies(&signature, &message, &key.public()), "{}", kind);
            prop_assert!(!verifies(&signature, &other, &key.public()), "{}", kind);
        }
    }

    #[test]
    fn keys_for_agreement_are_valid(seed: [u8; 32]) {
        let key = key(Kind::X25519, seed);
        let relationships = aura_primitives::did::Relationships::KEY_AGREEMENT;
        prop_assert_eq!(key.public().check(relationships), Ok(()));
    }
}
