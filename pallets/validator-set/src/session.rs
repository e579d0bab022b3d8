//! Implementations for `pallet-session` and `pallet-offences`.

use crate::{Config, Floor, KeysInForce, Offenders, Pallet, Validators, LOG_TARGET};
use alloc::{collections::BTreeSet, vec::Vec};
use core::marker::PhantomData;
use frame_support::{traits::Get, weights::Weight};
use pallet_session::{
    historical::{self, HistoricalSessions},
    NextKeys, QueuedKeys, SessionManager,
};
use polkadot_sdk::*;
use sp_runtime::{traits::Convert, Perbill};
use sp_staking::{
    offence::{OffenceDetails, OffenceSeverity, OnOffenceHandler},
    SessionIndex,
};

impl<T: Config> Pallet<T> {
    /// Returns true if the account has session keys.
    pub fn is_registered(who: &T::AccountId) -> bool {
        NextKeys::<T>::contains_key(who)
    }

    /// Returns true if the set stays at its floor when one registered validator loses its keys.
    ///
    /// A call filter does not know the caller. It checks this before each `session.purge_keys`, so
    /// while the set is at its floor it also refuses purges by accounts outside the set. In return
    /// the set cannot be emptied.
    pub fn may_lose_keys() -> bool {
        Self::may_lose(&Validators::<T>::get())
    }

    /// Empties the set, when somebody else names the validators from now on. Those of the session
    /// stay, and offenders among them stay disabled.
    ///
    /// A set without a floor has none of the invariants of the set, and is not asked for a session.
    pub fn retire() {
        Validators::<T>::kill();
        Floor::<T>::kill();
    }

    /// Says if the account is known as an offender.
    pub(crate) fn is_offender(who: &T::AccountId) -> bool {
        Offenders::<T>::get().iter().any(|(known, _)| known == who)
    }

    pub(crate) fn may_lose(validators: &[T::AccountId]) -> bool {
        Self::registered(validators) > Self::floor()
    }

    /// Number of these accounts that have session keys.
    pub(crate) fn registered(validators: &[T::AccountId]) -> usize {
        validators
            .iter()
            .filter(|who| Self::is_registered(who))
            .count()
    }

    /// Minimum number of registered validators.
    pub(crate) fn floor() -> usize {
        usize::try_from(Floor::<T>::get()).unwrap_or(usize::MAX)
    }

    /// Accounts that are in the set, or still in the session.
    fn bound() -> BTreeSet<T::AccountId> {
        let mut bound: BTreeSet<_> = Validators::<T>::get().into_iter().collect();
        bound.extend(pallet_session::Validators::<T>::get());
        bound
    }

    /// Records an offender with the gravest of its offences, after those that are equally grave.
    fn note_offender(who: &T::AccountId, fraction: Perbill) {
        Offenders::<T>::mutate(|offenders| {
            let known = offenders.iter().find(|(known, _)| known == who);
            if known.is_some_and(|(_, known)| *known >= fraction) {
                return;
            }
            offenders.retain(|(known, _)| known != who);
            let place = offenders
                .iter()
                .position(|(_, known)| *known < fraction)
                .unwrap_or(offenders.len());
            if offenders
                .try_insert(place, (who.clone(), fraction))
                .is_err()
            {
                log::error!(target: LOG_TARGET, "no room to record the offender {who:?}");
            }
        });
    }
}

impl<T: Config> SessionManager<T::AccountId> for Pallet<T> {
    /// The registered validators of the set, or `None` if the session can stay as it is.
    ///
    /// `None` is more than an optimisation: on any `Some`, GRANDPA changes its set id and
    /// `pallet-session` forgets the disabled validators.
    fn new_session(index: SessionIndex) -> Option<Vec<T::AccountId>> {
        let (next, keys): (Vec<_>, Vec<_>) = Validators::<T>::get()
            .into_iter()
            .filter_map(|who| NextKeys::<T>::get(&who).map(|keys| (who.clone(), (who, keys))))
            .unzip();
        if next.len() < Self::floor() {
            // This state is reached only past the call filter.
            log::error!(
                target: LOG_TARGET,
                "session {index} would have {} validators, below the floor of {}: not planned",
                next.len(),
                Self::floor(),
            );
            return None;
        }
        // While a session is planned, `QueuedKeys` still holds the one that has just begun.
        let unchanged = keys == QueuedKeys::<T>::get();
        // For `None`, `historical` copies the root of the previous session, and the genesis
        // sessions have none.
        let rooted = HistoricalSessions::<T>::contains_key(index.saturating_sub(1));
        (!unchanged || !rooted).then_some(next)
    }

