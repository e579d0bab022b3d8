//! Public keys: their curves and encodings, and the verification relationships allowed for each.

use super::Relationships;
use alloc::vec::Vec;
use codec::{Decode, DecodeWithMemTracking, Encode, MaxEncodedLen};
use curve25519_dalek::{
    edwards::CompressedEdwardsY, montgomery::MontgomeryPoint, ristretto::CompressedRistretto,
    traits::IsIdentity,
};
use scale_info::TypeInfo;

/// A public key of a verification method.
#[derive(
    Clone,
    Copy,
    PartialEq,
    Eq,
    Debug,
    Encode,
    Decode,
    DecodeWithMemTracking,
    MaxEncodedLen,
    TypeInfo,
)]
pub enum PublicKey {
    /// Ed25519 (RFC 8032): compressed point.
    Ed25519([u8; 32]),
    /// Sr25519, Schnorr signatures over Ristretto255: compressed point.
    Sr25519([u8; 32]),
    /// ECDSA over secp256k1: compressed point (SEC 1).
    Secp256k1([u8; 33]),
    /// ECDSA or key agreement over P-256: compressed point (SEC 1).
    P256([u8; 33]),
    /// X25519 key agreement (RFC 7748): u-coordinate.
    X25519([u8; 32]),
    /// Signatures over Jubjub, for credentials with zero-knowledge proofs: compressed point of
    /// prime order. It is added with its proof of possession, by
    /// [`Change::AddProofKey`](super::Change).
    Jubjub([u8; 32]),
}

/// The reason for which a key cannot be added to a document.
#[derive(Clone, Copy, PartialEq, Eq, Debug, thiserror::Error)]
pub enum KeyError {
    /// The bytes are not the canonical encoding of a point of the curve, or the point has small
    /// order.
    #[error("the bytes are not a valid public key of that type")]
    Invalid,
    /// A Jubjub key needs its proof of possession and a change of its own.
    #[error("a Jubjub key needs its signature over the DID: add it by an update")]
    Possession,
    /// The relationships are not allowed for keys of this type, or empty.
    #[error("a key of that type cannot have these verification relationships")]
    Relationships,
}

impl PublicKey {
    /// Checks that the key is valid and allowed for these relationships.
    ///
    /// # Errors
    ///
    /// See [`KeyError`].
    pub fn check(&self, relationships: Relationships) -> Result<(), KeyError> {
        if !self.may_be_used_for(relationships) {
            return Err(KeyError::Relationships);
        }
        let valid = match self {
            Self::Ed25519(bytes) => is_edwards(bytes),
            Self::Sr25519(bytes) => is_ristretto(bytes),
            Self::Secp256k1(bytes) => {
                is_compressed(bytes) && k256::PublicKey::from_sec1_bytes(bytes).is_ok()
            }
            Self::P256(bytes) => {
                is_compressed(bytes) && p256::PublicKey::from_sec1_bytes(bytes).is_ok()
            }
            Self::X25519(bytes) => is_montgomery(bytes),
            Self::Jubjub(_) => return Err(KeyError::Possession),
        };
        if valid {
            Ok(())
        } else {
            Err(KeyError::Invalid)
        }
    }

    /// Returns true if a key of this type may have all of these relationships at once; the only
    /// place where that is decided. A key needs at least one relationship.
    pub fn may_be_used_for(&self, relationships: Relationships) -> bool {
        if relationships.is_empty() {
            return false;
        }
        match self {
            Self::Ed25519(_) | Self::Sr25519(_) | Self::Secp256k1(_) => {
                relationships.is_within(Relationships::SIGNING)
            }
            // One key never both signs and agrees on keys.
            Self::P256(_) => {
                relationships.is_within(Relationships::SIGNING)
                    || relationships == Relationships::KEY_AGREEMENT
            }
            Self::X25519(_) => relationships == Relationships::KEY_AGREEMENT,
            Self::Jubjub(_) => relationships == Relationships::ASSERTION,
        }
    }

    /// The bytes of the key, without a prefix.
    pub fn as_bytes(&self) -> &[u8] {
        match self {
            Self::Ed25519(bytes)
            | Self::Sr25519(bytes)
            | Self::X25519(bytes)
            | Self::Jubjub(bytes) => bytes,
            Self::Secp256k1(bytes) | Self::P256(bytes) => bytes,
        }
    }

    /// The prefix of the key's [Multikey](https://www.w3.org/TR/cid-1.0/#Multikey), from the table
    /// of [multicodec](https://github.com/multiformats/multicodec/blob/master/table.csv), as a
    /// variable-length integer.
    pub const fn multicodec(&self) -> &'static [u8] {
        match self {
            Self::Ed25519(_) => &[0xed, 0x01],
            Self::Sr25519(_) => &[0xef, 0x01],
            Self::Secp256k1(_) => &[0xe7, 0x01],
            Self::P256(_) => &[0x80, 0x24],
            Self::X25519(_) => &[0xec, 0x01],
            // 0x300001, of the range for private use.
            Self::Jubjub(_) => &[0x81, 0x80, 0xc0, 0x01],
        }
    }

    /// The bytes of the key's Multikey: prefix and key. In base58btc, after a `z`, they are the
    /// `publicKeyMultibase` of a document.
    pub fn to_multikey(&self) -> Vec<u8> {
        [self.multicodec(), self.as_bytes()].concat()
    }
}

