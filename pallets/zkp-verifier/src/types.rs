//! Types in storage.

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

/// Status of a verifying key.
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
    /// Proofs are verified with it.
    Active,
    /// A later key has replaced it; its receipts stay valid.
    Retired,
    /// The key is faulty; its receipts are invalid.
    Disabled,
}

/// Record of a verifying key.
#[derive(Clone, PartialEq, Eq, Debug, Encode, Decode, MaxEncodedLen, TypeInfo)]
pub struct KeyRecord {
    /// The key as checked and prepared; immutable.
    pub key: PreparedKey,
    /// Active, retired or disabled.
    pub status: KeyStatus,
    /// Block and time of the registration.
    pub registered: Stamp,
    /// The first block in which proofs are verified with it.
    pub active_from: u32,
}

/// Record of a policy.
#[derive(Clone, PartialEq, Eq, Debug, Encode, Decode, MaxEncodedLen, TypeInfo)]
pub struct PolicyRecord<Ticket> {
    /// The policy as registered; immutable.
    pub policy: VerificationPolicy,
    /// Block and time of the registration.
    pub registered: Stamp,
    /// Deposit for the policy, and its depositor.
    pub deposit: Deposit<Ticket>,
}

/// Nullifier count of a policy of one use per person.
#[derive(Clone, PartialEq, Eq, Debug, Encode, Decode, MaxEncodedLen, TypeInfo)]
pub struct UseRecord<Ticket> {
    /// Number of nullifiers stored: persons who have satisfied the policy.
    pub used: u32,
    /// Deposit for all nullifiers that can be stored, and its depositor.
    pub deposit: Deposit<Ticket>,
}

/// An entry that is pruned after its expiry.
#[derive(
    Clone, PartialEq, Eq, Debug, Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo,
)]
pub enum Expiring {
    /// A nullifier used for a policy.
    Nullifier(PolicyId, Nullifier),
    /// The receipt of an account for a policy.
    Receipt(AccountId32, PolicyId),
    /// The nullifier count of a policy, pruned after the nullifiers. Its deposit is released.
    Uses(PolicyId),
}

/// Fixed bytes of a policy's entry with its key: the stamp and the deposit.
const POLICY_FIXED_BYTES: usize = 160;

/// Bytes of a nullifier's two entries with their keys: itself, and its expiry.
const USE_BYTES: u64 = 241;

/// Footprint of the nullifiers of a policy of one use per person, for the maximum number of
/// persons: two entries each, and two for their count, which are no larger.
pub fn footprint_of_uses(max_uses: u32) -> Footprint {
    let pairs = u64::from(max_uses).saturating_add(1);
    Footprint {
        count: pairs.saturating_mul(2),
        size: pairs.saturating_mul(USE_BYTES),
    }
}

/// Footprint of a policy without its nullifiers.
pub fn footprint_of_policy(policy: &VerificationPolicy) -> Footprint {
    Footprint::from_parts(1, POLICY_FIXED_BYTES.saturating_add(policy.encoded_size()))
}
