//! What is stored.

use aura_primitives::{
    credentials::{Accreditation, Capacity, Index, Schema, SchemaId},
    did::{Did, Stamp},
};
use codec::{Decode, Encode, MaxEncodedLen};
use frame_support::traits::Footprint;
use pallet_did::Deposit;
use polkadot_sdk::*;
use scale_info::TypeInfo;

/// A schema that was registered.
#[derive(Clone, PartialEq, Eq, Debug, Encode, Decode, MaxEncodedLen, TypeInfo)]
pub struct SchemaRecord<Ticket> {
    /// What it says.
    pub schema: Schema,
    /// When it was registered.
    pub created: Stamp,
    /// Who paid for it.
    pub deposit: Deposit<Ticket>,
}

/// An accreditation that was given.
#[derive(Clone, PartialEq, Eq, Debug, Encode, Decode, MaxEncodedLen, TypeInfo)]
pub struct AccreditationRecord<Ticket> {
    /// What it says.
    pub accreditation: Accreditation,
    /// Who paid for it.
    pub deposit: Deposit<Ticket>,
}

/// A status list.
#[derive(Clone, PartialEq, Eq, Debug, Encode, Decode, MaxEncodedLen, TypeInfo)]
pub struct List<Ticket> {
    /// Who issues the credentials in it.
    pub owner: Did,
    /// By which schema they are.
    pub schema: SchemaId,
    /// How many it has room for.
    pub capacity: Capacity,
    /// Whether proofs must rest on its newest status root.
    pub strict: bool,
    /// How many are anchored: all indices below.
    pub allocated: Index,
    /// In how many batches.
    pub batches: u32,
    /// When it was created.
    pub created: Stamp,
    /// Who paid for it, its batches and every page that it can ever have.
    pub deposit: Deposit<Ticket>,
}

/// Credentials that were anchored together.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Encode, Decode, MaxEncodedLen, TypeInfo)]
pub struct Batch {
    /// The lowest of their indices.
    pub first: Index,
    /// How many they are.
    pub count: u32,
    /// When they were anchored.
    pub anchored: Stamp,
}

/// Bytes of an accreditation's entry with its key, as they are paid for.
pub const ACCREDITATION: usize = 256;

/// Bytes of a list's entry with its key, as they are paid for.
pub const LIST: usize = 192;

/// Bytes of a page's entry with its key.
pub const PAGE: usize = 304;

/// Bytes of a batch's entry with its key.
pub const BATCH: usize = 112;

/// Bytes of a schema's entry that every schema has, as they are paid for: its key in the map, the
/// stamp and the deposit.
const SCHEMA: usize = 160;

/// What a schema is paid for.
pub fn footprint_of_schema(schema: &Schema) -> Footprint {
    Footprint::from_parts(1, SCHEMA.saturating_add(schema.encoded_size()))
}

/// What an accreditation is paid for.
pub fn footprint_of_accreditation() -> Footprint {
    Footprint::from_parts(1, ACCREDITATION)
}

/// What a list is paid for that has so many batches: also for every page that it can ever have.
/// Revoking costs no deposit, so it can never fail for want of money.
pub fn footprint_of_list(capacity: Capacity, batches: u32) -> Footprint {
    let (pages, batches) = (capacity.pages() as usize, batches as usize);
    let items = pages.saturating_add(batches).saturating_add(1);
    let bytes = pages
        .saturating_mul(PAGE)
        .saturating_add(batches.saturating_mul(BATCH))
        .saturating_add(LIST);
    Footprint::from_parts(items, bytes)
}

impl<Ticket> List<Ticket> {
    /// What it is paid for.
    pub fn footprint(&self) -> Footprint {
        footprint_of_list(self.capacity, self.batches)
    }
}