/// Returns true for a compressed point of SEC 1, section 2.3.3. The libraries also decode compact
/// points of the same length, which would give one point two encodings.
fn is_compressed(bytes: &[u8; 33]) -> bool {
    let [first, ..] = bytes;
    matches!(first, 2 | 3)
}

/// Checks a point of the twisted Edwards curve: encoded as in RFC 8032 and not of small order.
fn is_edwards(bytes: &[u8; 32]) -> bool {
    let compressed = CompressedEdwardsY(*bytes);
    compressed
        .decompress()
        .is_some_and(|point| point.compress() == compressed && !point.is_small_order())
}

/// Checks an element of Ristretto255, whose decoding accepts canonical bytes only; the identity is
/// refused.
fn is_ristretto(bytes: &[u8; 32]) -> bool {
    CompressedRistretto(*bytes)
        .decompress()
        .is_some_and(|point| !point.is_identity())
}

/// Checks a u-coordinate: of a point of Curve25519 itself (no private key leads to its twist),
/// reduced, and not of small order.
fn is_montgomery(bytes: &[u8; 32]) -> bool {
    MontgomeryPoint(*bytes)
        .to_edwards(0)
        .is_some_and(|point| point.to_montgomery().0 == *bytes && !point.is_small_order())
}

#[cfg(test)]
mod tests {
    use super::*;
    use Relationship::*;

    use super::super::Relationship;

    fn key<const N: usize>(hex: &str) -> [u8; N] {
        const_hex::decode_to_array(hex).unwrap()
    }

    /// One valid key of each type in use: test vectors of RFC 8032, RFC 7748 and SEC 2, and Alice's
    /// account.
    fn keys() -> [PublicKey; 5] {
        [
            PublicKey::Ed25519(key(
                "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a",
            )),
            PublicKey::Sr25519(key(
                "d43593c715fdd31c61141abd04a99fd6822c8558854ccde39a5684e7a56da27d",
            )),
            PublicKey::Secp256k1(key(
                "0279be667ef9dcbbac55a06295ce870b07029bfcdb2dce28d959f2815b16f81798",
            )),
            PublicKey::P256(key(
                "036b17d1f2e12c4247f8bce6e563a440f277037d812deb33a0f4a13945d898c296",
            )),
            PublicKey::X25519(key(
                "8520f0098930a754748b7ddcb43ef75a0dbf3a0d26381af4eba4a98eaa9b4e6a",
            )),
        ]
    }

    fn jubjub() -> PublicKey {
        PublicKey::Jubjub([0; 32])
    }

    #[test]
    fn each_cell_of_the_matrix() {
        let [ed25519, sr25519, secp256k1, p256, x25519] = keys();
        for (key, allowed) in [
            (ed25519, [true, true, false, true, true]),
            (sr25519, [true, true, false, true, true]),
            (secp256k1, [true, true, false, true, true]),
            (p256, [true, true, true, true, true]),
            (x25519, [false, false, true, false, false]),
            (jubjub(), [false, true, false, false, false]),
        ] {
            for (relationship, allowed) in Relationship::ALL.into_iter().zip(allowed) {
                assert_eq!(
                    key.may_be_used_for(relationship.into()),
                    allowed,
                    "{key:?} for {relationship:?}"
                );
            }
            assert!(!key.may_be_used_for(Relationships::NONE));
        }
    }

    #[test]
    fn no_key_both_signs_and_agrees_on_keys() {
        for key in keys() {
            for other in [
                Authentication,
                AssertionMethod,
                CapabilityInvocation,
                CapabilityDelegation,
            ] {
                let both = [KeyAgreement, other].into_iter().collect();
                assert!(!key.may_be_used_for(both), "{key:?} for {both:?}");
            }
            assert!(!key.may_be_used_for(Relationships::ALL));
        }
    }

    #[test]
    fn signing_keys_may_do_everything_else_at_once() {
        for key in &keys()[..4] {
            assert!(key.may_be_used_for(Relationships::SIGNING));
        }
    }

    #[test]
    fn good_keys_are_taken() {
        for key in keys() {
            let relationships = match key {
                PublicKey::X25519(_) => Relationships::KEY_AGREEMENT,
                _ => Relationships::SIGNING,
            };
            assert_eq!(key.check(relationships), Ok(()), "{key:?}");
        }
    }

    #[test]
    fn keys_for_proofs_come_with_a_signature() {
        assert_eq!(
            jubjub().check(Relationships::ASSERTION),
            Err(KeyError::Possession)
        );
    }

