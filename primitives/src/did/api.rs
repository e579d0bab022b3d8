//! Runtime API for reading DIDs and quoting their deposits.

use super::{
    view::{DidPage, View},
    Changes, Control, Controller, Did, Document, Signer,
};
use crate::{limits, List};
use alloc::vec::Vec;
use codec::Codec;
use polkadot_sdk::{sp_api, sp_runtime::DispatchError};

/// A batch of DIDs to resolve, at most [`limits::MAX_BATCH_DIDS`].
pub type Dids = List<Did, { limits::MAX_BATCH_DIDS }>;

sp_api::decl_runtime_apis! {
    /// Reads DIDs as of the block at which the API is called.
    ///
    /// State has no index by controller or depositor. A listing reads at most
    /// [`limits::MAX_SCANNED_DIDS`] entries of DIDs per call, in the order of their bytes, and
    /// returns the DID after which the next call continues. A page may be empty without being the
    /// last one.
    #[api_version(2)]
    pub trait DidApi<AccountId, Balance>
    where
        AccountId: Codec,
        Balance: Codec,
    {
        /// Resolves a DID; `None` if it was never created.
        fn resolve(did: Did) -> Option<View<AccountId>>;

        /// Resolves several DIDs, in the order of the request.
        fn resolve_batch(dids: Dids) -> Vec<Option<View<AccountId>>>;

        /// Deposit in plancks for creating a DID with this document, or the reason for which it
        /// cannot be created.
        fn deposit_of_creation(
            document: Document,
            control: Control<AccountId>,
        ) -> Result<Balance, DispatchError>;

        /// Deposit in plancks for the DID after these changes, or the reason for which they cannot
        /// be made.
        fn deposit_of_update(did: Did, changes: Changes) -> Result<Balance, DispatchError>;

        /// Dry-runs a call by the DID and returns the plancks by which the sum of all holds on
        /// `submitter`, the payer, would grow, or the error with which the call would fail.
        /// `signers` are those who agree, in strict order; they are assumed to prove every
        /// verification relationship. `call` is SCALE of a call of the runtime. State is not
        /// changed.
        fn deposit_of_call(
            did: Did,
            signers: Vec<Signer<AccountId>>,
            submitter: AccountId,
            call: Vec<u8>,
        ) -> Result<Balance, DispatchError>;

        /// Today's deposit for the entry of a DID in use, in plancks: the price for an account that
        /// takes the deposit over.
        fn price_of_entry(did: Did) -> Result<Balance, DispatchError>;

        /// Plancks burnt from the deposit when a DID is deactivated; less if less is held.
        fn price_of_tombstone() -> Balance;

        /// DIDs in use that name this controller, after the DID `after`: at most `count`, and at
        /// most [`limits::MAX_LISTED_DIDS`].
        fn dids_controlled_by(
            controller: Controller<AccountId>,
            after: Option<Did>,
            count: u32,
        ) -> DidPage;

        /// DIDs in use whose deposit is held on this account, paged like
        /// [`Self::dids_controlled_by`].
        fn dids_paid_by(account: AccountId, after: Option<Did>, count: u32) -> DidPage;
    }
}
