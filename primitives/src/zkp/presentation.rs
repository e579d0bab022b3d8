//! Presentations of proofs, and the receipts for them.

use super::{Day, KeyId, PolicyId};
use crate::limits;
use crate::{
    credentials::{ListId, StatusRoot},
    did::{Did, KeyIndex},
};
use codec::{Decode, DecodeWithMemTracking, Encode, MaxEncodedLen};
use scale_info::TypeInfo;

/// Nullifier: a pseudonym of the holder in one scope, always the same there and unlinkable to other
/// scopes. Little-endian.
pub type Nullifier = [u8; 32];

/// The beneficiary of a presentation for off-chain verification, which the chain refuses.
pub const NOBODY: [u8; 32] = [0; 32];

/// A proof that a policy is satisfied, and the records that it refers to. The chain looks up their
/// contents by itself.
///
/// Nothing may be identified by the bytes of the proof: anybody can rerandomize them.
#[derive(
    Clone, PartialEq, Eq, Debug, Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo,
)]
pub struct Presentation<Account> {
    /// The policy to satisfy.
    pub policy: PolicyId,
    /// The account that gets the receipt. Any account can submit the presentation, for this
    /// beneficiary only.
    pub beneficiary: Account,
    /// Version of the verifying key.
    pub version: u16,
    /// Issuer of the credential.
    pub issuer: Did,
    /// The issuer's key that signed the credential.
    pub key: KeyIndex,
    /// Status list of the credential.
    pub list: ListId,
    /// Status root of that list, under which the credential is neither revoked, suspended nor held.
    pub status_root: StatusRoot,
    /// The day on which the credential is in force: that of the block, or the day before. A policy
    /// of one use per person fixes the day.
    pub date: Day,
    /// Nullifier of the holder; for a policy of unlimited uses its scope is this challenge.
    pub nullifier: Nullifier,
    /// Random bytes drawn by the prover.
    pub challenge: [u8; 32],
    /// The last block in which the presentation can be submitted.
    pub expires: u32,
    /// The points A, B and C in Zcash's uncompressed encoding.
    pub proof: [u8; limits::UNCOMPRESSED_PROOF_BYTES],
}

/// Record of an accepted proof for an account.
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
pub struct Receipt {
    /// The first block in which the receipt is no longer valid.
    pub until: u32,
    /// Nullifier of the holder in the scope of the proof.
    pub nullifier: Nullifier,
    /// The verifying key of the proof. Disabling it invalidates the receipt.
    pub key: KeyId,
}
