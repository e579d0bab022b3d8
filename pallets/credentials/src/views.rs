//! Answers of the runtime API, as plain functions.

use crate::{
    types::{self, AccreditationRecord, Batch, SchemaRecord, StatusListRecord},
    Accreditations, Batches, Config, Error, Offers, Pallet, Schemas, StatusLists, StatusPages,
};
use alloc::vec::Vec;
use aura_primitives::{
    credentials::{
        view::{AccreditationView, BatchView, FilteredPage, ListView, PageView, SchemaView},
        Capacity, Entry, Index, ListId, Owned, Root, Schema, SchemaId, Standing, Status,
    },
    did::Did,
    limits,
};
use frame_support::traits::Footprint;
use polkadot_sdk::*;

impl<T: Config> Pallet<T> {
    /// The view of a schema.
    pub fn schema(id: SchemaId) -> Option<SchemaView> {
        Schemas::<T>::get(id).map(|record| view_schema(&record))
    }

    /// The schema itself.
    pub fn schema_of(id: SchemaId) -> Option<Schema> {
        Schemas::<T>::get(id).map(|record| record.schema)
    }

    /// Schemas after the identifier `after`, in the order of identifiers.
    pub fn schemas(after: Option<SchemaId>, count: u32) -> Vec<SchemaView> {
        Self::schemas_behind(after)
            .take(listed(count))
            .map(|(_, record)| view_schema(&record))
            .collect()
    }

    /// Schemas that a DID owns now, after the identifier `after`.
    pub fn schemas_of(
        owner: Did,
        after: Option<SchemaId>,
        count: u32,
    ) -> FilteredPage<SchemaView, SchemaId> {
        scan(Self::schemas_behind(after), count, |_, record| {
            (record.owner == owner).then(|| view_schema(&record))
        })
    }

    fn schemas_behind(
        after: Option<SchemaId>,
    ) -> impl Iterator<Item = (SchemaId, SchemaRecord<T::Consideration>)> {
        match after {
            Some(after) => Schemas::<T>::iter_from(Schemas::<T>::hashed_key_for(after)),
            None => Schemas::<T>::iter(),
        }
    }

    /// The accreditation of a DID under a schema.
    pub fn accreditation(id: SchemaId, did: Did) -> Option<AccreditationView> {
        let owner = Schemas::<T>::get(id)?.owner;
        let record = Accreditations::<T>::get(id, did)?;
        Some(Self::view_accreditation(id, owner, did, record))
    }

    /// Accreditations under a schema after the DID `after`, in the order of DIDs.
    pub fn accreditations(id: SchemaId, after: Option<Did>, count: u32) -> Vec<AccreditationView> {
        let Some(record) = Schemas::<T>::get(id) else {
            return Vec::new();
        };
        let all = match after {
            Some(after) => {
                let key = Accreditations::<T>::hashed_key_for(id, after);
                Accreditations::<T>::iter_prefix_from(id, key)
            }
            None => Accreditations::<T>::iter_prefix(id),
        };
        all.take(listed(count))
            .map(|(did, accredited)| Self::view_accreditation(id, record.owner, did, accredited))
            .collect()
    }

    /// Standing of a DID under a schema now.
    pub fn standing(id: SchemaId, did: Did) -> Option<Standing> {
        let terms = Schemas::<T>::get(id)?.terms();
        Some(Self::standing_of(id, &terms, did).0)
    }

    /// The view of a status list; `None` if it does not exist.
    pub fn list(id: ListId) -> Option<ListView> {
        StatusLists::<T>::get(id).map(|list| view_list(id, list))
    }

    /// Status lists after the list `after`, in the order of their hashed keys.
    pub fn lists(after: Option<ListId>, count: u32) -> Vec<ListView> {
        Self::lists_behind(after)
            .take(listed(count))
            .map(|(id, list)| view_list(id, list))
            .collect()
    }

    /// Status lists of a DID, after the list `after`.
    pub fn lists_of(
        owner: Did,
        after: Option<ListId>,
        count: u32,
    ) -> FilteredPage<ListView, ListId> {
        scan(Self::lists_behind(after), count, |id, list| {
            (list.owner == owner).then(|| view_list(id, list))
        })
    }

    fn lists_behind(
        after: Option<ListId>,
    ) -> impl Iterator<Item = (ListId, StatusListRecord<T::Consideration>)> {
        match after {
            Some(after) => StatusLists::<T>::iter_from(StatusLists::<T>::hashed_key_for(after)),
            None => StatusLists::<T>::iter(),
        }
    }

    /// The DID to which a schema or list is offered.
    pub fn offered(what: Owned) -> Option<Did> {
        Offers::<T>::get(what).map(|offer| offer.to)
    }

