//! The runtime API of DIDs.

use super::{
    limits,
    view::{DidPage, View},
    Changes, Control, Controller, Did, Document, Signer,
};
use crate::List;
use alloc::vec::Vec;
use codec::Codec;
use polkadot_sdk::{sp_api, sp_runtime::DispatchError};

/// DIDs that are asked for together.
pub type Dids = List<Did, { limits::BATCH }>;

sp_api::decl_runtime_apis! {
    /// Reads DIDs. Every answer is of the block at which it is asked.
    ///
    /// The state has no index by controller or depositor: a listing reads the entries of all DIDs in the
    /// order of their bytes, at most [`limits::SCANNED`] of them in a call, and gives the place where the
    /// next call goes on. A page may be empty and not be the last one.
    #[api_version(2)]
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

        /// Plancks by which the sum of all that is held on `submitter` would grow if the DID made this
        /// call now and the submitter paid, or why the call would fail. `signers` are those who agree,
        /// in strict order; they are taken to have proven every relationship. `call` is SCALE of a call
        /// of the runtime. Nothing is changed.
        fn deposit_of_call(
            did: Did,
            signers: Vec<Signer<AccountId>>,
            submitter: AccountId,
            call: Vec<u8>,
        ) -> Result<Balance, DispatchError>;

        /// Today's price of the entry of a DID in use, in plancks: what an account pays that takes its
        /// deposit over.
        fn price_of_entry(did: Did) -> Result<Balance, DispatchError>;

        /// Plancks of a deposit that are burnt when a DID is given up, unless less is held.
        fn price_of_tombstone() -> Balance;

        /// DIDs in use that name this controller, after the DID `after`: at most `count` of them, and at
        /// most [`limits::LISTED`].
        fn dids_controlled_by(
            controller: Controller<AccountId>,
            after: Option<Did>,
            count: u32,
        ) -> DidPage;

        /// DIDs in use whose deposit is held on this account, as [`Self::dids_controlled_by`].
        fn dids_paid_by(account: AccountId, after: Option<Did>, count: u32) -> DidPage;
    }
}
