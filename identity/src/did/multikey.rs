//! Keys as [Multikey](https://www.w3.org/TR/cid-1.0/#Multikey): `z`, then the base58btc of the
//! multicodec prefix and the key.

use crate::{did::ResolutionError, limits::MAX_MULTIKEY_CHARS};
use aura_primitives::did::PublicKey;

/// Encodes the bytes of a Multikey.
pub fn encode(multikey: &[u8]) -> String {
    format!("z{}", bs58::encode(multikey).into_string())
}

/// Decodes a Multikey.
///
/// It does not check that the bytes are a point of the curve: [`PublicKey::check`] does, and the
/// chain has called it for every key in a document.
///
/// # Errors
///
/// [`ResolutionError::Multikey`] if the base, the key type or the length is wrong.
pub fn decode(text: &str) -> Result<PublicKey, ResolutionError> {
    let digits = text.strip_prefix('z').ok_or(ResolutionError::Multikey)?;
    if digits.len() > MAX_MULTIKEY_CHARS {
        return Err(ResolutionError::Multikey);
    }
    let bytes = bs58::decode(digits)
        .into_vec()
        .map_err(|_| ResolutionError::Multikey)?;
    let kinds = [
        PublicKey::Ed25519([0; 32]),
        PublicKey::Sr25519([0; 32]),
        PublicKey::Secp256k1([0; 33]),
        PublicKey::P256([0; 33]),
        PublicKey::X25519([0; 32]),
        PublicKey::Jubjub([0; 32]),
    ];
    kinds
        .into_iter()
        .find_map(|kind| with_key(kind, bytes.strip_prefix(kind.multicodec())?))
        .ok_or(ResolutionError::Multikey)
}

/// Makes a key of the type of `kind`, if the length is right.
fn with_key(kind: PublicKey, bytes: &[u8]) -> Option<PublicKey> {
    Some(match kind {
        PublicKey::Ed25519(_) => PublicKey::Ed25519(bytes.try_into().ok()?),
        PublicKey::Sr25519(_) => PublicKey::Sr25519(bytes.try_into().ok()?),
        PublicKey::Secp256k1(_) => PublicKey::Secp256k1(bytes.try_into().ok()?),
        PublicKey::P256(_) => PublicKey::P256(bytes.try_into().ok()?),
        PublicKey::X25519(_) => PublicKey::X25519(bytes.try_into().ok()?),
        PublicKey::Jubjub(_) => PublicKey::Jubjub(bytes.try_into().ok()?),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn hex<const N: usize>(hex: &str) -> [u8; N] {
        const_hex::decode_to_array(hex).unwrap()
    }

    /// Examples and test vectors of the method `did:key`.
    #[test]
    fn the_keys_of_did_key_are_read_and_written() {
        for (text, key) in [
            (
                "z6MkiTBz1ymuepAQ4HEHYSF1H8quG5GLVVQR3djdX3mDooWp",
                PublicKey::Ed25519(hex(
                    "3b6a27bcceb6a42d62a3a8d02a6f0d73653215771de243a63ac048a18b59da29",
                )),
            ),
            (
                "z6LSeu9HkTHSfLLeUs2nnzUSNedgDUevfNQgQjQC23ZCit6F",
                PublicKey::X25519(hex(
                    "2fe57da347cd62431528daac5fbb290730fff684afc4cfc2ed90995f58cb3b74",
                )),
            ),
            (
                "zQ3shokFTS3brHcDQrn82RUDfCZESWL1ZdCEJwekUDPQiYBme",
                PublicKey::Secp256k1(hex(
                    "03874c15c7fda20e539c6e5ba573c139884c351188799f5458b4b41f7924f235cd",
                )),
            ),
            (
                "zDnaerDaTF5BXEavCrfRZEk316dpbLsfPDZ3WJ5hRTPFU2169",
                PublicKey::P256(hex(
                    "037f235830dd3defa722ef1aa249d6a0ddbba4f990b0817538933f573640653542",
                )),
            ),
        ] {
            assert_eq!(decode(text), Ok(key), "{text}");
            assert_eq!(encode(&key.to_multikey()), text);
        }
    }

    #[test]
    fn what_is_no_multikey_is_refused() {
        let good = encode(&PublicKey::Ed25519([5; 32]).to_multikey());
        let (shorter, _) = good.split_at(good.len() - 1);
        let private = encode(&[&[0x80, 0x26], &[5; 32][..]].concat());
        for bad in [
            "",
            "z",
            "z6Mk",
            "z0OIl",
            &good[1..],
            &good.replacen('z', "u", 1),
            shorter,
            &format!("{good}1"),
            // A private Ed25519 key has a prefix as well.
            &private,
            &"z".repeat(10_000),
        ] {
            assert_eq!(decode(bad), Err(ResolutionError::Multikey), "{bad}");
        }
    }

    proptest! {
        #[test]
        fn every_kind_is_read_as_it_was_written(short: [u8; 32], sign: bool) {
            let long = [&[2 + u8::from(sign)], &short[..]].concat().try_into().unwrap();
            for key in [
                PublicKey::Ed25519(short),
                PublicKey::Sr25519(short),
                PublicKey::Secp256k1(long),
                PublicKey::P256(long),
                PublicKey::X25519(short),
                PublicKey::Jubjub(short),
            ] {
                prop_assert_eq!(decode(&encode(&key.to_multikey())), Ok(key));
            }
        }

        #[test]
        fn no_text_makes_it_panic(text in "z?\\PC{0,60}") {
            let _ = decode(&text);
        }
    }
}
