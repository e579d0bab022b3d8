//! Types in storage.

use crate::roots;
use alloc::vec::Vec;
use aura_primitives::{
    credentials::{
        Accreditation, Capacity, Index, IssuancePolicy, Page, Schema, SchemaId, StatusRoot,
    },
    did::{Did, Stamp},
    limits,
};
use aura_zkp_core::status;
use codec::{Decode, Encode, MaxEncodedLen};
use frame_support::{traits::Footprint, BoundedVec};
use pallet_did::Deposit;
use polkadot_sdk::{sp_core::ConstU32, *};
use scale_info::TypeInfo;

/// Record of a registered schema.
#[derive(Clone, PartialEq, Eq, Debug, Encode, Decode, MaxEncodedLen, TypeInfo)]
pub struct SchemaRecord<Ticket> {
    /// The schema as registered; immutable.
    pub schema: Schema,
    /// The present owner. The schema itself names its first owner.
    pub owner: Did,
    /// Block and time of the registration.
    pub created: Stamp,
    /// Deposit for the schema, and its depositor.
    pub deposit: Deposit<Ticket>,
}

/// Record of an accreditation.
#[derive(Clone, PartialEq, Eq, Debug, Encode, Decode, MaxEncodedLen, TypeInfo)]
pub struct AccreditationRecord<Ticket> {
    /// Terms, as last set by the parent or an ancestor.
    pub accreditation: Accreditation,
    /// True if the schema's owner gave it; then the present owner counts as the parent.
    pub by_owner: bool,
    /// Deposit for the accreditation, and its depositor.
    pub deposit: Deposit<Ticket>,
}

impl<Ticket> AccreditationRecord<Ticket> {
    /// The accreditation under the schema's present `owner`, who is the parent of all that previous
    /// owners gave.
    pub fn under(&self, owner: Did) -> Accreditation {
        let mut accreditation = self.accreditation;
        if self.by_owner {
            accreditation.by = owner;
        }
        accreditation
    }
}

/// The part of a schema that decides about permissions.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Terms {
    /// The DID that owns the schema now.
    pub owner: Did,
    /// DIDs that may issue under the schema.
    pub policy: IssuancePolicy,
}

impl<Ticket> SchemaRecord<Ticket> {
    /// The owner and issuance policy.
    pub fn terms(&self) -> Terms {
        Terms {
            owner: self.owner,
            policy: self.schema.policy,
        }
    }
}

/// An offer of a schema or list to another DID.
#[derive(Clone, PartialEq, Eq, Debug, Encode, Decode, MaxEncodedLen, TypeInfo)]
pub struct Offer<Ticket> {
    /// The DID that may accept.
    pub to: Did,
    /// Deposit for the offer, and its depositor.
    pub deposit: Deposit<Ticket>,
}

/// Record of a status list.
#[derive(Clone, PartialEq, Eq, Debug, Encode, Decode, MaxEncodedLen, TypeInfo)]
pub struct StatusListRecord<Ticket> {
    /// The issuer of the credentials in it.
    pub owner: Did,
    /// Schema of the credentials.
    pub schema: SchemaId,
    /// Maximum number of credentials.
    pub capacity: Capacity,
    /// Strict lists give superseded status roots no grace.
    pub strict: bool,
    /// Number of anchored credentials: all lower indices are taken.
    pub allocated: Index,
    /// Number of batches anchored.
    pub batches: u32,
    /// Block and time of the creation.
    pub created: Stamp,
    /// Deposit for the list, its batches and every page that it can ever have.
    pub deposit: Deposit<Ticket>,
}

/// A batch of anchored credentials.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Encode, Decode, MaxEncodedLen, TypeInfo)]
pub struct Batch {
    /// Lowest index of the batch.
    pub first: Index,
    /// Number of credentials.
    pub count: u32,
    /// Block and time of the anchoring.
    pub anchored: Stamp,
}

/// A page of a status list, as stored.
#[derive(Clone, PartialEq, Eq, Debug, Default, Encode, Decode, MaxEncodedLen, TypeInfo)]
pub struct StoredPage {
    /// Status bits of the page's credentials.
    pub bits: Page,
    /// The highest DID that holds a credential of the page; `None` if no hold can be released. Only
    /// this DID and its ancestors may release them.
    pub held_by: Option<Did>,
}

impl StoredPage {
    /// Clears the holder if no hold of the page can be released.
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
    /// The newest root.
    pub current: StatusRoot,
    /// Superseded roots, the oldest first, each with the block in which it was superseded.
    pub superseded: BoundedVec<(StatusRoot, u32), ConstU32<{ limits::MAX_SUPERSEDED_ROOTS }>>,
}

