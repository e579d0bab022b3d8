//! Derivation paths of keys, as in `docs/wallet.md`.

use super::{
    slip10::{Curve, Node},
    Kind, Phrase, PrivateKey,
};
use crate::{limits::MAX_NUMBERS, Result};
use aura_zkp_core::Fr;
use sp_crypto_hashing::blake2_512;
use subxt_signer::DeriveJunction;
use zeroize::Zeroizing;

/// Number of a DID's salt among its keys.
const SALT: u32 = MAX_NUMBERS;

/// Number, in place of a DID's, for secrets of the wallet itself. No DID has it.
const WALLET: u32 = MAX_NUMBERS;

/// Number, among those, of the key from which the holder's secrets are derived.
const HOLDER: u32 = 0;

/// Domain separator of the hash that gives a holder's secret.
const HOLDER_DOMAIN: &[u8] = b"aura/wallet/holder/1";

/// The purpose of BIP44, the first step of each path.
const PURPOSE: u32 = 44;

/// Coin type: the four letters `aura`. SLIP-0044 does not list this number.
const COIN_TYPE: u32 = u32::from_be_bytes(*b"aura");

/// Derives the key `number` of the DID `did`.
///
/// # Errors
/// Only if the bytes are not a private key, which no derivation gives.
pub fn key(phrase: &Phrase, kind: Kind, did: u32, number: u32) -> Result<PrivateKey> {
    let curve = match kind {
        Kind::Sr25519 => return Ok(PrivateKey::Sr25519(sr25519(phrase, did, number))),
        Kind::Ed25519 => Curve::Ed25519,
        Kind::Secp256k1 => Curve::Secp256k1,
        Kind::P256 => Curve::P256,
        Kind::X25519 => Curve::Curve25519,
        Kind::Jubjub => Curve::Jubjub,
    };
    PrivateKey::from_bytes(kind, &slip10(phrase, curve, did, number))
}

/// Derives the salt of the DID `did`. It depends on the phrase alone, so that the phrase finds its
/// DIDs again, and the chain refuses to create one twice.
pub fn salt(phrase: &Phrase, did: u32) -> [u8; 32] {
    *slip10(phrase, Curve::Ed25519, did, SALT)
}

/// Derives the holder's secret on the chain with this genesis hash. All credentials on a chain
/// share it, which proves that they belong to one person. Each chain has its own, so that one that
/// leaks on one chain reveals nothing on another.
///
/// `BLAKE2b-512("aura/wallet/holder/1" ‖ key ‖ genesis) mod r`, little-endian, with the key of
/// Jubjub's tree at `m/44'/1635086945'/2147483647'/0'`.
pub fn holder(phrase: &Phrase, genesis: &[u8; 32]) -> Zeroizing<Fr> {
    let key = slip10(phrase, Curve::Jubjub, WALLET, HOLDER);
    let preimage = Zeroizing::new([HOLDER_DOMAIN, &key[..], genesis].concat());
    let wide = Zeroizing::new(blake2_512(&preimage));
    Zeroizing::new(Fr::from_bytes_wide(&wide))
}

/// Derives the key at `m/44'/1635086945'/<did>'/<number>'`, by SLIP-0010.
fn slip10(phrase: &Phrase, curve: Curve, did: u32, number: u32) -> Zeroizing<[u8; 32]> {
    let path = [PURPOSE, COIN_TYPE, did, number];
    Node::derive(curve, &*phrase.seed(), &path).key().clone()
}