    /// With `None`, `pallet-session` takes the validators of `session.keys`.
    fn new_session_genesis(_: SessionIndex) -> Option<Vec<T::AccountId>> {
        None
    }

    /// Stores the keys that come into force, removes the roots of sessions that are too old to
    /// report on, and disables the offenders again that `pallet-session` enabled because keys or
    /// validators changed.
    ///
    /// `pallet-session` charges the whole block for a new session, so no weight is returned here.
    fn start_session(index: SessionIndex) {
        KeysInForce::<T>::remember(index);
        if let Some(oldest) = index
            .checked_sub(T::HistoryDepth::get())
            .filter(|first| *first > 0)
        {
            historical::Pallet::<T>::prune_up_to(oldest);
        }
        let mut offenders = Offenders::<T>::get();
        if offenders.is_empty() {
            return;
        }
        let bound = Self::bound();
        offenders.retain(|(who, _)| bound.contains(who));
        for (who, fraction) in offenders.iter() {
            pallet_session::Pallet::<T>::report_offence(who.clone(), OffenceSeverity(*fraction));
        }
        Offenders::<T>::put(offenders);
    }

    fn end_session(_: SessionIndex) {}
}

impl<T: Config> historical::SessionManager<T::AccountId, ()> for Pallet<T> {
    fn new_session(index: SessionIndex) -> Option<Vec<(T::AccountId, ())>> {
        <Self as SessionManager<_>>::new_session(index).map(identified)
    }

    fn new_session_genesis(index: SessionIndex) -> Option<Vec<(T::AccountId, ())>> {
        <Self as SessionManager<_>>::new_session_genesis(index).map(identified)
    }

    fn start_session(index: SessionIndex) {
        <Self as SessionManager<_>>::start_session(index)
    }

    fn end_session(index: SessionIndex) {
        <Self as SessionManager<_>>::end_session(index)
    }
}

fn identified<AccountId>(validators: Vec<AccountId>) -> Vec<(AccountId, ())> {
    validators.into_iter().map(|who| (who, ())).collect()
}

/// Identifies the validators of the current session. The identification is empty, so that a later
/// phase can add staking without invalidating the roots of older sessions.
pub struct SessionValidator<T>(PhantomData<T>);

impl<T: Config> Convert<T::AccountId, Option<()>> for SessionValidator<T> {
    fn convert(who: T::AccountId) -> Option<()> {
        pallet_session::Validators::<T>::get()
            .contains(&who)
            .then_some(())
    }
}

impl<T: Config> OnOffenceHandler<T::AccountId, (T::AccountId, ()), Weight> for Pallet<T> {
    /// Disables the offenders until they have left. There is no stake to slash; removal from the
    /// set is a decision of the council.
    fn on_offence(
        offenders: &[OffenceDetails<T::AccountId, (T::AccountId, ())>],
        slash_fraction: &[Perbill],
        _: SessionIndex,
    ) -> Weight {
        let bound = Self::bound();
        for (details, fraction) in offenders.iter().zip(slash_fraction) {
            let (offender, ()) = &details.offender;
            log::warn!(target: LOG_TARGET, "{offender:?} equivocated and is disabled");
            if bound.contains(offender) {
                Self::note_offender(offender, *fraction);
            }
            pallet_session::Pallet::<T>::report_offence(
                offender.clone(),
                OffenceSeverity(*fraction),
            );
        }
        // The set, the session's validators, its disabled ones and the offenders.
        T::DbWeight::get()
            .reads_writes(4, 2)
            .saturating_mul(u64::try_from(offenders.len()).unwrap_or(u64::MAX))
    }
}
