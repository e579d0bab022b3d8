//! Status roots, under which proofs show that a credential is neither revoked, suspended nor held.
//!
//! A change of status only flips bits and marks the list as *pending*. A *commit* computes the root
//! anew along the paths from the changed pages, once for all their bits. The newest root is
//! accepted, and a superseded one for some blocks. No root is accepted while changes have been
//! pending for too long, because it may hide a revocation.
//!
//! The change that makes a commit necessary pays for it. Blocks commit lists in turn in their idle
//! time, in at most a quarter of a block.

use crate::{
    types::PendingChanges, Config, Event, LastCommittedList, Pallet, PendingLists, StatusLists,
    StatusNodes, StatusRoots, WeightInfo,
};
use alloc::{collections::BTreeMap, vec::Vec};
use aura_primitives::{
    credentials::{view::StatusRootView, ListId, StatusRoot},
    limits,
};
use aura_zkp_core::{status, Fr};
use frame_support::{
    traits::Get,
    weights::{Weight, WeightMeter},
};
use polkadot_sdk::*;

/// The four children of a node in the tree over the pages, as stored.
pub(crate) type Children = [[u8; 32]; 4];

/// Levels of the tree over the pages.
pub(crate) const LEVELS: u8 = status::ABOVE_PAGES;

/// The reason for which proofs may not use a status root.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum RootRefusal {
    /// The list does not exist.
    ListNotFound,
    /// The root is not the newest one of the list, and its grace period is over.
    NotRecent,
    /// Changes of the list have been pending for too long.
    ChangesPending,
}

/// Result of a commit.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) struct Committed {
    /// Number of pages committed.
    pub pages: u32,
    /// True if no changes are pending any longer.
    pub complete: bool,
}

impl<T: Config> Pallet<T> {
    /// Checks that proofs may use this root of the list now.
    ///
    /// # Errors
    ///
    /// See [`RootRefusal`].
    pub fn accepts_status_root(id: ListId, root: StatusRoot) -> Result<(), RootRefusal> {
        let list = StatusLists::<T>::get(id).ok_or(RootRefusal::ListNotFound)?;
        let now = pallet_did::now::<T>().block;
        let (patience, grace) = if list.strict {
            (0, 0)
        } else {
            (T::CommitWithin::get(), T::StatusGrace::get())
        };
        if let Some(pending) = PendingLists::<T>::get(id) {
            if list.strict || now.saturating_sub(pending.since) > patience {
                return Err(RootRefusal::ChangesPending);
            }
        }
        let roots = StatusRoots::<T>::get(id).unwrap_or_default();
        if roots.accepts(root, now, grace) {
            Ok(())
        } else {
            Err(RootRefusal::NotRecent)
        }
    }

    /// The newest root of a list, and the block since which changes are pending.
    pub fn status_root(id: ListId) -> Option<StatusRootView> {
        StatusLists::<T>::contains_key(id).then(|| StatusRootView {
            root: StatusRoots::<T>::get(id).unwrap_or_default().current,
            pending_since: PendingLists::<T>::get(id).map(|pending| pending.since),
        })
    }

    /// Marks changed pages as pending. Returns the number of pages that were not pending before.
    pub(crate) fn add_pending(id: ListId, pages: impl Iterator<Item = u32>) -> u32 {
        let mut pages = pages.peekable();
        if pages.peek().is_none() {
            return 0;
        }
        PendingLists::<T>::mutate(id, |pending| {
            let pending =
                pending.get_or_insert_with(|| PendingChanges::since(pallet_did::now::<T>().block));
            let added = pages.filter(|page| pending.add(*page)).count();
            u32::try_from(added).unwrap_or(u32::MAX)
        })
    }

    /// Commits at most `most` pending pages, and with the last one the new root.
    pub(crate) fn commit(id: ListId, most: u32) -> Committed {
        let Some(mut pending) = PendingLists::<T>::get(id) else {
            return Committed {
                pages: 0,
                complete: true,
            };
        };
        let pages = pending.take(most);
        let count = u32::try_from(pages.len()).unwrap_or(u32::MAX);
        let mut nodes: BTreeMap<u32, Fr> = pages
            .into_iter()
            .map(|page| (page, status::page_root(&Self::page(id, page).words())))
            .collect();
        for (level, empty) in (0..LEVELS).zip(status::EMPTY) {
            nodes = Self::climb(id, level, empty, nodes);
        }
        let complete = pending.is_empty();
        if complete {
            PendingLists::<T>::remove(id);
            let due = pending.since.saturating_add(T::CommitWithin::get());
            if let Some(root) = nodes.into_values().next() {
                Self::supersede(id, root.to_bytes(), due);
            }
        } else {
            PendingLists::<T>::insert(id, pending);
        }
        Committed {
            pages: count,
            complete,
        }
    }

