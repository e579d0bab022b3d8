//! Session management before, at and after the hand-over.

use crate::{Armed, Config, Event, HandOver, HandedOver, Pallet, LOG_TARGET};
use alloc::vec::Vec;
use pallet_session::{historical::HistoricalSessions, NextKeys, QueuedKeys, SessionManager};
use pallet_staking::{CurrentEra, CurrentPlannedSession, ForceEra, Forcing, MinimumValidatorCount};
use polkadot_sdk::*;
use sp_staking::SessionIndex;

type Staking<T> = pallet_staking::Pallet<T>;
type Council<T> = pallet_validator_set::Pallet<T>;

impl<T: Config> Pallet<T> {
    /// Says if the stake names the validators: from the block in which the hand-over was planned.
    pub fn is_handed_over() -> bool {
        HandedOver::<T>::exists()
    }

    /// Says if one more validator or candidate may lose its session keys. Asked by the call filter
    /// before each `session.purge_keys`, which does not know the caller.
    ///
    /// After the hand-over, more of the session's validators than the minimum must be electable,
    /// not counting untried ones. That is a little less than "both the session and the candidates
    /// are above the minimum", and is known without reading each candidate.
    pub fn may_lose_keys() -> bool {
        if !Self::is_handed_over() {
            return Council::<T>::may_lose_keys();
        }
        let least = MinimumValidatorCount::<T>::get().max(1);
        Self::has_more_tried_than(usize::try_from(least).unwrap_or(usize::MAX))
    }

    /// Validators of a session before the hand-over, or of the hand-over itself.
    fn before(session: SessionIndex) -> Option<Vec<T::AccountId>> {
        CurrentPlannedSession::<T>::put(session);
        if ForceEra::<T>::get() != Forcing::ForceNone {
            // A forced era would elect a set without the condition.
            log::warn!(target: LOG_TARGET, "an era was forced before the hand-over: undone");
            ForceEra::<T>::put(Forcing::ForceNone);
        }
        Self::hand_over(session).or_else(|| <Council<T> as SessionManager<_>>::new_session(session))
    }

    /// Hands the set over to the stake if the condition is met and an election succeeds.
    fn hand_over(session: SessionIndex) -> Option<Vec<T::AccountId>> {
        // First the cheap part: the condition reads every staker.
        let minimum = Armed::<T>::get()?;
        if !Self::condition().is_met() {
            return None;
        }
        let before = MinimumValidatorCount::<T>::get();
        MinimumValidatorCount::<T>::put(minimum);
        ForceEra::<T>::put(Forcing::ForceNew);
        let Some(elected) = <Staking<T> as SessionManager<_>>::new_session(session) else {
            log::error!(
                target: LOG_TARGET,
                "the election of the hand-over failed: the council's set goes on"
            );
            MinimumValidatorCount::<T>::put(before);
            ForceEra::<T>::put(Forcing::ForceNone);
            return None;
        };
        let era = CurrentEra::<T>::get().unwrap_or(1);
        HandedOver::<T>::put(HandOver { session, era });
        Armed::<T>::kill();
        Council::<T>::retire();
        Self::deposit_event(Event::HandedOver { session, era });
        Some(elected)
    }

    /// Validators of a session after the hand-over: those of a new era, or the ones there are,
    /// where keys changed or the session would have no root.
    ///
    /// For `None`, `historical` copies the root of the session before, which does not know new
    /// keys.
    fn after(session: SessionIndex) -> Option<Vec<T::AccountId>> {
        if let Some(elected) = <Staking<T> as SessionManager<_>>::new_session(session) {
            return Some(elected);
        }
        // While a session is planned, `QueuedKeys` still holds the one that just began.
        let queued = QueuedKeys::<T>::get();
        let unchanged = queued
            .iter()
            .all(|(who, keys)| NextKeys::<T>::get(who).as_ref() == Some(keys));
        let rooted = HistoricalSessions::<T>::contains_key(session.saturating_sub(1));
        (!unchanged || !rooted).then(|| queued.into_iter().map(|(who, _)| who).collect())
    }
}

impl<T: Config> SessionManager<T::AccountId> for Pallet<T> {
    fn new_session(session: SessionIndex) -> Option<Vec<T::AccountId>> {
        if Self::is_handed_over() {
            Self::after(session)
        } else {
            Self::before(session)
        }
    }

    /// `pallet-session` then takes the validators of `session.keys`: staking has no stakers yet,
    /// since genesis is built in the order of the pallets' indices.
    fn new_session_genesis(session: SessionIndex) -> Option<Vec<T::AccountId>> {
        <Council<T> as SessionManager<_>>::new_session_genesis(session)
    }

    fn start_session(session: SessionIndex) {
        // First the keys in force and who is disabled, whoever named the validators.
        <Council<T> as SessionManager<_>>::start_session(session);
        <Staking<T> as SessionManager<_>>::start_session(session);
        Self::note_ended_era();
    }

    fn end_session(session: SessionIndex) {
        <Staking<T> as SessionManager<_>>::end_session(session);
    }
}

impl<T: Config> pallet_session::historical::SessionManager<T::AccountId, ()> for Pallet<T> {
    fn new_session(session: SessionIndex) -> Option<Vec<(T::AccountId, ())>> {
        <Self as SessionManager<_>>::new_session(session).map(identified)
    }

    fn new_session_genesis(session: SessionIndex) -> Option<Vec<(T::AccountId, ())>> {
        <Self as SessionManager<_>>::new_session_genesis(session).map(identified)
    }

    fn start_session(session: SessionIndex) {
        <Self as SessionManager<_>>::start_session(session)
    }

    fn end_session(session: SessionIndex) {
        <Self as SessionManager<_>>::end_session(session)
    }
}

fn identified<AccountId>(validators: Vec<AccountId>) -> Vec<(AccountId, ())> {
    validators.into_iter().map(|who| (who, ())).collect()
}
