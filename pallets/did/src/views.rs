//! Answers of the runtime API, as plain functions.

use crate::{
    footprint, tombstone, BalanceOf, CallOf, Config, Deposit, DidOrigin, Dids, Error, Pallet,
    Record, State, Tombstone,
};
use alloc::vec::Vec;
use aura_primitives::{
    did::{
        view::{self, ActiveView, DeactivatedView, DidPage, View},
        Changes, Control, Controller, Did, Document, Relationships, Signer,
    },
    limits,
};
use frame_support::{storage::with_transaction, traits::Footprint};
use polkadot_sdk::*;
use sp_runtime::{traits::Dispatchable, AccountId32, DispatchError, TransactionOutcome};

impl<T: Config> Pallet<T> {
    /// The view of a DID; `None` if it was never created.
    pub fn view(did: Did) -> Option<View<AccountId32>> {
        Dids::<T>::get(did).map(|state| match state {
            State::Active(record, deposit) => View::Active(active(record, deposit.depositor)),
            State::Deactivated(tombstone) => View::Deactivated(deactivated(tombstone)),
        })
    }

    /// Footprint of a DID with this document.
    ///
    /// # Errors
    ///
    /// Those of [`Pallet::create`] for the document.
    pub fn footprint_of_creation(
        document: Document,
        control: Control<AccountId32>,
    ) -> Result<Footprint, Error<T>> {
        Ok(footprint(&Self::record(document, control)?))
    }

    /// Footprint of the DID after these changes.
    ///
    /// # Errors
    ///
    /// Those of [`Pallet::update`] but for its origin.
    pub fn footprint_of_update(did: Did, changes: Changes) -> Result<Footprint, Error<T>> {
        let (mut record, _) = Self::active(did)?;
        Self::apply(&did, &mut record, changes, crate::now::<T>())?;
        record.control.check(record.own_keys())?;
        Ok(footprint(&record))
    }

    /// Dry-runs a call by the DID and returns by how much the sum of all holds on the submitter
    /// grows. The signers are assumed to prove every relationship. State is not changed.
    ///
    /// # Errors
    ///
    /// [`Error::NotFound`], [`Error::Deactivated`], [`Error::SignatureCount`] if there are too many
    /// signers, those of the call.
    pub fn deposit_of_call(
        did: Did,
        signers: Vec<Signer<AccountId32>>,
        submitter: AccountId32,
        call: CallOf<T>,
    ) -> Result<BalanceOf<T>, DispatchError> {
        Self::active(did)?;
        let origin = DidOrigin {
            did,
            relationships: Relationships::SIGNING,
            signers: signers.try_into().map_err(|_| Error::<T>::SignatureCount)?,
            submitter: submitter.clone(),
        };
        with_transaction(|| {
            let (result, locked) = Self::locking(&submitter, || call.dispatch(origin.into()));
            let result = result.map(|_| locked).map_err(|failed| failed.error);
            TransactionOutcome::Rollback(result)
        })
    }

    /// Footprint of the entry of a DID in use.
    ///
    /// # Errors
    ///
    /// [`Error::NotFound`], [`Error::Deactivated`].
    pub fn footprint_of_entry(did: Did) -> Result<Footprint, Error<T>> {
        Self::active(did).map(|(record, _)| footprint(&record))
    }

    /// Footprint of a tombstone.
    pub fn footprint_of_tombstone() -> Footprint {
        tombstone()
    }

    /// A page of the DIDs in use that name this controller. At most [`limits::MAX_SCANNED_DIDS`]
    /// entries are read.
    pub fn controlled_by(
        controller: &Controller<AccountId32>,
        after: Option<Did>,
        count: u32,
    ) -> DidPage {
        Self::page(after, count, |record, _| {
            record.control.controllers.contains(controller)
        })
    }

    /// A page of the DIDs in use whose deposit is held on this account, like
    /// [`Self::controlled_by`].
    pub fn paid_by(account: &AccountId32, after: Option<Did>, count: u32) -> DidPage {
        Self::page(after, count, |_, deposit| deposit.depositor == *account)
    }

    fn page(
        after: Option<Did>,
        count: u32,
        is_wanted: impl Fn(&Record, &Deposit<T::Consideration>) -> bool,
    ) -> DidPage {
        let mut entries = match after {
            Some(after) => Dids::<T>::iter_from_key(after),
            None => Dids::<T>::iter(),
        };
        let (mut dids, mut last) = (Vec::new(), None);
        let mut left = count.clamp(1, limits::MAX_LISTED_DIDS);
        for _ in 0..limits::MAX_SCANNED_DIDS {
            let Some((did, state)) = entries.next() else {
                return DidPage { dids, next: None };
            };
            last = Some(did);
            if matches!(&state, State::Active(record, deposit) if is_wanted(record, deposit)) {
                dids.push(did);
                left = left.saturating_sub(1);
            }
            if left == 0 {
                break;
            }
        }
        DidPage { dids, next: last }
    }
}

fn active(record: Record, depositor: AccountId32) -> ActiveView<AccountId32> {
    ActiveView {
        methods: view::methods(&record.methods),
        services: view::services(&record.services),
        also_known_as: view::also_known_as(&record.also_known_as),
        control: record.control,
        nonce: record.nonce,
        created: record.created,
        updated: record.updated,
        previous: record.previous,
        history: record.history,
        depositor,
    }
}

fn deactivated(tombstone: Tombstone) -> DeactivatedView {
    DeactivatedView {
        created: tombstone.created,
        deactivated: tombstone.deactivated,
        history: tombstone.history,
    }
}
