//! Invariants of the pallet's storage, as plain functions that tests can call.

use crate::{
    types::StatusListRecord, Accreditations, Batches, Config, NextListId, Offers, Pallet,
    PendingLists, Schemas, StatusLists, StatusNodes, StatusPages, StatusRoots,
};
use alloc::{collections::BTreeSet, vec::Vec};
use aura_primitives::{
    credentials::{IssuancePolicy, ListId, Owned, Page, Status},
    limits,
};
use aura_zkp_core::status::StatusTree;
use polkadot_sdk::sp_runtime::TryRuntimeError;

impl<T: Config> Pallet<T> {
    /// # Invariants
    ///
    /// * A schema is valid, and stored under its identifier.
    /// * An accreditation is under a schema that exists and is not open; it is not the owner's, nor
    ///   given by the DID to itself; its depth is at most [`limits::MAX_ACCREDITATION_DEPTH`]. No
    ///   DID is its own ancestor.
    /// * A list has a schema that exists, and a number below the next one.
    /// * Batches of a list are consecutive, up to the allocated indices, within the capacity.
    /// * An offer is of a schema or list that exists, to a DID other than its owner.
    /// * A page belongs to a list, has bits only at allocated indices, and is not zero; it has a
    ///   holder only if it has a hold that can be released.
    /// * Status roots, nodes and pending pages belong to lists; a list without pending pages has
    ///   the root of its pages.
    pub fn do_try_state() -> Result<(), TryRuntimeError> {
        for (id, record) in Schemas::<T>::iter() {
            if record.schema.id() != id || record.schema.check().is_err() {
                return Err("a schema is invalid or stored under another identifier".into());
            }
        }
        Self::check_accreditations()?;
        let next = NextListId::<T>::get();
        for (id, list) in StatusLists::<T>::iter() {
            if id >= next {
                return Err("the number of a list is not below the next one".into());
            }
            if !Schemas::<T>::contains_key(list.schema) {
                return Err("the schema of a list does not exist".into());
            }
            Self::check_batches(id, &list)?;
        }
        if Batches::<T>::iter_keys().any(|(id, _)| !StatusLists::<T>::contains_key(id)) {
            return Err("the list of a batch does not exist".into());
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
                return Err(
                    "an offer is to the owner, or its schema or list does not exist".into(),
                );
            }
        }
        Ok(())
    }

    fn check_accreditations() -> Result<(), TryRuntimeError> {
        for (id, did, record) in Accreditations::<T>::iter() {
            let Some(terms) = Schemas::<T>::get(id).map(|record| record.terms()) else {
                return Err("the schema of an accreditation does not exist".into());
            };
            let accreditation = record.under(terms.owner);
            if terms.policy != IssuancePolicy::Accredited {
                return Err("an accreditation is under an open schema".into());
            }
            if did == terms.owner || did == accreditation.by {
                return Err(
                    "an accreditation is the owner's, or given by the DID to itself".into(),
                );
            }
            if accreditation.depth > limits::MAX_ACCREDITATION_DEPTH {
                return Err("the depth of an accreditation is above the maximum".into());
            }
            let path = Self::path(id, terms.owner, did);
            if path.above().any(|above| above == did) {
                return Err("a DID is its own ancestor".into());
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
                return Err("the batches of a list are not consecutive".into());
            }
            next = batch.first.checked_add(batch.count);
        }
        if next != Some(list.allocated)
            || list.allocated > list.capacity.entries()
            || u32::try_from(batches.len()) != Ok(list.batches)
        {
            return Err("the allocated indices of a list are not those of its batches".into());
        }
        Ok(())
    }

    fn check_pages() -> Result<(), TryRuntimeError> {
        for (id, number, page) in StatusPages::<T>::iter() {
            let Some(list) = StatusLists::<T>::get(id) else {
                return Err("the list of a page does not exist".into());
            };
            let mut kept = page.clone();
            kept.forget_holder();
            if page.bits == Page::default() || kept != page {
                return Err("a page is zero, or has a holder without a hold".into());
            }
            let page = page.bits;
            let first = number.saturating_mul(limits::ENTRIES_PER_PAGE);
            let beyond = list.allocated.saturating_sub(first)..limits::ENTRIES_PER_PAGE;
            if beyond
                .map(|index| first.saturating_add(index))
                .any(|index| page.get(index) != Status::Valid)
            {
                return Err("a bit is set at an index that is not allocated".into());
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
                return Err("the list of a status root does not exist".into());
            }
            if let Some(pending) = PendingLists::<T>::get(id) {
                if pending.is_empty() {
                    return Err("a pending list has no pending page".into());
                }
                continue;
            }
            let pages =
                StatusPages::<T>::iter_prefix(id).map(|(number, page)| (number, page.bits.words()));
            let root = StatusTree::new(pages).root();
            if StatusRoots::<T>::get(id).unwrap_or_default().current != root.to_bytes() {
                return Err("a status root is not the root of its pages".into());
            }
        }
        Ok(())
    }
}
