//! What others read of a DID: the answers of the runtime API, as plain functions.

use crate::{footprint, Config, Dids, Error, Pallet, Record, State, Tombstone};
use aura_primitives::did::{
    view::{self, ActiveView, DeactivatedView, View},
    Changes, Control, Did, Document,
};
use frame_support::traits::Footprint;
use polkadot_sdk::*;
use sp_runtime::AccountId32;

impl<T: Config> Pallet<T> {
    /// A DID that is or was.
    pub fn view(did: Did) -> Option<View<AccountId32>> {
        Dids::<T>::get(did).map(|state| match state {
            State::Active(record, deposit) => View::Active(active(record, deposit.depositor)),
            State::Deactivated(tombstone) => View::Deactivated(deactivated(tombstone)),
        })
    }

    /// What a DID with this document is paid for.
    ///
    /// # Errors
    ///
    /// Those of [`Pallet::create`] for what the document holds.
    pub fn footprint_of_creation(
        document: Document,
        control: Control<AccountId32>,
    ) -> Result<Footprint, Error<T>> {
        Ok(footprint(&Self::record(document, control)?))
    }

    /// What the DID is paid for after these changes.
    ///
    /// # Errors
    ///
    /// Those of [`Pallet::update`] but for who asks.
    pub fn footprint_of_update(did: Did, changes: Changes) -> Result<Footprint, Error<T>> {
        let (mut record, _) = Self::active(did)?;
        Self::apply(&did, &mut record, changes, Self::now())?;
        record.control.check(record.own_keys())?;
        Ok(footprint(&record))
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
        deactivated: tombstone.at,
        history: tombstone.history,
    }
}
