//! Invariants of the pallet's storage: plain functions, so that any test can call them.

use crate::{
    types::StatusListRecord, Accreditations, Batches, Config, NextListId, Offers, Pallet,
    PendingLists, Schemas, StatusLists, StatusNodes, StatusPages, StatusRoots,
};
use alloc::{collections::BTreeSet, vec::Vec};
use aura_primitives::credentials::{limits, IssuancePolicy, ListId, Owned, Page, Status};
use aura_zkp_core::status::StatusTree;
use polkadot_sdk::sp_runtime::TryRuntimeError;

impl<T: Config> Pallet<T> {
    /// # Invariants
    ///
    /// * A schema has the identifier that follows from it, and is one.
    /// * An accreditation is by a schema that exists and is not open; never of its own giver, nor of
    ///   the owner; within the greatest depth. Nobody is above itself.
    /// * A list is of a schema that exists, below the next number.
    /// * Batches of a list follow each other without a gap, up to what is allocated, within the
    ///   capacity.
    /// * An offer is of a schema or a list that exists, and to another DID than its owner.
    /// * A page is of a list, below what is allocated with all its bits, and not zero; a DID holds it
    ///   only if something of it can be released.
    /// * Status roots, their nodes and pages that wait are of lists; a list without such pages has
    ///   the root that follows from its pages.
    pub fn do_try_state() -> Result<(), TryRuntimeError> {
        for (id, record) in Schemas::<T>::iter() {
            if record.schema.id() != id || record.schema.check().is_err() {
                return Err("a schema is not what its identifier says".into());
            }
        }
        Self::check_accreditations()?;
        let next = NextListId::<T>::get();
        for (id, list) in StatusLists::<T>::iter() {
            if id >= next {
                return Err("a list has a number that is still to be given".into());
            }
            if !Schemas::<T>::contains_key(list.schema) {
                return Err("a list is of no schema".into());
            }
            Self::check_batches(id, &list)?;
        }
        if Batches::<T>::iter_keys().any(|(id, _)| !StatusLists::<T>::contains_key(id)) {
            return Err("a batch is of no list".into());
        }
        Self::check_offers()?;
        Self::check_pages()?;
        Self::check_roots()
    }

    fn check_offers() -> Result<(), TryRuntimeError> {
        for (what, offer) in Offers::<T>::iter() {
            let owner = match what {
                Owned::Schema(id) => Schemas::<T>::get(id).map(|record| record.owner),
                Owned::List(id) => StatusLists::<T>::get(id).map(|list| list.owner),
            };
            if owner.is_none_or(|owner| owner == offer.to) {
                return Err("an offer is of nothing, or to the owner".into());
            }
        }
        Ok(())
    }

    fn check_accreditations() -> Result<(), TryRuntimeError> {
        for (id, did, record) in Accreditations::<T>::iter() {
            let Some(terms) = Schemas::<T>::get(id).map(|record| record.terms()) else {
                return Err("an accreditation is by no schema".into());
            };
            let accreditation = record.under(terms.owner);
            if terms.policy != IssuancePolicy::Accredited {
                return Err("an accreditation is by an open schema".into());
            }
            if did == terms.owner || did == accreditation.by {
                return Err("an accreditation is of whom needs none".into());
            }
            if accreditation.depth > limits::DEPTH {
                return Err("an accreditation is deeper than any may be".into());
            }
            let path = Self::path(id, terms.owner, did);
            if path.above().any(|above| above == did) {
                return Err("a DID stands above itself".into());
            }
        }
        Ok(())
    }

    fn check_batches(
        id: ListId,
        list: &StatusListRecord<T::Consideration>,
    ) -> Result<(), TryRuntimeError> {
        let mut batches: Vec<_> = Batches::<T>::iter_prefix_values(id).collect();
        batches.sort_by_key(|batch| batch.first);
        let mut next = Some(0u32);
        for batch in &batches {
            if batch.count == 0 || next != Some(batch.first) {
                return Err("batches do not follow each other".into());
            }
            next = batch.first.checked_add(batch.count);
        }
        if next != Some(list.allocated)
            || list.allocated > list.capacity.entries()
            || u32::try_from(batches.len()) != Ok(list.batches)
        {
            return Err("a list has not allocated what its batches hold".into());
        }
        Ok(())
    }

    fn check_pages() -> Result<(), TryRuntimeError> {
        for (id, number, page) in StatusPages::<T>::iter() {
            let Some(list) = StatusLists::<T>::get(id) else {
                return Err("a page is of no list".into());
            };
            let mut kept = page.clone();
            kept.forget_holder();
            if page.bits == Page::default() || kept != page {
                return Err("a page is zero, or held by a DID without a hold".into());
            }
            let page = page.bits;
            let first = number.saturating_mul(limits::PAGE);
            let beyond = list.allocated.saturating_sub(first)..limits::PAGE;
            if beyond
                .map(|index| first.saturating_add(index))
                .any(|index| page.get(index) != Status::Valid)
            {
                return Err("a bit is of nothing that is anchored".into());
            }
        }
        Ok(())
    }

    fn check_roots() -> Result<(), TryRuntimeError> {
        let lists = StatusRoots::<T>::iter_keys()
            .chain(PendingLists::<T>::iter_keys())
            .chain(StatusNodes::<T>::iter_keys().map(|(list, _)| list))
            .chain(StatusPages::<T>::iter_keys().map(|(list, _)| list));
        for id in lists.collect::<BTreeSet<_>>() {
            if !StatusLists::<T>::contains_key(id) {
                return Err("a status root is of no list".into());
            }
            if let Some(pending) = PendingLists::<T>::get(id) {
                if pending.is_empty() {
                    return Err("a list waits for no page".into());
                }
                continue;
            }
            let pages =
                StatusPages::<T>::iter_prefix(id).map(|(number, page)| (number, page.bits.words()));
            let root = StatusTree::new(pages).root();
            if StatusRoots::<T>::get(id).unwrap_or_default().current != root.to_bytes() {
                return Err("a status root is not that of its pages".into());
            }
        }
        Ok(())
    }
}
