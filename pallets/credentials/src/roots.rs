//! Status roots: what a proof shows that its credential is neither revoked nor suspended nor held
//! under.
//!
//! A change of status flips bits and no more: it marks the list *unsealed*. To *seal* it computes
//! the root anew, along the paths from the pages that changed, once for all their bits. A root
//! is good while it is the newest one, and for some blocks after; none is while the list has been
//! unsealed for too long, since it may hide a revocation.
//!
//! Sealing is paid for by the change that makes it necessary, and done in the time that blocks have
//! left: in at most a quarter of a block, of one list after the other in turn.

use crate::{
    types::PendingChanges, Config, Event, LastCommittedList, Pallet, PendingLists, StatusLists,
    StatusNodes, StatusRoots, WeightInfo,
};
use alloc::{collections::BTreeMap, vec::Vec};
use aura_primitives::credentials::{limits, view::StatusRootView, ListId, StatusRoot};
use aura_zkp_core::{status, Fr};
use frame_support::{
    traits::Get,
    weights::{Weight, WeightMeter},
};
use polkadot_sdk::*;

/// Children of a node of the tree over the pages, as they are stored.
pub(crate) type Children = [[u8; 32]; 4];

/// Levels of the tree over the pages.
pub(crate) const LEVELS: u8 = status::ABOVE_PAGES;

/// Why proofs cannot rest on a root.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum RootRefusal {
    /// There is no such list.
    ListNotFound,
    /// It is not the newest root of the list, nor was it lately.
    NotRecent,
    /// Changes of the list are not in any root yet, and have not been for too long.
    ChangesPending,
}

/// What was committed.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) struct Committed {
    /// Pages whose paths were computed.
    pub pages: u32,
    /// Whether none is left.
    pub complete: bool,
}

impl<T: Config> Pallet<T> {
    /// Whether proofs may rest on this root of the list now.
    ///
    /// # Errors
    ///
    /// See [`RootRefusal`].
    pub fn accepts_status_root(id: ListId, root: StatusRoot) -> Result<(), RootRefusal> {
        let list = StatusLists::<T>::get(id).ok_or(RootRefusal::ListNotFound)?;
        let now = Self::now().block;
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

    /// The newest root of a list, and since when changes wait for the next.
    pub fn status_root(id: ListId) -> Option<StatusRootView> {
        StatusLists::<T>::contains_key(id).then(|| StatusRootView {
            root: StatusRoots::<T>::get(id).unwrap_or_default().current,
            pending_since: PendingLists::<T>::get(id).map(|pending| pending.since),
        })
    }

    /// These pages are no longer in the root as they are. Returns how many of them were until now.
    pub(crate) fn add_pending(id: ListId, pages: impl Iterator<Item = u32>) -> u32 {
        let mut pages = pages.peekable();
        if pages.peek().is_none() {
            return 0;
        }
        PendingLists::<T>::mutate(id, |pending| {
            let pending = pending.get_or_insert_with(|| PendingChanges::since(Self::now().block));
            let added = pages.filter(|page| pending.add(*page)).count();
            u32::try_from(added).unwrap_or(u32::MAX)
        })
    }

    /// Computes the paths from at most so many pages that were touched, and with the last of them
    /// the root.
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

    /// Stores nodes of a level with their parents, and computes those. Nodes that were never stored are
    /// `empty`.
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
            // What is stored was written by this function, from elements of the field.
            let child = |bytes: &[u8; 32]| Fr::from_bytes(bytes).unwrap_or(Fr::zero());
            (position, status::node(children.each_ref().map(child)))
        };
        parents.into_iter().map(parent).collect()
    }

    /// This is the newest root of a list, which was due at that block. If it is late, its predecessor
    /// has been superseded since then all the same: or what nobody sealed would have its grace
    /// whenever somebody does at last.
    fn supersede(id: ListId, root: StatusRoot, due: u32) {
        let at = Self::now().block.min(due);
        let mut roots = StatusRoots::<T>::get(id).unwrap_or_default();
        if roots.current == root {
            return;
        }
        roots.supersede(root, at, T::StatusGrace::get());
        StatusRoots::<T>::insert(id, roots);
        Self::deposit_event(Event::StatusRootCommitted { list: id, root });
    }

    /// The most that sealing takes of a block: a quarter.
    pub(crate) fn idle_limit() -> Weight {
        let block = <T as frame_system::Config>::BlockWeights::get().max_block;
        block.saturating_div(4)
    }

    /// Seals lists in the time that is left in a block, at most [`limits::LISTS_PER_IDLE_COMMIT`] of them: of
    /// each as many pages as anybody can seal at once, in turn from the one after the last that was
    /// committed, so that none keeps the others waiting. All that is read is metered; nothing is read if
    /// no page can be afforded.
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
            let affordable = (1..=limits::PAGES_PER_COMMIT)
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

    /// Lists that wait, in the order of their keys from the one after the last that was committed, and
    /// around: as many as can be afforded, where finding one takes a `key` and sealing it at least `one`
    /// page.
    fn waiting(meter: &mut WeightMeter, key: Weight, one: Weight) -> Vec<ListId> {
        let mut found = Vec::new();
        let mut needed = key.saturating_add(one);
        let mut add = |keys: &mut dyn Iterator<Item = ListId>| {
            while found.len() < limits::LISTS_PER_IDLE_COMMIT as usize && meter.can_consume(needed)
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
