//! Entries of the chain that a deposit is held for, or that a DID owns.

use super::{ListId, SchemaId};
use crate::did::Did;
use codec::{Decode, DecodeWithMemTracking, Encode, MaxEncodedLen};
use scale_info::TypeInfo;

/// An entry that a DID can hand over to another.
#[derive(
    Clone,
    Copy,
    PartialEq,
    Eq,
    PartialOrd,
    Ord,
    Debug,
    Encode,
    Decode,
    DecodeWithMemTracking,
    MaxEncodedLen,
    TypeInfo,
)]
pub enum Owned {
    /// A schema.
    Schema(SchemaId),
    /// A status list without a batch.
    List(ListId),
}

/// An entry whose deposit another account can take over, if the DID that has made it agrees.
#[derive(
    Clone,
    Copy,
    PartialEq,
    Eq,
    PartialOrd,
    Ord,
    Debug,
    Encode,
    Decode,
    DecodeWithMemTracking,
    MaxEncodedLen,
    TypeInfo,
)]
pub enum Entry {
    /// A schema.
    Schema(SchemaId),
    /// The accreditation of a DID by a schema.
    Accreditation(SchemaId, Did),
    /// A status list, with its batches.
    List(ListId),
    /// The offer of a schema or of a list.
    Offer(Owned),
}
