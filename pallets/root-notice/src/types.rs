//! Types in storage, and the interface to the council's motions.

use codec::{Decode, Encode, MaxEncodedLen};
use frame_support::{traits::Get, weights::Weight, BoundedVec};
use polkadot_sdk::*;
use scale_info::TypeInfo;

/// A call that will run as root unless more than a third of the council objects.
#[derive(Encode, Decode, MaxEncodedLen, TypeInfo)]
#[codec(mel_bound(Call: MaxEncodedLen, AccountId: MaxEncodedLen))]
#[scale_info(skip_type_params(MaxMembers))]
pub struct Announcement<Call, AccountId, MaxMembers: Get<u32>> {
    /// The call: inline up to 128 bytes, otherwise as a preimage.
    pub call: Call,
    /// Members that have objected, in the order of their objections.
    pub objections: BoundedVec<AccountId, MaxMembers>,
    /// Transaction version of the runtime at the announcement.
    pub transaction_version: u32,
}

/// The reason for which an announced call was removed when it was due.
#[derive(
    Clone,
    Copy,
    Debug,
    PartialEq,
    Eq,
    Encode,
    Decode,
    codec::DecodeWithMemTracking,
    MaxEncodedLen,
    TypeInfo,
)]
pub enum DropReason {
    /// The preimage is missing, or this runtime cannot decode it because an upgrade has changed the
    /// call.
    Unavailable,
    /// An upgrade has raised the call's weight above the maximum of announced calls.
    TooHeavy,
    /// An upgrade has changed the transaction version: the same bytes may be another call.
    OtherVersion,
}

/// The open motions of the council.
pub trait Motions<Hash, BlockNumber> {
    /// The last block in which a motion can be closed, or `None` if there is no such motion.
    fn end(motion: Hash) -> Option<BlockNumber>;
    /// Removes a motion without running it.
    fn remove(motion: Hash);
    /// Maximum weight of [`Self::end`] and [`Self::remove`] together.
    fn remove_weight() -> Weight;
}
