//! Eras: the seed of era 0, and what an era that ended says about its validators.

use crate::{
    electable::{authors, proves_nothing},
    Config, Event, Pallet, PayoutEra, Record, Records, TriedLast, WeightInfo,
};
use alloc::{collections::BTreeSet, vec::Vec};
use frame_support::{traits::Get, weights::Weight, BoundedVec};
use pallet_staking::{
    ActiveEra, ActiveEraInfo, Bonded, BondedEras, CurrentEra, CurrentPlannedSession,
    ErasStakersOverview, ErasStartSessionIndex, ForceEra, Forcing,
};
use pallet_validator_set::SessionKeysInForce;
use polkadot_sdk::*;
use sp_runtime::traits::Zero;
use sp_staking::{EraIndex, SessionIndex};

impl<T: Config> Pallet<T> {
    /// Starts era 0 with the current session, in which the council names the validators. Does
    /// nothing on a chain that has eras. Returns true if it wrote.
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
        <T::FirstValues as frame_support::traits::OnGenesis>::on_genesis();
        true
    }

    /// Judges the validators of the era that ended with the last session, if one did.
    pub(crate) fn note_ended_era() {
        let active = ActiveEra::<T>::get().map_or(0, |era| era.index);
        let Some(ended) = active.checked_sub(1) else {
            return;
        };
        let session = pallet_session::CurrentIndex::<T>::get();
        if ErasStartSessionIndex::<T>::get(active) != Some(session) {
            return;
        }
        Self::forget_unbonded(active);
        let members = Self::members(ended, session);
        let first = ErasStartSessionIndex::<T>::get(ended).unwrap_or(session);
        let tried = if proves_nothing::<T>(session.saturating_sub(first), members.len()) {
            members.clone()
        } else {
            let authors = authors::<T>(ended);
            members.intersection(&authors).cloned().collect()
        };
        // The council's validators were not elected: none of them is idle.
        if !ended.is_zero() {
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
        }
        TriedLast::<T>::put(BoundedVec::truncate_from(tried.into_iter().collect()));
    }

    /// Validators of an era that ended when `session` began. In era 0 those of its last session.
    fn members(era: EraIndex, session: SessionIndex) -> BTreeSet<T::AccountId> {
        if !era.is_zero() {
            return ErasStakersOverview::<T>::iter_key_prefix(era).collect();
        }
        SessionKeysInForce::<T>::get(session.saturating_sub(1))
            .into_iter()
            .flatten()
            .map(|(who, _)| who)
            .collect()
    }

    /// Leaves an account out of elections until the era is over. If there is no room for its
    /// record, the one that ends first gives way. Returns the weight it took.
    pub(crate) fn leave_out(who: &T::AccountId, until: EraIndex, idle: bool) -> Weight {
        let is_full = !Records::<T>::contains_key(who)
            && Records::<T>::count() >= <T as Config>::MaxRecords::get();
        if is_full {
            let first = Records::<T>::iter().min_by_key(|(_, record)| record.out_until);
            if let Some((other, _)) = first {
                Records::<T>::remove(other);
            }
        }
        Records::<T>::mutate(who, |record| {
            let record = record.get_or_insert_with(Record::default);
            record.idle = record.idle.saturating_add(idle.into());
            record.out_until = record.out_until.max(until);
        });
        if is_full {
            <T as Config>::WeightInfo::leave_out_full()
        } else {
            <T as Config>::WeightInfo::leave_out()
        }
    }

    /// Forgets records that are over, of accounts that are no longer bonded. An account that chills
    /// and validates again keeps its record.
    fn forget_unbonded(active: EraIndex) {
        let gone: Vec<_> = Records::<T>::iter()
            .filter(|(who, record)| record.out_until < active && !Bonded::<T>::contains_key(who))
            .map(|(who, _)| who)
            .collect();
        for who in gone {
            Records::<T>::remove(who);
        }
    }

    /// Era of which rewards are paid next, if it has ended.
    pub(crate) fn payable_era() -> Option<EraIndex> {
        let active = ActiveEra::<T>::get()?.index;
        let era = PayoutEra::<T>::get();
        (era < active).then_some(era)
    }
}