    /// Status of a credential; `None` if nothing is anchored there.
    pub fn status(id: ListId, index: Index) -> Option<Status> {
        let list = StatusLists::<T>::get(id)?;
        (index < list.allocated).then(|| Self::status_of(id, index))
    }

    /// Stored pages of a list from number `from` on.
    pub fn status_pages(id: ListId, from: u32, count: u32) -> Vec<PageView> {
        let Some(list) = StatusLists::<T>::get(id) else {
            return Vec::new();
        };
        (from..list.capacity.pages())
            .filter_map(|page| {
                let bits = StatusPages::<T>::get(id, page)?.bits;
                Some(PageView { page, bits })
            })
            .take(count.min(limits::MAX_LISTED_PAGES) as usize)
            .collect()
    }

    /// The view of a batch; `None` if it was not anchored.
    pub fn batch(id: ListId, root: Root) -> Option<BatchView> {
        Batches::<T>::get(id, root).map(|batch| view_batch(root, batch))
    }

    /// Batches of a list after the root `after`, in the order of their hashed keys.
    pub fn batches(id: ListId, after: Option<Root>, count: u32) -> Vec<BatchView> {
        let batches = match after {
            Some(after) => {
                Batches::<T>::iter_prefix_from(id, Batches::<T>::hashed_key_for(id, after))
            }
            None => Batches::<T>::iter_prefix(id),
        };
        batches
            .take(listed(count))
            .map(|(root, batch)| view_batch(root, batch))
            .collect()
    }

    /// Footprint of a schema.
    ///
    /// # Errors
    ///
    /// Those of [`Pallet::register_schema`] but for its origin.
    pub fn footprint_of_schema(schema: &Schema) -> Result<Footprint, Error<T>> {
        schema.check()?;
        Ok(types::footprint_of_schema(schema))
    }

    /// Footprint of a list without batches.
    pub fn footprint_of_list(capacity: Capacity) -> Footprint {
        types::footprint_of_list(capacity, 0)
    }

    /// Footprint of an existing entry.
    pub fn footprint_of(entry: Entry) -> Option<Footprint> {
        match entry {
            Entry::Schema(id) => {
                let record = Schemas::<T>::get(id)?;
                Some(types::footprint_of_schema(&record.schema))
            }
            Entry::Accreditation(id, did) => {
                Accreditations::<T>::contains_key(id, did).then(types::footprint_of_accreditation)
            }
            Entry::List(id) => StatusLists::<T>::get(id).map(|list| list.footprint()),
            Entry::Offer(what) => Offers::<T>::contains_key(what).then(types::footprint_of_offer),
        }
    }

    /// Footprint of an offer.
    pub fn footprint_of_offer() -> Footprint {
        types::footprint_of_offer()
    }

    fn view_accreditation(
        id: SchemaId,
        owner: Did,
        did: Did,
        record: AccreditationRecord<T::Consideration>,
    ) -> AccreditationView {
        let path = Self::path(id, owner, did);
        let standing = Self::standing_on(&path, owner);
        let above = path.above().collect();
        AccreditationView::new(did, record.under(owner), standing, above)
    }
}

/// Matching entries in the order of their keys: at least one and at most
/// [`limits::MAX_LISTED_ENTRIES`], out of at most [`limits::MAX_SCANNED_ENTRIES`] entries read.
fn scan<Key: Copy, Value, Item>(
    entries: impl Iterator<Item = (Key, Value)>,
    count: u32,
    wanted: impl Fn(Key, Value) -> Option<Item>,
) -> FilteredPage<Item, Key> {
    let (mut items, mut next) = (Vec::new(), None);
    for (read, (key, value)) in (0..).zip(entries) {
        if read >= limits::MAX_SCANNED_ENTRIES || items.len() >= listed(count.max(1)) {
            return FilteredPage { items, next };
        }
        items.extend(wanted(key, value));
        next = Some(key);
    }
    FilteredPage { items, next: None }
}

fn view_schema<Ticket>(record: &SchemaRecord<Ticket>) -> SchemaView {
    SchemaView::new(&record.schema, record.owner, record.created)
}

fn listed(count: u32) -> usize {
    count.min(limits::MAX_LISTED_ENTRIES) as usize
}

fn view_list<Ticket>(id: ListId, list: StatusListRecord<Ticket>) -> ListView {
    ListView {
        id,
        owner: list.owner,
        schema: list.schema,
        capacity: list.capacity,
        allocated: list.allocated,
        batches: list.batches,
        strict: list.strict,
        created: list.created,
    }
}

fn view_batch(root: Root, batch: Batch) -> BatchView {
    BatchView {
        root,
        first: batch.first,
        count: batch.count,
        anchored: batch.anchored,
    }
}
