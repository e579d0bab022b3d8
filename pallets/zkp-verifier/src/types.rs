//! What is stored.

use aura_primitives::{
    did::Stamp,
    zkp::{Nullifier, PolicyId, PreparedKey, VerificationPolicy},
};
use codec::{Decode, DecodeWithMemTracking, Encode, MaxEncodedLen};
use frame_support::traits::Footprint;
use pallet_did::Deposit;
use polkadot_sdk::*;
use scale_info::TypeInfo;
use sp_runtime::AccountId32;

/// What a key can be used for.
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
pub enum KeyStatus {
    /// Proofs are checked with it.
    Active,
    /// A later one took its place.
    Retired,
    /// Something is wrong with it.
    Disabled,
}

/// A key that was registered.
#[derive(Clone, PartialEq, Eq, Debug, Encode, Decode, MaxEncodedLen, TypeInfo)]
pub struct KeyRecord {
    /// The key. It never changes.
    pub key: PreparedKey,
    /// What it can be used for.
    pub status: KeyStatus,
    /// When it was registered.
    pub registered: Stamp,
    /// The block from which on proofs are checked with it.
    pub active_from: u32,
}

/// A policy that was registered.
#[derive(Clone, PartialEq, Eq, Debug, Encode, Decode, MaxEncodedLen, TypeInfo)]
pub struct PolicyRecord<Ticket> {
    /// What it says.
    pub policy: VerificationPolicy,
    /// When it was registered.
    pub registered: Stamp,
    /// Who paid for it.
    pub deposit: Deposit<Ticket>,
}

/// Nullifiers of a policy of one use a person.
#[derive(Clone, PartialEq, Eq, Debug, Encode, Decode, MaxEncodedLen, TypeInfo)]
pub struct UseRecord<Ticket> {
    /// Nullifiers that were stored: persons who have satisfied the policy.
    pub used: u32,
    /// The payer, and the deposit for all nullifiers that can be stored.
    pub deposit: Deposit<Ticket>,
}

/// What is forgotten at the end of a block.
#[derive(
    Clone, PartialEq, Eq, Debug, Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo,
)]
pub enum Expiring {
    /// That a person has satisfied a policy.
    Nullifier(PolicyId, Nullifier),
    /// That an account has a receipt.
    Receipt(AccountId32, PolicyId),
    /// The count of a policy's nullifiers, after all of them. Its deposit is given back.
    Uses(PolicyId),
}

/// Bytes of a policy's entry that every policy has, with its key: the stamp and the deposit.
const POLICY: usize = 160;

/// Bytes of a nullifier's two entries with their keys: itself, and when it is forgotten.
const USE: u64 = 241;

/// Entries and bytes of the nullifiers of a policy of one use, for all persons that can satisfy it: two
/// entries for each, and two for their count, which are no larger.
pub fn footprint_of_uses(max_uses: u32) -> Footprint {
    let pairs = u64::from(max_uses).saturating_add(1);
    Footprint {
        count: pairs.saturating_mul(2),
        size: pairs.saturating_mul(USE),
    }
}

/// Entries and bytes of a policy, without its nullifiers.
pub fn footprint_of_policy(policy: &VerificationPolicy) -> Footprint {
    Footprint::from_parts(1, POLICY.saturating_add(policy.encoded_size()))
}
