//! The issuer's signature on a credential: Schnorr on Jubjub with a challenge of 128 bits, which is
//! cheap to check in a circuit (`docs/zkp.md`, section 4.5).

use crate::{
    field::{from_ark, to_ark},
    hash::{p3, tag},
    tags, Fr,
};
use ark_ed_on_bls12_381::EdwardsAffine;
use blake2b_simd::Params;
use core::fmt;
use group::Group;
use jubjub::{AffinePoint, ExtendedPoint, Fr as Order, SubgroupPoint};
use zeroize::{Zeroize, ZeroizeOnDrop};

/// A verification key: a point of prime order.
// Affine, since its coordinates are read more often than it is multiplied.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct PublicKey(AffinePoint);

/// The bytes are not a key.
#[derive(Clone, Copy, PartialEq, Eq, Debug, thiserror::Error)]
#[error("the bytes are not a canonical Jubjub point of prime order")]
pub struct PublicKeyError;

impl PublicKey {
    /// Decodes a key: canonical, on the curve, of prime order.
    ///
    /// # Errors
    ///
    /// If it is not.
    pub fn from_bytes(bytes: &[u8; 32]) -> Result<Self, PublicKeyError> {
        let key = Self::from_document(bytes)?;
        // Excludes points of small order, the identity, and sums with such points.
        if bool::from(key.0.is_prime_order()) {
            Ok(key)
        } else {
            Err(PublicKeyError)
        }
    }

    /// Decodes a key that [`PublicKey::from_bytes`] has accepted before: one of a DID document on
    /// the chain, which lists only such keys. In a runtime, checking the order again takes
    /// milliseconds.
    ///
    /// The circuits are sound only for keys of prime order. A genesis or a migration that writes
    /// documents without the change `AddProofKey` must call [`PublicKey::from_bytes`] itself; the
    /// invariants of the DID pallet do.
    ///
    /// # Errors
    ///
    /// If it is not a point.
    pub fn from_document(bytes: &[u8; 32]) -> Result<Self, PublicKeyError> {
        let (sign, v) = split(bytes);
        let v: Option<Fr> = Fr::from_bytes(&v).into();
        let v = v.ok_or(PublicKeyError)?;
        let us = EdwardsAffine::get_xs_from_y_unchecked(to_ark(&v)).ok_or(PublicKeyError)?;
        let (u, minus_u) = (from_ark(&us.0), from_ark(&us.1));
        // Zero has no sign: the sign bit must be clear.
        let u = [u, minus_u].into_iter().find(|u| is_odd(u) == sign);
        let u = u.ok_or(PublicKeyError)?;
        Ok(Self(AffinePoint::from_raw_unchecked(u, v)))
    }

    /// The compressed point.
    pub fn to_bytes(&self) -> [u8; 32] {
        self.0.to_bytes()
    }

    /// The point.
    pub const fn affine(&self) -> AffinePoint {
        self.0
    }

    /// The coordinates u and v, which are public inputs.
    pub fn coordinates(&self) -> [Fr; 2] {
        [self.0.get_u(), self.0.get_v()]
    }

    /// True if the signature is by this key over the message.
    pub fn verify(&self, message: &Fr, signature: &Signature) -> bool {
        let [u, v] = self.coordinates();
        let key = SubgroupPoint::from_raw_unchecked(u, v);
        let point = SubgroupPoint::generator() * signature.s - key * exponent(&signature.c);
        challenge(&point, message) == Some(signature.c)
    }
}

/// Splits the encoding into the sign of u and the bytes of v.
fn split(bytes: &[u8; 32]) -> (bool, [u8; 32]) {
    let mut v = *bytes;
    let [.., last] = &mut v;
    let sign = *last >> 7 == 1;
    *last &= 0b0111_1111;
    (sign, v)
}

fn is_odd(element: &Fr) -> bool {
    let [first, ..] = element.to_bytes();
    first & 1 == 1
}

/// A signing key. Wiped when dropped; `Debug` does not print it.
#[derive(Clone)]
pub struct SecretKey {
    scalar: Order,
    nonce_key: [u8; 32],
}

impl SecretKey {
    /// Derives the key from 32 secret bytes, the only bytes to back up.
    pub fn from_seed(seed: &[u8; 32]) -> Self {
        let mut scalar = derived(seed, b"scalar");
        let mut nonce = derived(seed, b"nonce key");
        let mut nonce_key = [0; 32];
        nonce_key
            .iter_mut()
            .zip(nonce)
            .for_each(|(to, from)| *to = from);
        let key = Self {
            scalar: Order::from_bytes_wide(&scalar),
            nonce_key,
        };
        scalar.zeroize();
        nonce.zeroize();
        nonce_key.zeroize();
        key
    }

