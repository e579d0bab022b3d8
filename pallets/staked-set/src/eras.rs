//! Eras: the seed of era 0, and what an era that ended says about its validators.

use crate::{electable::Era, Config, Event, Pallet, PayoutEra, Record, Records, LOG_TARGET};
use frame_support::traits::{Get, OnGenesis};
use pallet_staking::{
    ActiveEra, ActiveEraInfo, Bonded, BondedEras, CurrentEra, CurrentPlannedSession,
    ErasStartSessionIndex, ForceEra, Forcing,
};
use polkadot_sdk::*;
use sp_runtime::traits::Zero;
use sp_staking::EraIndex;

impl<T: Config> Pallet<T> {
    /// Starts era 0 with the current session, in which the council names the validators. Does
    /// nothing on a chain that has eras. Returns whether it wrote.
    ///
    /// Every entry is one that `pallet-staking` takes for granted: its invariants read `ActiveEra`,
    /// and a report of an offence looks for its session in `BondedEras`.
    pub fn seed() -> bool {
        if CurrentEra::<T>::exists() {
            return false;
        }
        let session = pallet_session::CurrentIndex::<T>::get();
        CurrentEra::<T>::put(0);
        ActiveEra::<T>::put(ActiveEraInfo {
            index: 0,
            start: None,
        });
        ErasStartSessionIndex::<T>::insert(0, session);
        BondedEras::<T>::put(alloc::vec![(0, session)]);
        CurrentPlannedSession::<T>::put(session.saturating_add(1));
        ForceEra::<T>::put(Forcing::ForceNone);
        T::FirstValues::on_genesis();
        true
    }

    /// Judges the validators of the era that ended with the last session, if one did, once.
    pub(crate) fn note_ended_era() {
        let active = ActiveEra::<T>::get().map_or(0, |era| era.index);
        let Some(ended) = active.checked_sub(1) else {
            return;
        };
        let starts = ErasStartSessionIndex::<T>::get(active);
        if starts != Some(pallet_session::CurrentIndex::<T>::get()) {
            return;
        }
        Self::forget_unbonded();
        // The council's validators had nothing to gain from a block.
        if ended.is_zero() {
            return;
        }
        let Era { members, tried } = Era::<T>::read(ended);
        // The active era was elected before this one ended.
        let until = active.saturating_add(T::IdleEras::get());
        for validator in members.difference(&tried) {
            Self::leave_out(validator, until, true);
            Self::deposit_event(Event::Idle {
                validator: validator.clone(),
                era: ended,
                until,
            });
        }
        for validator in &tried {
            // A node that runs again is like one that always ran.
            if let Some(record) = Records::<T>::get(validator) {
                if record.out_until < active {
                    Records::<T>::remove(validator);
                }
            }
        }
    }

    /// Leaves an account out of elections until the era is over.
    pub(crate) fn leave_out(who: &T::AccountId, until: EraIndex, idle: bool) {
        if !Records::<T>::contains_key(who) && Records::<T>::count() >= T::MaxRecords::get() {
            log::error!(target: LOG_TARGET, "no room for the record of {who:?}");
            return;
        }
        Records::<T>::mutate(who, |record| {
            let record = record.get_or_insert_with(Record::default);
            record.idle = record.idle.saturating_add(idle.into());
            record.out_until = record.out_until.max(until);
        });
    }

    /// Forgets records of accounts that are no longer bonded. An account that chills and validates
    /// again keeps its record.
    fn forget_unbonded() {
        let gone: alloc::vec::Vec<_> = Records::<T>::iter_keys()
            .filter(|who| !Bonded::<T>::contains_key(who))
            .collect();
        for who in gone {
            Records::<T>::remove(who);
        }
    }

    /// The era of which rewards are paid next, and whether it has ended.
    pub(crate) fn payable_era() -> Option<EraIndex> {
        let active = ActiveEra::<T>::get()?.index;
        let era = PayoutEra::<T>::get();
        (era < active).then_some(era)
    }
}
