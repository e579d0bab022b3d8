//! What is stored.

use crate::roots;
use alloc::vec::Vec;
use aura_primitives::{
    credentials::{
        limits, Accreditation, Capacity, Index, IssuancePolicy, Page, Schema, SchemaId, StatusRoot,
    },
    did::{Did, Stamp},
};
use aura_zkp_core::status;
use codec::{Decode, Encode, MaxEncodedLen};
use frame_support::{traits::Footprint, BoundedVec};
use pallet_did::Deposit;
use polkadot_sdk::{sp_core::ConstU32, *};
use scale_info::TypeInfo;

/// A schema that was registered.
#[derive(Clone, PartialEq, Eq, Debug, Encode, Decode, MaxEncodedLen, TypeInfo)]
pub struct SchemaRecord<Ticket> {
    /// What it says.
    pub schema: Schema,
    /// Whose it is now. The schema itself names its first owner.
    pub owner: Did,
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
    /// True if the schema's owner gave it. The present owner has given it then.
    pub by_owner: bool,
    /// Who paid for it.
    pub deposit: Deposit<Ticket>,
}

impl<Ticket> AccreditationRecord<Ticket> {
    /// The accreditation, where the schema is of that DID: what an owner gave, the present one has given.
    pub fn under(&self, owner: Did) -> Accreditation {
        let mut accreditation = self.accreditation;
        if self.by_owner {
            accreditation.by = owner;
        }
        accreditation
    }
}

/// What of a schema decides who may do what.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Terms {
    /// Whose it is now.
    pub owner: Did,
    /// Who may issue.
    pub policy: IssuancePolicy,
}

impl<Ticket> SchemaRecord<Ticket> {
    /// What of it decides who may do what.
    pub fn terms(&self) -> Terms {
        Terms {
            owner: self.owner,
            policy: self.schema.policy,
        }
    }
}

/// A schema or a list that is offered to another DID.
#[derive(Clone, PartialEq, Eq, Debug, Encode, Decode, MaxEncodedLen, TypeInfo)]
pub struct Offer<Ticket> {
    /// Who may accept it.
    pub to: Did,
    /// Who paid for the offer.
    pub deposit: Deposit<Ticket>,
}

/// A status list.
#[derive(Clone, PartialEq, Eq, Debug, Encode, Decode, MaxEncodedLen, TypeInfo)]
pub struct StatusListRecord<Ticket> {
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

/// A page of a list, as it is stored.
#[derive(Clone, PartialEq, Eq, Debug, Default, Encode, Decode, MaxEncodedLen, TypeInfo)]
pub struct StoredPage {
    /// Its bits.
    pub bits: Page,
    /// The highest DID of those that hold credentials of the page; none if no credential
    /// that could be released is held. It alone releases them, and those above it.
    pub held_by: Option<Did>,
}

impl StoredPage {
    /// Forgets the DID that holds once nothing of the page can be released.
    pub(crate) fn forget_holder(&mut self) {
        let mut planes = self.bits.held.into_iter().zip(self.bits.revoked);
        if planes.all(|(held, revoked)| held & !revoked == 0) {
            self.held_by = None;
        }
    }
}

/// The status roots of a list.
#[derive(Clone, PartialEq, Eq, Debug, Encode, Decode, MaxEncodedLen, TypeInfo)]
pub struct RootHistory {
    /// The newest.
    pub current: StatusRoot,
    /// Those before, the oldest first, each with the block in which the next one came.
    pub superseded: BoundedVec<(StatusRoot, u32), ConstU32<{ limits::SUPERSEDED }>>,
}

impl Default for RootHistory {
    /// Of a list in which nothing was ever revoked, suspended or held.
    fn default() -> Self {
        Self {
            current: status::EMPTY_ROOT.to_bytes(),
            superseded: BoundedVec::new(),
        }
    }
}

impl RootHistory {
    /// Whether a root is the newest, or was until less than `grace` blocks ago.
    pub fn accepts(&self, root: StatusRoot, now: u32, grace: u32) -> bool {
        root == self.current
            || self
                .superseded
                .iter()
                .any(|(old, at)| *old == root && now.saturating_sub(*at) < grace)
    }

