//! What becomes of credentials.

use crate::{types::List, Config, Error, Pallet, StatusPages};
use alloc::collections::BTreeMap;
use aura_primitives::credentials::{
    Change, ListId, Page, Place, RevokedIsFinal, Status, StatusChange,
};
use frame_support::ensure;
use polkadot_sdk::*;

/// How many changes of each kind were made.
#[derive(Clone, Copy, Default)]
pub(crate) struct Counts {
    pub revoked: u32,
    pub suspended: u32,
    pub reinstated: u32,
}

impl Counts {
    fn count(&mut self, change: Change) {
        let count = match change {
            Change::Revoke => &mut self.revoked,
            Change::Suspend => &mut self.suspended,
            Change::Reinstate => &mut self.reinstated,
        };
        *count = count.saturating_add(1);
    }
}

impl<T: Config> Pallet<T> {
    /// Makes changes in their order. Each page is read and written once.
    pub(crate) fn change_status(
        id: ListId,
        list: &List<T::Consideration>,
        changes: &[StatusChange],
    ) -> Result<Counts, Error<T>> {
        let (mut pages, mut counts) = (BTreeMap::<u32, Page>::new(), Counts::default());
        for StatusChange { index, change } in changes {
            ensure!(*index < list.allocated, Error::<T>::NotAnchored);
            let page = Place::of(*index).page;
            pages
                .entry(page)
                .or_insert_with(|| Self::page(id, page))
                .set(*index, *change)
                .map_err(|RevokedIsFinal| Error::<T>::RevokedIsFinal)?;
            counts.count(*change);
        }
        Self::unseal(id, pages.keys().copied());
        for (number, page) in pages {
            // Only what differs from zero takes room.
            if page == Page::default() {
                StatusPages::<T>::remove(id, number);
            } else {
                StatusPages::<T>::insert(id, number, page);
            }
        }
        Ok(counts)
    }

    /// A page of a list; zero where nothing was ever set.
    pub(crate) fn page(id: ListId, page: u32) -> Page {
        StatusPages::<T>::get(id, page).unwrap_or_default()
    }

    /// What has become of a credential that is anchored.
    pub(crate) fn status_of(id: ListId, index: u32) -> Status {
        Self::page(id, Place::of(index).page).get(index)
    }
}