    fn refused(key: PublicKey) {
        let relationships = match key {
            PublicKey::X25519(_) => Relationships::KEY_AGREEMENT,
            _ => Relationships::SIGNING,
        };
        assert_eq!(key.check(relationships), Err(KeyError::Invalid), "{key:?}");
    }

    #[test]
    fn ed25519_keys_of_small_order_are_refused() {
        // The eight points of small order, and their non-canonical encodings.
        for hex in [
            "0100000000000000000000000000000000000000000000000000000000000000",
            "ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
            "0000000000000000000000000000000000000000000000000000000000000000",
            "0000000000000000000000000000000000000000000000000000000000000080",
            "c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a",
            "c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac03fa",
            "26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05",
            "26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc85",
            "0100000000000000000000000000000000000000000000000000000000000080",
            "ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff",
            "eeffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
            "eeffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff",
            "edffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
            "edffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff",
        ] {
            refused(PublicKey::Ed25519(key(hex)));
        }
    }

    #[test]
    fn ed25519_keys_that_are_not_reduced_are_refused() {
        // y = 3 is on the curve, and so is 3 + p in other bytes.
        let three = "0300000000000000000000000000000000000000000000000000000000000000";
        let more = "f0ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f";
        let point = |hex| PublicKey::Ed25519(key(hex));
        assert_eq!(point(three).check(Relationships::SIGNING), Ok(()));
        refused(point(more));
    }

    #[test]
    fn what_is_not_on_a_curve_is_refused() {
        let mut two = [0; 32];
        two[0] = 2;
        refused(PublicKey::Ed25519(two));
        refused(PublicKey::Sr25519([1; 32]));
        refused(PublicKey::Sr25519([0; 32]));
        // u = 2 is on the twist.
        refused(PublicKey::X25519(two));
        let nowhere = [[2].as_slice(), &[0xff; 32]].concat().try_into().unwrap();
        refused(PublicKey::Secp256k1(nowhere));
        refused(PublicKey::P256(nowhere));
    }

    #[test]
    fn points_have_one_encoding() {
        let [_, _, PublicKey::Secp256k1(secp256k1), PublicKey::P256(p256), _] = keys() else {
            panic!("in another order");
        };
        for prefix in (0..=u8::MAX).filter(|prefix| !matches!(prefix, 2 | 3)) {
            for (key, point) in [
                (PublicKey::Secp256k1 as fn(_) -> _, secp256k1),
                (PublicKey::P256, p256),
            ] {
                let mut point = point;
                point[0] = prefix;
                refused(key(point));
            }
        }
    }

    #[test]
    fn x25519_keys_of_small_order_are_refused() {
        // Listed in RFC 7748 and by its users.
        for hex in [
            "0000000000000000000000000000000000000000000000000000000000000000",
            "0100000000000000000000000000000000000000000000000000000000000000",
            "e0eb7a7c3b41b8ae1656e3faf19fc46ada098deb9c32b1fd866205165f49b800",
            "5f9c95bca3508c24b1d0b1559c83ef5b04445cc4581c8e86d8224eddd09f1157",
            "ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
            "edffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
            "eeffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
        ] {
            refused(PublicKey::X25519(key(hex)));
        }
    }

    #[test]
    fn x25519_keys_that_are_not_reduced_are_refused() {
        // u = 9 is the base point, and so is 9 + p in other bytes.
        let mut nine = [0; 32];
        nine[0] = 9;
        let base = PublicKey::X25519(nine);
        assert_eq!(base.check(Relationships::KEY_AGREEMENT), Ok(()));
        refused(PublicKey::X25519(key(
            "f6ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
        )));
    }

    #[test]
    fn x25519_keys_with_the_unused_bit_are_refused() {
        let [.., PublicKey::X25519(mut bytes)] = keys() else {
            panic!("the last key is of X25519");
        };
        bytes[31] |= 0x80;
        refused(PublicKey::X25519(bytes));
    }

    #[test]
    fn multikeys_are_those_of_the_did_key_method() {
        let text = |key: PublicKey| format!("z{}", bs58::encode(key.to_multikey()).into_string());
        // From the examples of did:key.
        for (key, multikey) in [
            (
                PublicKey::Ed25519(key(
                    "3b6a27bcceb6a42d62a3a8d02a6f0d73653215771de243a63ac048a18b59da29",
                )),
                "z6MkiTBz1ymuepAQ4HEHYSF1H8quG5GLVVQR3djdX3mDooWp",
            ),
            (
                keys()[2],
                "zQ3shVc2UkAfJCdc1TR8E66J85h48P43r93q8jGPkPpjF9Ef9",
            ),
        ] {
            assert_eq!(text(key), multikey);
        }
        for (key, prefix) in keys()
            .into_iter()
            .zip(["z6Mk", "z6QN", "zQ3s", "zDn", "z6LS"])
        {
            assert!(text(key).starts_with(prefix), "{}", text(key));
        }
    }
}