    /// Has a new root. What nobody may rest on any more is forgotten; of too many, the oldest.
    pub fn supersede(&mut self, root: StatusRoot, now: u32, grace: u32) {
        self.superseded
            .retain(|(_, at)| now.saturating_sub(*at) < grace);
        if self.superseded.is_full() {
            self.superseded.remove(0);
        }
        // There is room now.
        let _ = self.superseded.try_push((self.current, now));
        self.current = root;
    }
}

/// Pages of a list that were changed since its root was computed.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Encode, Decode, MaxEncodedLen, TypeInfo)]
pub struct PendingChanges {
    /// The block in which the first of them was.
    pub since: u32,
    /// A bit for each page.
    pages: [u64; (limits::PAGES / u64::BITS) as usize],
}

impl PendingChanges {
    /// No page yet.
    pub fn since(block: u32) -> Self {
        Self {
            since: block,
            pages: Default::default(),
        }
    }

    /// This page too. Returns whether it is new.
    pub fn add(&mut self, page: u32) -> bool {
        let Some(word) = self.pages.get_mut((page / u64::BITS) as usize) else {
            return false;
        };
        let before = *word;
        *word |= 1 << (page % u64::BITS);
        *word != before
    }

    /// Takes the first pages out, at most so many.
    pub fn take(&mut self, most: u32) -> Vec<u32> {
        let mut taken = Vec::new();
        for (first, word) in (0u32..).step_by(u64::BITS as usize).zip(&mut self.pages) {
            while *word != 0 && taken.len() < most as usize {
                let bit = word.trailing_zeros();
                *word &= !(1 << bit);
                taken.push(first.saturating_add(bit));
            }
        }
        taken
    }

    /// Whether no page is left.
    pub fn is_empty(&self) -> bool {
        self.pages.iter().all(|word| *word == 0)
    }
}

/// Bytes of an accreditation's entry with its key, as they are paid for.
pub const ACCREDITATION: usize = 256;

/// Bytes of a list's entry with its key, as they are paid for.
pub const LIST: usize = 192;

/// Bytes of a page's entry with its key.
pub const PAGE: usize = 465;

/// Bytes of the entry of four nodes over pages with its key.
pub const NODE: usize = 192;

/// Bytes of the entries of a list's status roots and of its unsealed pages, with their keys.
pub const ROOTS: usize = 4992;

/// Bytes of a batch's entry with its key.
pub const BATCH: usize = 112;

/// Bytes of a schema's entry that every schema has, as they are paid for: its key in the map, the
/// stamp and the deposit.
const SCHEMA: usize = 192;

/// Bytes of an offer's entry with its key, as they are paid for.
pub const OFFER: usize = 192;

/// What a schema is paid for.
pub fn footprint_of_schema(schema: &Schema) -> Footprint {
    Footprint::from_parts(1, SCHEMA.saturating_add(schema.encoded_size()))
}

/// What an accreditation is paid for.
pub fn footprint_of_accreditation() -> Footprint {
    Footprint::from_parts(1, ACCREDITATION)
}

/// What an offer is paid for.
pub fn footprint_of_offer() -> Footprint {
    Footprint::from_parts(1, OFFER)
}

/// What a list is paid for that has so many batches: also for every page that it can ever have.
/// Revoking costs no deposit, so it can never fail for want of money.
pub fn footprint_of_list(capacity: Capacity, batches: u32) -> Footprint {
    let (pages, batches) = (capacity.pages() as usize, batches as usize);
    let nodes = nodes(pages);
    let items = pages
        .saturating_add(nodes)
        .saturating_add(batches)
        .saturating_add(3);
    let bytes = pages
        .saturating_mul(PAGE)
        .saturating_add(nodes.saturating_mul(NODE))
        .saturating_add(ROOTS)
        .saturating_add(batches.saturating_mul(BATCH))
        .saturating_add(LIST);
    Footprint::from_parts(items, bytes)
}

/// Entries of nodes over so many pages, up to the root: each holds four.
fn nodes(pages: usize) -> usize {
    (0..roots::LEVELS)
        .scan(pages, |below, _| {
            *below = below.div_ceil(4);
            Some(*below)
        })
        .sum()
}

impl<Ticket> StatusListRecord<Ticket> {
    /// What it is paid for.
    pub fn footprint(&self) -> Footprint {
        footprint_of_list(self.capacity, self.batches)
    }
}
