//! Signatures by keys of each type.

use codec::{Decode, DecodeWithMemTracking, Encode, MaxEncodedLen};
use scale_info::TypeInfo;

/// A signature over the payload of an operation or creation: its 32 bytes, either bare or between
/// `<Bytes>` and `</Bytes>` as browser extensions wrap them.
#[derive(
    Clone, PartialEq, Eq, Debug, Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo,
)]
pub enum Signature {
    /// Ed25519 (RFC 8032).
    Ed25519([u8; 64]),
    /// Sr25519 with the signing context `substrate`.
    Sr25519([u8; 64]),
    /// ECDSA over the BLAKE2b-256 of the message: `r`, `s` and the recovery id; `s` is low.
    Secp256k1([u8; 65]),
    /// ECDSA over the SHA-256 of the message, as Web Crypto signs: `r` and `s`; `s` is low.
    P256([u8; 64]),
}