    /// Stores the nodes of a level below their parents, and computes the parents. Nodes never
    /// stored are `empty`.
    fn climb(id: ListId, level: u8, empty: Fr, nodes: BTreeMap<u32, Fr>) -> BTreeMap<u32, Fr> {
        let mut parents = BTreeMap::<u32, Children>::new();
        for (position, node) in nodes {
            let children = parents.entry(position / 4).or_insert_with(|| {
                StatusNodes::<T>::get(id, (level, position / 4))
                    .unwrap_or_else(|| [empty.to_bytes(); 4])
            });
            if let Some(child) = children.get_mut(position as usize % 4) {
                *child = node.to_bytes();
            }
        }
        let parent = |(position, children): (u32, Children)| {
            StatusNodes::<T>::insert(id, (level, position), children);
            // Stored nodes were written by this function, from field elements.
            let child = |bytes: &[u8; 32]| Fr::from_bytes(bytes).unwrap_or(Fr::zero());
            (position, status::node(children.each_ref().map(child)))
        };
        parents.into_iter().map(parent).collect()
    }

    /// Makes `root` the current root. The old root's grace period starts at `due` at the latest,
    /// even if the commit came later; otherwise a late commit would extend it.
    fn supersede(id: ListId, root: StatusRoot, due: u32) {
        let at = pallet_did::now::<T>().block.min(due);
        let mut roots = StatusRoots::<T>::get(id).unwrap_or_default();
        if roots.current == root {
            return;
        }
        roots.supersede(root, at, T::StatusGrace::get());
        StatusRoots::<T>::insert(id, roots);
        Self::deposit_event(Event::StatusRootCommitted { list: id, root });
    }

    /// The share of a block that commits may take: a quarter.
    pub(crate) fn idle_limit() -> Weight {
        let block = <T as frame_system::Config>::BlockWeights::get().max_block;
        block.saturating_div(4)
    }

    /// Commits lists in the idle time of a block: at most [`limits::MAX_IDLE_COMMIT_LISTS`] lists,
    /// each with at most the pages of one call, in turn after the list that was committed last, so
    /// that none can delay the others. All reads are metered; none is made if not even one page is
    /// affordable.
    pub(crate) fn commit_idle(meter: &mut WeightMeter) {
        let weight = |pages| <T as Config>::WeightInfo::commit_status_root(pages);
        let (one, db) = (weight(1), T::DbWeight::get());
        let (cursor, key) = (db.reads_writes(1, 1), db.reads(1));
        if !meter.can_consume(cursor.saturating_add(key).saturating_add(one)) {
            return;
        }
        meter.consume(cursor);
        let mut last = None;
        for id in Self::waiting(meter, key, one) {
            let affordable = (1..=limits::MAX_COMMIT_PAGES)
                .rev()
                .find(|pages| meter.can_consume(weight(*pages)));
            let Some(pages) = affordable else { break };
            let committed = Self::commit(id, pages);
            meter.consume(weight(committed.pages).max(one));
            last = Some(id);
        }
        if let Some(last) = last {
            LastCommittedList::<T>::put(last);
        }
    }

    /// Pending lists in the order of their keys, starting after the list that was committed last
    /// and wrapping around: as many as are affordable, with the weight `key` to find one and at
    /// least `one` to commit a page of it.
    fn waiting(meter: &mut WeightMeter, key: Weight, one: Weight) -> Vec<ListId> {
        let mut found = Vec::new();
        let mut needed = key.saturating_add(one);
        let mut add = |keys: &mut dyn Iterator<Item = ListId>| {
            while found.len() < limits::MAX_IDLE_COMMIT_LISTS as usize && meter.can_consume(needed)
            {
                meter.consume(key);
                match keys.next() {
                    Some(id) if !found.contains(&id) => found.push(id),
                    _ => break,
                }
                needed.saturating_accrue(one);
            }
        };
        if let Some(last) = LastCommittedList::<T>::get() {
            let behind = PendingLists::<T>::hashed_key_for(last);
            add(&mut PendingLists::<T>::iter_keys_from(behind));
        }
        add(&mut PendingLists::<T>::iter_keys());
        found
    }
}
