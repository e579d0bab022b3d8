//! Invariants of the pallet's storage, as plain functions that tests can call.

use crate::{Announcements, Config, CouncilFloor, NoticeHours, Pallet, Queue, MAX_NOTICE_HOURS};
use alloc::collections::BTreeSet;
use frame_support::{ensure, traits::QueryPreimage};
use polkadot_sdk::{sp_runtime::TryRuntimeError, *};

impl<T: Config> Pallet<T> {
    /// # Invariants
    ///
    /// * The queue and the map hold the same calls, each once.
    /// * Each announced call has its preimage, and is stored under its hash.
    /// * No member has objected twice to a call.
    /// * The council has at least as many members as the floor, unless it is empty.
    /// * The notice is within its bound.
    pub fn do_try_state() -> Result<(), TryRuntimeError> {
        let queue = Queue::<T>::get();
        let queued: BTreeSet<_> = queue.iter().map(|(_, call_hash)| *call_hash).collect();
        ensure!(
            queued.len() == queue.len(),
            "a call appears twice in the queue"
        );
        let announced: BTreeSet<_> = Announcements::<T>::iter_keys().collect();
        ensure!(
            queued == announced,
            "the queue and the announcements differ"
        );
        let members = Self::members();
        for (call_hash, announcement) in Announcements::<T>::iter() {
            ensure!(
                announcement.call.hash() == call_hash,
                "an announcement has another hash than its call"
            );
            ensure!(
                T::Preimages::have(&announcement.call),
                "the preimage of an announcement is missing"
            );
            let objections: BTreeSet<_> = announcement.objections.iter().collect();
            ensure!(
                objections.len() == announcement.objections.len(),
                "a member objected twice"
            );
        }
        ensure!(
            members == 0 || members >= CouncilFloor::<T>::get(),
            "the council has fewer members than the floor"
        );
        ensure!(
            NoticeHours::<T>::get() <= MAX_NOTICE_HOURS,
            "the notice is longer than its bound"
        );
        Ok(())
    }
}
