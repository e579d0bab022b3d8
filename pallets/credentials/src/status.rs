//! Changes of credentials' statuses.

use crate::{
    standing::Ancestor,
    types::{StatusListRecord, StoredPage},
    Config, Error, Pallet, StatusPages,
};
use alloc::collections::BTreeMap;
use aura_primitives::{
    credentials::{Change, Index, ListId, Page, Place, RevokedIsFinal, Status, StatusChange},
    limits,
};
use frame_support::ensure;
use polkadot_sdk::*;

/// Numbers of changes that took effect, by kind, and of pages that became pending.
#[derive(Clone, Copy, Default)]
pub(crate) struct Counts {
    pub revoked: u32,
    pub suspended: u32,
    pub reinstated: u32,
    pub held: u32,
    pub released: u32,
    /// Pages that were not pending before.
    pub pending: u32,
}

impl Counts {
    fn count(&mut self, change: Change) {
        let count = match change {
            Change::Revoke => &mut self.revoked,
            Change::Suspend => &mut self.suspended,
            Change::Reinstate => &mut self.reinstated,
            Change::Hold => &mut self.held,
            Change::Release => &mut self.released,
        };
        *count = count.saturating_add(1);
    }
}

/// A page before and after the changes of a call.
struct Touched {
    before: StoredPage,
    after: StoredPage,
}

impl Touched {
    fn new(page: StoredPage) -> Self {
        Self {
            after: page.clone(),
            before: page,
        }
    }

    /// Makes one change, by the owner of the list or by an ancestor of it. Returns true if a bit
    /// changed.
    fn set<T>(
        &mut self,
        index: Index,
        change: Change,
        above: Option<&Ancestor>,
    ) -> Result<bool, Error<T>> {
        let StoredPage { bits, held_by } = &mut self.after;
        let outranked = held_by.filter(|by| !above.is_some_and(|above| above.reaches(*by)));
        match change {
            // A hold by an ancestor of the holder replaces it; one by a descendant does not.
            Change::Hold if outranked.is_none() => *held_by = above.map(Ancestor::who),
            Change::Release if bits.holds(index) => {
                ensure!(outranked.is_none(), Error::<T>::HoldNotLifted);
            }
            _ => (),
        }
        bits.set(index, change)
            .map_err(|RevokedIsFinal| Error::<T>::RevokedIsFinal)
    }
}

impl<T: Config> Pallet<T> {
    /// Makes changes in their order, by the owner of the list or by an ancestor of it. Each page is
    /// read once, and written if it changed; it becomes pending if its leaves changed.
    pub(crate) fn change_status(
        id: ListId,
        list: &StatusListRecord<T::Consideration>,
        changes: &[StatusChange],
        above: Option<&Ancestor>,
    ) -> Result<Counts, Error<T>> {
        let (mut pages, mut counts) = (BTreeMap::<u32, Touched>::new(), Counts::default());
        for StatusChange { index, change } in changes {
            ensure!(*index < list.allocated, Error::<T>::NotAnchored);
            let number = Place::of(*index).page;
            let is_room =
                pages.len() < limits::MAX_CHANGED_PAGES as usize || pages.contains_key(&number);
            ensure!(is_room, Error::<T>::MaxPagesExceeded);
            let page = pages
                .entry(number)
                .or_insert_with(|| Touched::new(Self::stored_page(id, number)));
            if page.set(*index, *change, above)? {
                counts.count(*change);
            }
        }
        let has_other_leaves = |page: &Touched| page.before.bits.words() != page.after.bits.words();
        let pending = pages.iter().filter(|(_, page)| has_other_leaves(page));
        counts.pending = Self::add_pending(id, pending.map(|(number, _)| *number));
        for (number, Touched { before, mut after }) in pages {
            after.forget_holder();
            if after == before {
                continue;
            }
            // Zero pages are not stored.
            if after.bits == Page::default() {
                StatusPages::<T>::remove(id, number);
            } else {
                StatusPages::<T>::insert(id, number, after);
            }
        }
        Ok(counts)
    }

    fn stored_page(id: ListId, page: u32) -> StoredPage {
        StatusPages::<T>::get(id, page).unwrap_or_default()
    }

    /// A page of a list; zero if it is not stored.
    pub(crate) fn page(id: ListId, page: u32) -> Page {
        Self::stored_page(id, page).bits
    }

    /// Status of an anchored credential.
    pub(crate) fn status_of(id: ListId, index: u32) -> Status {
        Self::page(id, Place::of(index).page).get(index)
    }
}