/// Derives the key pair at `//aura//did//<did>//<number>`, as Substrate does.
fn sr25519(phrase: &Phrase, did: u32, number: u32) -> subxt_signer::sr25519::Keypair {
    phrase.sr25519().derive([
        DeriveJunction::hard("aura"),
        DeriveJunction::hard("did"),
        DeriveJunction::hard(u64::from(did)),
        DeriveJunction::hard(u64::from(number)),
    ])
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::random::system;
    use std::collections::HashSet;
    use subxt_signer::{sr25519::Keypair, DEV_PHRASE};

    const KINDS: [Kind; 6] = [
        Kind::Ed25519,
        Kind::Sr25519,
        Kind::Secp256k1,
        Kind::P256,
        Kind::X25519,
        Kind::Jubjub,
    ];

    fn phrase() -> Phrase {
        Phrase::parse(DEV_PHRASE).unwrap()
    }

    #[test]
    fn the_steps_are_hardened() {
        assert_eq!(COIN_TYPE, 1_635_086_945);
        assert!([PURPOSE, COIN_TYPE, MAX_NUMBERS]
            .iter()
            .all(|step| *step < 1 << 31));
    }

    #[test]
    fn sr25519_keys_are_those_of_the_path_as_substrate_reads_it() {
        let uri = format!("{DEV_PHRASE}//aura//did//3//4").parse().unwrap();
        let expected = Keypair::from_uri(&uri).unwrap().public_key().0;
        assert_eq!(sr25519(&phrase(), 3, 4).public_key().0, expected);
    }

    #[test]
    fn each_number_and_kind_has_its_own_key() {
        let mut keys = HashSet::new();
        for kind in KINDS {
            for did in [0, 1, MAX_NUMBERS - 1] {
                for number in [0, 1, MAX_NUMBERS - 1] {
                    let key = key(&phrase(), kind, did, number).unwrap();
                    assert_eq!(key.kind(), kind);
                    keys.insert(key.public().as_bytes().to_vec());
                }
            }
        }
        assert_eq!(keys.len(), 6 * 9);
    }

    /// Expected keys from other implementations: that of Sr25519 is from polkadot.js.
    #[test]
    fn derivations_never_change() {
        for (kind, expected) in KINDS.into_iter().zip([
            "1ea971e1a4b5a3f8f7f3975c8a22cd86df45a41bcef538cd038d2c8b88efab55",
            "2ad8fd88b202ee3cacbee22ef8131e090d77e922d79b06594542b04e3d9af150",
            "03c85cec9691a94f5f5b178a29a3fab550b6f54a083b3781a8dc89a021551240a9",
            "0381ece873e2eaa8a3701e51cf41686cba98fe0fc4b2d18ed518644ea7eb98cb37",
            "23932495908c2b6fd6b3161dbbaf42fd14b5a280e272876ff3294cb62f652025",
            "c9ee797a0b714b573f67797bac74973bed76c81ef1d75d49deb55209a275c391",
        ]) {
            let key = key(&phrase(), kind, 1, 2).unwrap();
            let public = const_hex::encode(key.public().as_bytes());
            assert_eq!(public, expected, "{kind}");
        }
        assert_eq!(
            const_hex::encode(salt(&phrase(), 1)),
            "6c39ed1d080bae2040cbdd568372c609f064eb6ec5b87d5b5f8a201c7220aa4a"
        );
    }

    /// Expected values from another implementation, as for the keys above.
    #[test]
    fn the_holders_secret_never_changes_and_is_another_on_each_chain() {
        assert_eq!(
            const_hex::encode(holder(&phrase(), &[7; 32]).to_bytes()),
            "e4cff375ae23449523009b37ac41d7e40640f50ea7c7584fc3fbb8a5a473233f"
        );
        let other = Phrase::generate(Default::default(), &system).unwrap();
        assert_ne!(holder(&phrase(), &[7; 32]), holder(&phrase(), &[8; 32]));
        assert_ne!(holder(&phrase(), &[7; 32]), holder(&other, &[7; 32]));
    }

    #[test]
    fn salts_differ_by_did_and_phrase() {
        let other = Phrase::generate(Default::default(), &system).unwrap();
        let salts = [salt(&phrase(), 0), salt(&phrase(), 1), salt(&other, 0)];
        assert_eq!(HashSet::from(salts).len(), 3);
    }
}