    /// The verification key.
    pub fn public_key(&self) -> PublicKey {
        let point = SubgroupPoint::generator() * self.scalar;
        PublicKey(AffinePoint::from(ExtendedPoint::from(point)))
    }

    /// Signs a message. `random` should be fresh each time; even if it repeats, no nonce repeats
    /// for another message.
    pub fn sign(&self, message: &Fr, random: &[u8; 32]) -> Signature {
        let key = self.public_key().to_bytes();
        let mut counter: u32 = 0;
        loop {
            let mut nonce = self.nonce(&key, message, random, counter);
            let signature =
                challenge(&(SubgroupPoint::generator() * nonce), message).map(|c| Signature {
                    c,
                    s: nonce + exponent(&c) * self.scalar,
                });
            nonce.zeroize();
            // About every second challenge has too many bits.
            match signature {
                Some(signature) => return signature,
                None => counter = counter.wrapping_add(1),
            }
        }
    }

    /// `BLAKE2b-512("aura/1/nonce" ‖ nonce key ‖ random ‖ A ‖ M ‖ counter) mod ℓ`.
    fn nonce(&self, key: &[u8; 32], message: &Fr, random: &[u8; 32], counter: u32) -> Order {
        let hash = Params::new()
            .hash_length(64)
            .to_state()
            .update(tags::SUITE.as_bytes())
            .update(tags::NONCE.as_bytes())
            .update(&self.nonce_key)
            .update(random)
            .update(key)
            .update(&message.to_bytes())
            .update(&counter.to_le_bytes())
            .finalize();
        let mut wide = *hash.as_array();
        let nonce = Order::from_bytes_wide(&wide);
        wide.zeroize();
        nonce
    }
}

fn derived(seed: &[u8; 32], what: &[u8]) -> [u8; 64] {
    let hash = Params::new()
        .hash_length(64)
        .to_state()
        .update(tags::SUITE.as_bytes())
        .update(tags::SEED.as_bytes())
        .update(seed)
        .update(what)
        .finalize();
    *hash.as_array()
}

impl fmt::Debug for SecretKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("SecretKey(..)")
    }
}

impl Drop for SecretKey {
    fn drop(&mut self) {
        self.scalar.zeroize();
        self.nonce_key.zeroize();
    }
}

impl ZeroizeOnDrop for SecretKey {}

/// A signature. Holders never show it.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct Signature {
    /// The low 128 bits of the challenge, little-endian.
    pub c: [u8; 16],
    /// The response.
    pub s: Order,
}

/// The bytes are not a signature.
#[derive(Clone, Copy, PartialEq, Eq, Debug, thiserror::Error)]
#[error("the response of the signature is not below the order of the group")]
pub struct SignatureError;

impl Signature {
    /// Challenge and response, little-endian.
    pub fn to_bytes(&self) -> [u8; 48] {
        let mut bytes = [0; 48];
        let parts = self.c.into_iter().chain(self.s.to_bytes());
        bytes
            .iter_mut()
            .zip(parts)
            .for_each(|(to, from)| *to = from);
        bytes
    }

    /// Decodes a signature.
    ///
    /// # Errors
    ///
    /// If the response is not below the order: it would be a second encoding of another signature.
    pub fn from_bytes(bytes: &[u8; 48]) -> Result<Self, SignatureError> {
        let (c, s) = bytes.split_first_chunk().ok_or(SignatureError)?;
        let s = s.first_chunk().ok_or(SignatureError)?;
        let s: Option<Order> = Order::from_bytes(s).into();
        Ok(Self {
            c: *c,
            s: s.ok_or(SignatureError)?,
        })
    }
}

impl fmt::Debug for Signature {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Signature(..)")
    }
}

impl Zeroize for Signature {
    fn zeroize(&mut self) {
        self.c.zeroize();
        self.s.zeroize();
    }
}

/// `2^128 + 2c + 1`: an odd number of 129 bits, whose digits circuits take as signs.
pub fn exponent(c: &[u8; 16]) -> Order {
    let c = u128::from_le_bytes(*c);
    let limbs = [c as u64, (c >> 64) as u64, 0, 0];
    Order::from_raw(limbs).double() + Order::one() + Order::from_raw([0, 0, 1, 0])
}

/// The low 128 bits of `P3("challenge"; v, M)`, if that has at most 254 bits: a circuit can then
/// split it without a comparison with the modulus.
fn challenge(point: &SubgroupPoint, message: &Fr) -> Option<[u8; 16]> {
    let point = AffinePoint::from(ExtendedPoint::from(*point));
    let hash = p3(tag(tags::CHALLENGE), [point.get_v(), *message]).to_bytes();
    let [.., last] = hash;
    if last >= 0b0100_0000 {
        return None;
    }
    hash.first_chunk().copied()
}

#[cfg(test)]
mod tests;
