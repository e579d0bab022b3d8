//! The runtime API of credentials.

use super::{
    view::{
        AccreditationView, BatchView, FilteredPage, ListView, PageView, SchemaView, StatusRootView,
    },
    Capacity, Entry, Index, ListId, Owned, Root, Schema, SchemaId, Standing, Status,
};
use crate::did::Did;
use alloc::vec::Vec;
use codec::Codec;
use polkadot_sdk::{sp_api, sp_runtime::DispatchError};

sp_api::decl_runtime_apis! {
    /// Reads schemas, accreditations, status lists and batches. Every answer is of the block at
    /// which it is asked.
    ///
    /// What is listed comes in an order that does not change, `count` at a time: at most
    /// [`super::limits::LISTED`], or [`super::limits::PAGES_LISTED`] pages. An answer with fewer is
    /// the last one. What is looked for by its owner comes with the key to go on after: one answer
    /// reads at most [`super::limits::SCANNED`] entries, and may have none that is wanted.
    #[api_version(3)]
    pub trait CredentialsApi<Balance>
    where
        Balance: Codec,
    {
        /// A schema.
        fn schema(id: SchemaId) -> Option<SchemaView>;

        /// Schemas, those behind `after`.
        fn schemas(after: Option<SchemaId>, count: u32) -> Vec<SchemaView>;

        /// Schemas that are of a DID now, of those behind `after`.
        fn schemas_of(
            owner: Did,
            after: Option<SchemaId>,
            count: u32,
        ) -> FilteredPage<SchemaView, SchemaId>;

        /// What lets a DID issue by a schema, if it is accredited.
        fn accreditation(schema: SchemaId, did: Did) -> Option<AccreditationView>;

        /// The accreditations of a schema, those behind `after`.
        fn accreditations(
            schema: SchemaId,
            after: Option<Did>,
            count: u32,
        ) -> Vec<AccreditationView>;

        /// Whether a DID may issue by a schema now, whatever the policy; none if there is no such
        /// schema.
        fn standing(schema: SchemaId, did: Did) -> Option<Standing>;

        /// A status list.
        fn list(id: ListId) -> Option<ListView>;

        /// Status lists in an order of their own, those behind `after`.
        fn lists(after: Option<ListId>, count: u32) -> Vec<ListView>;

        /// Status lists of a DID, of those behind `after`.
        fn lists_of(owner: Did, after: Option<ListId>, count: u32) -> FilteredPage<ListView, ListId>;

        /// The DID to which a schema or a list is offered; none if it is not.
        fn offered(what: Owned) -> Option<Did>;

        /// What has become of a credential; none if there is no such list, or nothing is anchored
        /// at that index. To ask for one tells the node whose it is: wallets fetch pages.
        fn status(list: ListId, index: Index) -> Option<Status>;

        /// The pages of a list from that number on of which a bit is or was set. All others are
        /// zero.
        fn status_pages(list: ListId, from_page: u32, count: u32) -> Vec<PageView>;

        /// What proofs about the credentials of a list rest on; none if there is no such list.
        fn status_root(list: ListId) -> Option<StatusRootView>;

        /// A batch.
        fn batch(list: ListId, root: Root) -> Option<BatchView>;

        /// The batches of a list, those behind `after`.
        fn batches(list: ListId, after: Option<Root>, count: u32) -> Vec<BatchView>;

        /// What would be held for a schema, or why it cannot be registered.
        fn deposit_of_schema(schema: Schema) -> Result<Balance, DispatchError>;

        /// What would be held for a status list before anything is anchored in it.
        fn deposit_of_list(capacity: Capacity) -> Balance;

        /// What would be held today for an entry that there is.
        fn deposit_of(entry: Entry) -> Option<Balance>;

        /// What would be held for an offer.
        fn deposit_of_offer() -> Balance;
    }
}
