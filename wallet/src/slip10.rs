//! Key derivation by [SLIP-0010](https://github.com/satoshilabs/slips/blob/master/slip-0010.md),
//! with hardened steps only: no key reveals anything about another.

use hmac::{Hmac, Mac};
use k256::elliptic_curve::PrimeField;
use sha2::Sha512;
use zeroize::{Zeroize, Zeroizing};

/// Bit that marks a step as hardened.
const HARDENED: u32 = 1 << 31;

/// The curves of SLIP-0010, and Jubjub.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Curve {
    /// The curve edwards25519, for Ed25519.
    Ed25519,
    /// The curve curve25519, for X25519.
    Curve25519,
    /// The curve secp256k1, for ECDSA.
    Secp256k1,
    /// The curve P-256, which SLIP-0010 calls nist256p1.
    P256,
    /// The curve Jubjub, which SLIP-0010 does not have. It is derived like ed25519, with its own
    /// name.
    Jubjub,
}

/// A private key, and the chain code from which its children are derived.
pub struct Node {
    curve: Curve,
    key: Zeroizing<[u8; 32]>,
    chain_code: Zeroizing<[u8; 32]>,
}

impl Node {
    /// Derives the key at `path`. Its steps are below 2^31, and each one is hardened.
    pub fn derive(curve: Curve, seed: &[u8], path: &[u32]) -> Self {
        let master = Self::master(curve, seed);
        path.iter().fold(master, |node, step| node.child(*step))
    }

    /// Returns the key's 32 bytes.
    pub fn key(&self) -> &Zeroizing<[u8; 32]> {
        &self.key
    }

    fn master(curve: Curve, seed: &[u8]) -> Self {
        let zero = [0; 32];
        let mut hash = Hash::new(curve.name(), &[seed]);
        loop {
            if let Some(key) = curve.add(&hash.left, &zero) {
                return Self::new(curve, key, hash);
            }
            hash = Hash::new(curve.name(), &[&*hash.left, &*hash.right]);
        }
    }

    fn child(&self, step: u32) -> Self {
        let step = (step | HARDENED).to_be_bytes();
        let mut hash = Hash::new(&*self.chain_code, &[&[0], &*self.key, &step]);
        loop {
            if let Some(key) = self.curve.add(&hash.left, &self.key) {
                return Self::new(self.curve, key, hash);
            }
            hash = Hash::new(&*self.chain_code, &[&[1], &*hash.right, &step]);
        }
    }

    fn new(curve: Curve, key: Zeroizing<[u8; 32]>, hash: Hash) -> Self {
        Self {
            curve,
            key,
            chain_code: hash.right,
        }
    }
}

impl Curve {
    /// Returns the HMAC key for hashing the seed.
    fn name(self) -> &'static [u8] {
        match self {
            Self::Ed25519 => b"ed25519 seed",
            Self::Curve25519 => b"curve25519 seed",
            Self::Secp256k1 => b"Bitcoin seed",
            Self::P256 => b"Nist256p1 seed",
            Self::Jubjub => b"jubjub seed",
        }
    }

    /// Returns the key derived from `parent` and half a hash; `None` if the result is not a key of
    /// the curve. On Ed25519, Curve25519 and Jubjub, all bytes are a key.
    fn add(self, half: &[u8; 32], parent: &[u8; 32]) -> Option<Zeroizing<[u8; 32]>> {
        match self {
            Self::Ed25519 | Self::Curve25519 | Self::Jubjub => Some(Zeroizing::new(*half)),
            Self::Secp256k1 => sum::<k256::Scalar>(half, parent),
            Self::P256 => sum::<p256::Scalar>(half, parent),
        }
    }
}

/// Returns the sum modulo the order of the curve; `None` if a summand is not below the order, or
/// the sum is zero.
fn sum<S>(a: &[u8; 32], b: &[u8; 32]) -> Option<Zeroizing<[u8; 32]>>
where
    S: PrimeField<Repr = k256::FieldBytes> + Zeroize,
{
    let scalar = |bytes: &[u8; 32]| {
        let bytes = Zeroizing::new(k256::FieldBytes::from(*bytes));
        Option::<S>::from(S::from_repr(*bytes)).map(Zeroizing::new)
    };
    let sum = Zeroizing::new(*scalar(a)? + *scalar(b)?);
    if sum.is_zero().into() {
        return None;
    }
    let bytes = Zeroizing::new(sum.to_repr());
    Some(Zeroizing::new((*bytes).into()))
}

/// An HMAC-SHA512 output in two halves.
struct Hash {
    left: Zeroizing<[u8; 32]>,
    right: Zeroizing<[u8; 32]>,
}

impl Hash {
    fn new(key: &[u8], parts: &[&[u8]]) -> Self {
        let mac = Hmac::<Sha512>::new_from_slice(key).expect("a key of HMAC has any length");
        let mac = parts.iter().fold(mac, |mac, part| mac.chain_update(part));
        let bytes = Zeroizing::new(<[u8; 64]>::from(mac.finalize().into_bytes()));
        let mut hash = Self {
            left: Zeroizing::new([0; 32]),
            right: Zeroizing::new([0; 32]),
        };
        let (left, right) = bytes.split_at(32);
        hash.left.copy_from_slice(left);
        hash.right.copy_from_slice(right);
        hash
    }
}

#[cfg(test)]
mod tests;
