//! Runtime API for reading schemas, accreditations, status lists and batches.

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
    /// Reads schemas, accreditations, status lists and batches as of the block at which the API is
    /// called.
    ///
    /// Listings have a fixed order and return `count` items: at most
    /// [`crate::limits::MAX_LISTED_ENTRIES`], or [`crate::limits::MAX_LISTED_PAGES`] pages. An
    /// answer with fewer items is the last one. Listings filtered by owner return the key after
    /// which the next call continues: one call reads at most [`crate::limits::MAX_SCANNED_ENTRIES`]
    /// entries and may match none of them.
    #[api_version(3)]
    pub trait CredentialsApi<Balance>
    where
        Balance: Codec,
    {
        /// A schema; `None` if it is not registered.
        fn schema(id: SchemaId) -> Option<SchemaView>;

        /// Schemas after the identifier `after`.
        fn schemas(after: Option<SchemaId>, count: u32) -> Vec<SchemaView>;

        /// Schemas that a DID owns now, after the identifier `after`.
        fn schemas_of(
            owner: Did,
            after: Option<SchemaId>,
            count: u32,
        ) -> FilteredPage<SchemaView, SchemaId>;

        /// The accreditation of a DID under a schema; `None` if it has none.
        fn accreditation(schema: SchemaId, did: Did) -> Option<AccreditationView>;

        /// Accreditations under a schema, after the DID `after`.
        fn accreditations(
            schema: SchemaId,
            after: Option<Did>,
            count: u32,
        ) -> Vec<AccreditationView>;

        /// Standing of a DID under a schema now, for either issuance policy; `None` if there is no
        /// such schema.
        fn standing(schema: SchemaId, did: Did) -> Option<Standing>;

        /// A status list; `None` if it does not exist.
        fn list(id: ListId) -> Option<ListView>;

        /// Status lists after the list `after`, in the order of their hashed keys.
        fn lists(after: Option<ListId>, count: u32) -> Vec<ListView>;

        /// Status lists of a DID, after the list `after`.
        fn lists_of(
            owner: Did,
            after: Option<ListId>,
            count: u32,
        ) -> FilteredPage<ListView, ListId>;

        /// The DID to which a schema or list is offered; `None` without an offer.
        fn offered(what: Owned) -> Option<Did>;

        /// Status of a credential; `None` if there is no such list or nothing is anchored at that
        /// index. The query tells the node which credential is checked; wallets fetch whole pages
        /// instead.
        fn status(list: ListId, index: Index) -> Option<Status>;

        /// Pages of a list from `from_page` on in which a bit is or was set. All other pages are
        /// zero.
        fn status_pages(list: ListId, from_page: u32, count: u32) -> Vec<PageView>;

        /// The status root of a list, on which proofs rest; `None` if there is no such list.
        fn status_root(list: ListId) -> Option<StatusRootView>;

        /// A batch; `None` if it was not anchored.
        fn batch(list: ListId, root: Root) -> Option<BatchView>;

        /// Batches of a list, after the root `after`.
        fn batches(list: ListId, after: Option<Root>, count: u32) -> Vec<BatchView>;

        /// Deposit in plancks for a schema, or the reason for which it cannot be registered.
        fn deposit_of_schema(schema: Schema) -> Result<Balance, DispatchError>;

        /// Deposit in plancks for a status list without batches.
        fn deposit_of_list(capacity: Capacity) -> Balance;

        /// Deposit in plancks for an existing entry at today's price.
        fn deposit_of(entry: Entry) -> Option<Balance>;

        /// Deposit in plancks for an offer.
        fn deposit_of_offer() -> Balance;
    }
}
