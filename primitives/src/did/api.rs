//! The runtime API of DIDs.

use super::{limits, view::View, Changes, Control, Did, Document};
use alloc::vec::Vec;
use bounded_collections::{BoundedVec, ConstU32};
use codec::Codec;
use polkadot_sdk::{sp_api, sp_runtime::DispatchError};

/// DIDs that are asked for together.
pub type Dids = BoundedVec<Did, ConstU32<{ limits::BATCH }>>;

sp_api::decl_runtime_apis! {
    /// Reads DIDs. Every answer is of the block at which it is asked.
    #[api_version(1)]
    pub trait DidApi<AccountId, Balance>
    where
        AccountId: Codec,
        Balance: Codec,
    {
        /// A DID, if there is or was one of that name.
        fn resolve(did: Did) -> Option<View<AccountId>>;

        /// Several DIDs, in the order in which they were asked for.
        fn resolve_batch(dids: Dids) -> Vec<Option<View<AccountId>>>;

        /// What would be held for a DID with this document, or why it cannot be created.
        fn deposit_of_creation(
            document: Document,
            control: Control<AccountId>,
        ) -> Result<Balance, DispatchError>;

        /// What would be held for the DID after these changes, or why they cannot be made.
        fn deposit_of_update(did: Did, changes: Changes) -> Result<Balance, DispatchError>;
    }
}
