//! Signatures by keys of each kind.

use codec::{Decode, DecodeWithMemTracking, Encode, MaxEncodedLen};
use scale_info::TypeInfo;

/// A signature. What it covers is the payload of an operation, 32 bytes, as they are or between
/// `<Bytes>` and `</Bytes>`, which is what extensions of browsers sign.
#[derive(
    Clone, PartialEq, Eq, Debug, Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo,
)]
pub enum Signature {
    /// Ed25519 of RFC 8032.
    Ed25519([u8; 64]),
    /// Sr25519 in the context `substrate`.
    Sr25519([u8; 64]),
    /// ECDSA over the BLAKE2b-256 of the message: `r`, `s` and the recovery id; `s` is low.
    Secp256k1([u8; 65]),
    /// ECDSA over the SHA-256 of the message, as Web Crypto signs: `r` and `s`; `s` is low.
    P256([u8; 64]),
}
