//! What others read: the answers of the runtime API, as plain functions.

use crate::{
    types::{self, AccreditationRecord, Batch, List},
    Accreditations, Batches, Config, Error, Pallet, Schemas, StatusLists, StatusPages,
};
use alloc::vec::Vec;
use aura_primitives::{
    credentials::{
        limits,
        view::{AccreditationView, BatchView, ListView, PageView, SchemaView},
        Capacity, Index, ListId, Root, Schema, SchemaId, Standing, Status,
    },
    did::Did,
};
use frame_support::traits::Footprint;
use polkadot_sdk::*;

impl<T: Config> Pallet<T> {
    /// A schema.
    pub fn schema(id: SchemaId) -> Option<SchemaView> {
        Schemas::<T>::get(id).map(|record| SchemaView::new(&record.schema, record.created))
    }

    /// What a schema says.
    pub fn schema_of(id: SchemaId) -> Option<Schema> {
        Schemas::<T>::get(id).map(|record| record.schema)
    }

    /// Schemas, those behind `after` in the order of their identifiers.
    pub fn schemas(after: Option<SchemaId>, count: u32) -> Vec<SchemaView> {
        let schemas = match after {
            Some(after) => Schemas::<T>::iter_from(Schemas::<T>::hashed_key_for(after)),
            None => Schemas::<T>::iter(),
        };
        schemas
            .take(listed(count))
            .map(|(_, record)| SchemaView::new(&record.schema, record.created))
            .collect()
    }

    /// What lets a DID issue by a schema.
    pub fn accreditation(id: SchemaId, did: Did) -> Option<AccreditationView> {
        let schema = Schemas::<T>::get(id)?.schema;
        let record = Accreditations::<T>::get(id, did)?;
        Some(Self::view_accreditation(id, &schema, did, record))
    }

    /// The accreditations of a schema, those behind `after` in the order of the DIDs.
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
            .map(|(did, accredited)| Self::view_accreditation(id, &record.schema, did, accredited))
            .collect()
    }

    /// Whether a DID may issue by a schema now.
    pub fn standing(id: SchemaId, did: Did) -> Option<Standing> {
        let schema = Schemas::<T>::get(id)?.schema;
        Some(Self::standing_of(id, &schema, did).0)
    }

    /// A status list.
    pub fn list(id: ListId) -> Option<ListView> {
        StatusLists::<T>::get(id).map(|list| view_list(id, list))
    }

    /// Status lists, those behind `after` in the order of their numbers.
    pub fn lists(after: Option<ListId>, count: u32) -> Vec<ListView> {
        let first = match after {
            Some(after) => after.checked_add(1),
            None => Some(0),
        };
        // Lists are numbered one after the other, and stay.
        first
            .into_iter()
            .flat_map(|first| first..=ListId::MAX)
            .take(listed(count))
            .map_while(Self::list)
            .collect()
    }

    /// What has become of a credential; none if nothing is anchored there.
    pub fn status(id: ListId, index: Index) -> Option<Status> {
        let list = StatusLists::<T>::get(id)?;
        (index < list.allocated).then(|| Self::status_of(id, index))
    }

    /// The pages of a list from that number on of which a bit is set.
    pub fn status_pages(id: ListId, from: u32, count: u32) -> Vec<PageView> {
        let Some(list) = StatusLists::<T>::get(id) else {
            return Vec::new();
        };
        (from..list.capacity.pages())
            .filter_map(|page| {
                let bits = StatusPages::<T>::get(id, page)?.bits;
                Some(PageView { page, bits })
            })
            .take(count.min(limits::PAGES_LISTED) as usize)
            .collect()
    }

    /// A batch.
    pub fn batch(id: ListId, root: Root) -> Option<BatchView> {
        Batches::<T>::get(id, root).map(|batch| view_batch(root, batch))
    }

    /// The batches of a list, those behind `after` in an order of their own.
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

    /// What a schema is paid for.
    ///
    /// # Errors
    ///
    /// Those of [`Pallet::register_schema`] but for who asks.
    pub fn footprint_of_schema(schema: &Schema) -> Result<Footprint, Error<T>> {
        schema.check()?;
        Ok(types::footprint_of_schema(schema))
    }

    /// What a list is paid for before anything is anchored in it.
    pub fn footprint_of_list(capacity: Capacity) -> Footprint {
        types::footprint_of_list(capacity, 0)
    }

    fn view_accreditation(
        id: SchemaId,
        schema: &Schema,
        did: Did,
        record: AccreditationRecord<T::Consideration>,
    ) -> AccreditationView {
        let path = Self::path(id, schema.owner, did);
        let standing = Self::standing_on(&path, schema.owner);
        let above = path.above().collect();
        AccreditationView::new(did, record.accreditation, standing, above)
    }
}

fn listed(count: u32) -> usize {
    count.min(limits::LISTED) as usize
}

fn view_list<Ticket>(id: ListId, list: List<Ticket>) -> ListView {
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
