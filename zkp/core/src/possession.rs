//! Proof of possession: the holder of a key for proofs agrees to its use in a DID document
//! (`docs/zkp.md`, section 3.3).
//!
//! A party that listed the key of another issuer could claim that issuer's credentials as its own.
//! A key therefore comes with its signature over the DID, under a tag that no credential uses.

use crate::{
    hash::{p5, tag, to_field},
    signature::{PublicKey, SecretKey, Signature},
    tags, Fr,
};
use aura_primitives::did::Did;

/// Reasons to refuse a key for a document.
#[derive(Clone, Copy, PartialEq, Eq, Debug, thiserror::Error)]
pub enum PossessionError {
    /// The bytes are not a key.
    #[error("the key is not a canonical Jubjub point of prime order")]
    Key,
    /// The signature is not by this key.
    #[error("the signature is not by this key over this DID")]
    Signature,
}

/// `P5("possession"; A.u, A.v, F("did"; 32 id bytes), 0)`.
fn message(did: &Did, key: &PublicKey) -> Fr {
    let [u, v] = key.coordinates();
    let did = to_field(tags::DID, did.as_bytes());
    p5(tag(tags::POSSESSION), [u, v, did, Fr::zero()])
}

/// Signs the DID whose document will list the key. `random` as in [`SecretKey::sign`].
pub fn sign(did: &Did, secret: &SecretKey, random: &[u8; 32]) -> [u8; 48] {
    let message = message(did, &secret.public_key());
    secret.sign(&message, random).to_bytes()
}

/// Verifies that the bytes are a key, and the signature is by that key over the DID.
///
/// # Errors
///
/// See [`PossessionError`].
pub fn verify(did: &Did, key: &[u8; 32], signature: &[u8; 48]) -> Result<(), PossessionError> {
    let key = PublicKey::from_bytes(key).map_err(|_| PossessionError::Key)?;
    let signature = Signature::from_bytes(signature).map_err(|_| PossessionError::Signature)?;
    if key.verify(&message(did, &key), &signature) {
        Ok(())
    } else {
        Err(PossessionError::Signature)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_key_signs_for_its_own_document_alone() {
        let (did, other) = (Did::from([1; 32]), Did::from([2; 32]));
        let secret = SecretKey::from_seed(&[3; 32]);
        let key = secret.public_key().to_bytes();
        let signature = sign(&did, &secret, &[4; 32]);
        assert_eq!(verify(&did, &key, &signature), Ok(()));
        let refused = Err(PossessionError::Signature);
        assert_eq!(verify(&other, &key, &signature), refused);
        let stranger = SecretKey::from_seed(&[5; 32]).public_key().to_bytes();
        assert_eq!(verify(&did, &stranger, &signature), refused);
        assert_eq!(verify(&did, &key, &[0xff; 48]), refused);
        assert_eq!(
            verify(&did, &[0; 32], &signature),
            Err(PossessionError::Key)
        );
    }
}
