//! What is sent to the chain to be checked, and what comes of it.

use super::{limits, Day, KeyId, PolicyId};
use crate::{
    credentials::{ListId, StatusRoot},
    did::{Did, KeyIndex},
};
use codec::{Decode, DecodeWithMemTracking, Encode, MaxEncodedLen};
use scale_info::TypeInfo;

/// A person's number in one scope: the same each time, and no relation to that in another scope.
/// Little-endian.
pub type Nullifier = [u8; 32];

/// Who has the use of a presentation that names nobody: it is verified off chain, and the chain does not
/// take it.
pub const NOBODY: [u8; 32] = [0; 32];

/// A proof that a policy is satisfied, and the records that it is about. It only names them: what
/// they say, the chain looks up itself.
///
/// Nothing is to be kept by the bytes of the proof: anybody can make others of them.
#[derive(
    Clone, PartialEq, Eq, Debug, Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo,
)]
pub struct Presentation<Account> {
    /// What is proven.
    pub policy: PolicyId,
    /// Who gets the receipt. Anybody can send the presentation, for nobody else.
    pub beneficiary: Account,
    /// Which key of the circuit the proof was made with.
    pub version: u16,
    /// Who issued the credential.
    pub issuer: Did,
    /// With which of its keys.
    pub key: KeyIndex,
    /// In which list its status is.
    pub list: ListId,
    /// Root of that list under which it is neither revoked, suspended nor held.
    pub status_root: StatusRoot,
    /// The day on which it is in force: of this block, or the day before. A policy for one use each
    /// says which day.
    pub date: Day,
    /// The person's number: for a policy of many uses, in a scope of this challenge alone.
    pub nullifier: Nullifier,
    /// What the prover drew at random.
    pub challenge: [u8; 32],
    /// The last block in which it can be sent.
    pub expires: u32,
    /// The points A, B and C as Zcash writes them uncompressed.
    pub proof: [u8; limits::UNCOMPRESSED_PROOF],
}

/// The chain has seen a proof for an account.
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
    /// The block from which on it is no longer valid.
    pub until: u32,
    /// The person's number in the scope of the proof.
    pub nullifier: Nullifier,
    /// The key by which the proof was checked. The receipt is not valid once that key is disabled.
    pub key: KeyId,
}
