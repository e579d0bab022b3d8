//! Keys of entries that have a deposit or an owner.

use super::{ListId, SchemaId};
use crate::did::Did;
use codec::{Decode, DecodeWithMemTracking, Encode, MaxEncodedLen};
use scale_info::TypeInfo;

/// An entry whose ownership can be transferred to another DID.
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
    /// A schema, with all accreditations by its owner.
    Schema(SchemaId),
    /// A status list without batches.
    List(ListId),
}

/// An entry whose deposit another account can take over with the consent of the DID that made it.
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
    /// A registered schema.
    Schema(SchemaId),
    /// The accreditation of a DID under a schema.
    Accreditation(SchemaId, Did),
    /// A status list, with its batches.
    List(ListId),
    /// The offer of a schema or list.
    Offer(Owned),
}