impl Default for RootHistory {
    /// The root of a list without any revoked, suspended or held credential.
    fn default() -> Self {
        Self {
            current: status::EMPTY_ROOT.to_bytes(),
            superseded: BoundedVec::new(),
        }
    }
}

impl RootHistory {
    /// Returns true if a root is the newest one, or was superseded less than `grace` blocks ago.
    pub fn accepts(&self, root: StatusRoot, now: u32, grace: u32) -> bool {
        root == self.current
            || self
                .superseded
                .iter()
                .any(|(old, at)| *old == root && now.saturating_sub(*at) < grace)
    }

    /// Replaces the current root. Superseded roots are dropped after `grace` blocks, and the oldest
    /// one if there are too many.
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

/// Pages with changes that are not in the status root.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Encode, Decode, MaxEncodedLen, TypeInfo)]
pub struct PendingChanges {
    /// Block of the oldest change.
    pub since: u32,
    /// Bit mask of the pages.
    pages: [u64; (limits::MAX_LIST_PAGES / u64::BITS) as usize],
}

impl PendingChanges {
    /// No pages, since `block`.
    pub fn since(block: u32) -> Self {
        Self {
            since: block,
            pages: Default::default(),
        }
    }

    /// Adds a page. Returns true if it is new.
    pub fn add(&mut self, page: u32) -> bool {
        let Some(word) = self.pages.get_mut((page / u64::BITS) as usize) else {
            return false;
        };
        let before = *word;
        *word |= 1 << (page % u64::BITS);
        *word != before
    }

    /// Removes and returns the lowest pages, at most `most`.
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

    /// Returns true if no page is pending.
    pub fn is_empty(&self) -> bool {
        self.pages.iter().all(|word| *word == 0)
    }
}

/// Bytes of an accreditation's entry and key, for its deposit.
pub const ACCREDITATION_BYTES: usize = 256;

/// Bytes of a list's entry and key, for its deposit.
pub const LIST_BYTES: usize = 192;

/// Bytes of a page's entry and key.
pub const PAGE_BYTES: usize = 465;

/// Bytes of the entry and key of four nodes.
pub const NODE_BYTES: usize = 192;

/// Bytes of the entries and keys of a list's status roots and pending pages.
pub const ROOTS_BYTES: usize = 4992;

/// Bytes of a batch's entry and key.
pub const BATCH_BYTES: usize = 112;

/// Fixed bytes of a schema's entry for its deposit: its key in the map, the stamp and the deposit.
const SCHEMA_BYTES: usize = 192;

/// Bytes of an offer's entry and key, for its deposit.
pub const OFFER_BYTES: usize = 192;

/// Footprint of a schema.
pub fn footprint_of_schema(schema: &Schema) -> Footprint {
    Footprint::from_parts(1, SCHEMA_BYTES.saturating_add(schema.encoded_size()))
}

/// Footprint of an accreditation.
pub fn footprint_of_accreditation() -> Footprint {
    Footprint::from_parts(1, ACCREDITATION_BYTES)
}

/// Footprint of an offer.
pub fn footprint_of_offer() -> Footprint {
    Footprint::from_parts(1, OFFER_BYTES)
}

/// Footprint of a list with `batches` batches and every page that it can ever have: a revocation
/// needs no deposit, so it never fails for lack of funds.
pub fn footprint_of_list(capacity: Capacity, batches: u32) -> Footprint {
    let (pages, batches) = (capacity.pages() as usize, batches as usize);
    let nodes = nodes(pages);
    let items = pages
        .saturating_add(nodes)
        .saturating_add(batches)
        .saturating_add(3);
    let bytes = pages
        .saturating_mul(PAGE_BYTES)
        .saturating_add(nodes.saturating_mul(NODE_BYTES))
        .saturating_add(ROOTS_BYTES)
        .saturating_add(batches.saturating_mul(BATCH_BYTES))
        .saturating_add(LIST_BYTES);
    Footprint::from_parts(items, bytes)
}

/// Number of node entries over `pages` pages, up to the root: four nodes each.
fn nodes(pages: usize) -> usize {
    (0..roots::LEVELS)
        .scan(pages, |below, _| {
            *below = below.div_ceil(4);
            Some(*below)
        })
        .sum()
}

impl<Ticket> StatusListRecord<Ticket> {
    /// Footprint of the list.
    pub fn footprint(&self) -> Footprint {
        footprint_of_list(self.capacity, self.batches)
    }
}
