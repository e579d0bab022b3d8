//! Private keys of DIDs, and their signatures.

use crate::{Error, Result};
use aura_primitives::did::{PublicKey, Signature};
use aura_zkp_core::signature::SecretKey;
use curve25519_dalek::MontgomeryPoint;
use ed25519_dalek::Signer;
use p256::ecdsa::signature::hazmat::PrehashSigner;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use sp_crypto_hashing::blake2_256;
use std::fmt;
use subxt_signer::sr25519::Keypair;
use zeroize::Zeroizing;

/// The types of keys that a wallet makes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "clap", derive(clap::ValueEnum))]
#[serde(rename_all = "lowercase")]
pub enum Kind {
    /// Ed25519 signatures.
    Ed25519,
    /// Sr25519 signatures.
    Sr25519,
    /// ECDSA signatures over secp256k1.
    Secp256k1,
    /// ECDSA signatures over P-256.
    P256,
    /// X25519 key agreement.
    X25519,
    /// Schnorr signatures on Jubjub over credentials, for zero-knowledge proofs.
    Jubjub,
}

impl Kind {
    /// All kinds, in the order of their declaration.
    pub const ALL: [Self; 6] = [
        Self::Ed25519,
        Self::Sr25519,
        Self::Secp256k1,
        Self::P256,
        Self::X25519,
        Self::Jubjub,
    ];
}

impl fmt::Display for Kind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Ed25519 => "ed25519",
            Self::Sr25519 => "sr25519",
            Self::Secp256k1 => "secp256k1",
            Self::P256 => "p256",
            Self::X25519 => "x25519",
            Self::Jubjub => "jubjub",
        })
    }
}

/// A private key, which is wiped when it is dropped, and hidden in debug output.
pub enum PrivateKey {
    /// Signing key of Ed25519.
    Ed25519(ed25519_dalek::SigningKey),
    /// Key pair of Sr25519.
    Sr25519(Keypair),
    /// ECDSA signing key over secp256k1.
    Secp256k1(k256::ecdsa::SigningKey),
    /// ECDSA signing key over P-256.
    P256(p256::ecdsa::SigningKey),
    /// X25519 scalar before clamping.
    X25519(Zeroizing<[u8; 32]>),
    /// Signing key on Jubjub. It signs no messages here, only the data that `aura_zkp_core` defines
    /// for it.
    Jubjub(SecretKey),
}

impl PrivateKey {
    /// Creates a key from 32 bytes: the seed of Ed25519 and Sr25519, the big-endian scalar of
    /// ECDSA, the scalar of X25519 before clamping, the seed of Jubjub.
    ///
    /// # Errors
    /// If the bytes are not a private key, which no derivation of ECDSA keys gives.
    pub fn from_bytes(kind: Kind, bytes: &Zeroizing<[u8; 32]>) -> Result<Self> {
        let key = match kind {
            Kind::Ed25519 => Some(Self::Ed25519((&**bytes).into())),
            Kind::Sr25519 => Keypair::from_secret_key(**bytes).ok().map(Self::Sr25519),
            Kind::Secp256k1 => {
                let key = k256::ecdsa::SigningKey::from_slice(&bytes[..]).ok();
                key.map(Self::Secp256k1)
            }
            Kind::P256 => {
                let key = p256::ecdsa::SigningKey::from_slice(&bytes[..]).ok();
                key.map(Self::P256)
            }
            Kind::X25519 => Some(Self::X25519(bytes.clone())),
            Kind::Jubjub => Some(Self::Jubjub(SecretKey::from_seed(bytes))),
        };
        key.ok_or(Error::NoKey(kind))
    }

    /// Returns the kind of the key.
    pub fn kind(&self) -> Kind {
        match self {
            Self::Ed25519(_) => Kind::Ed25519,
            Self::Sr25519(_) => Kind::Sr25519,
            Self::Secp256k1(_) => Kind::Secp256k1,
            Self::P256(_) => Kind::P256,
            Self::X25519(_) => Kind::X25519,
            Self::Jubjub(_) => Kind::Jubjub,
        }
    }

    /// Returns the public key, as in a DID document.
    pub fn public(&self) -> PublicKey {
        match self {
            Self::Ed25519(key) => PublicKey::Ed25519(key.verifying_key().to_bytes()),
            Self::Sr25519(key) => PublicKey::Sr25519(key.public_key().0),
            Self::Secp256k1(key) => {
                let point = key.verifying_key().to_encoded_point(true);
                PublicKey::Secp256k1(compressed(point.as_bytes()))
            }
            Self::P256(key) => {
                let point = key.verifying_key().to_encoded_point(true);
                PublicKey::P256(compressed(point.as_bytes()))
            }
            Self::X25519(key) => PublicKey::X25519(MontgomeryPoint::mul_base_clamped(**key).0),
            Self::Jubjub(key) => PublicKey::Jubjub(key.public_key().to_bytes()),
        }
    }

    /// Signs a message as the chain verifies it; see [`Signature`].
    ///
    /// # Errors
    /// [`Error::CannotSign`] if keys of this kind do not sign messages.
    pub fn sign(&self, message: &[u8]) -> Result<Signature> {
        let signature = match self {
            Self::Ed25519(key) => Some(Signature::Ed25519(key.sign(message).to_bytes())),
            Self::Sr25519(key) => Some(Signature::Sr25519(key.sign(message).0)),
            Self::Secp256k1(key) => secp256k1(key, message),
            Self::P256(key) => p256(key, message),
            Self::X25519(_) | Self::Jubjub(_) => None,
        };
        signature.ok_or(Error::CannotSign(self.kind()))
    }
}

/// Signs the BLAKE2b-256 of a message: `r`, `s` and the recovery id. The library gives a low `s`.
fn secp256k1(key: &k256::ecdsa::SigningKey, message: &[u8]) -> Option<Signature> {
    let (signature, recovery) = key.sign_prehash_recoverable(&blake2_256(message)).ok()?;
    let mut bytes = [recovery.to_byte(); 65];
    bytes
        .split_at_mut(64)
        .0
        .copy_from_slice(&signature.to_bytes());
    Some(Signature::Secp256k1(bytes))
}

fn p256(key: &p256::ecdsa::SigningKey, message: &[u8]) -> Option<Signature> {
    let hash = Sha256::digest(message);
    let signature: p256::ecdsa::Signature = key.sign_prehash(&hash).ok()?;
    // `None` if `s` is low already.
    let low = signature.normalize_s().unwrap_or(signature);
    Some(Signature::P256(low.to_bytes().into()))
}

/// Returns a compressed point of SEC 1, which has 33 bytes for both curves.
fn compressed(point: &[u8]) -> [u8; 33] {
    point.try_into().expect("a compressed point has 33 bytes")
}

impl fmt::Debug for PrivateKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "PrivateKey(of {:?})", self.public())
    }
}

#[cfg(test)]
mod tests;
