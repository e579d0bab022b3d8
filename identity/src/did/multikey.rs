//! Keys as [Multikey](https://www.w3.org/TR/cid-1.0/#Multikey) writes them: a `z`, and behind it in
//! base58btc the prefix of the kind of key and the key.

use crate::Error;
use aura_primitives::did::PublicKey;

/// Characters of the longest Multikey: 37 bytes of Jubjub.
const LONGEST: usize = 52;

/// The text of the bytes of a Multikey.
pub fn encode(multikey: &[u8]) -> String {
    format!("z{}", bs58::encode(multikey).into_string())
}

/// Reads a Multikey.
///
/// Whether the bytes are a point of the curve is for [`PublicKey::check`], which the chain has done
/// for every key in a document.
///
/// # Errors
///
/// [`Error::Multikey`] if it is in another base, or of another kind or length.
pub fn decode(text: &str) -> Result<PublicKey, Error> {
    let digits = text.strip_prefix('z').ok_or(Error::Multikey)?;
    if digits.len() > LONGEST {
        return Err(Error::Multikey);
    }
    let bytes = bs58::decode(digits)
        .into_vec()
        .map_err(|_| Error::Multikey)?;
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
        .ok_or(Error::Multikey)
}

/// A key of the kind of `kind`, if the length is right.
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
