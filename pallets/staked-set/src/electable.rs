//! Candidates that can be elected.
//!
//! Winners without session keys would be dropped by `pallet-session`, all of them if need be, and
//! the chain would stop. Validators that never make a block could take more than a third of a set,
//! and GRANDPA could not finalise the very block that replaces them. So a set has at most a fifth
//! of validators that have not shown, by a block in this era or the last, that their node runs.

use crate::{Config, Pallet, Records, Standing, TriedLast, Unbounded};
use alloc::{
    boxed::Box,
    collections::{BTreeMap, BTreeSet},
    vec::Vec,
};
use core::cmp::Reverse;
use frame_election_provider_support::SortedListProvider;
use frame_support::traits::Get;
use pallet_staking::{
    ActiveEra, BalanceOf, CurrentEra, ErasRewardPoints, ErasStartSessionIndex, ValidatorCount,
    Validators,
};
use pallet_validator_set::Offenders;
use polkadot_sdk::*;
use sp_runtime::traits::Zero;
use sp_staking::{EraIndex, SessionIndex, StakingAccount};

/// Slots for each validator that an era must have to prove anything. With fewer, an honest
/// validator may well have made no block.
const MIN_SLOTS_PER_VALIDATOR: u64 = 20;

/// Untried validators are at most a quarter of the tried ones, hence a fifth of both.
const TRIED_PER_UNTRIED: usize = 4;

/// Untried validators are at most a fifth of the seats.
const SEATS_PER_UNTRIED: u32 = 5;

/// Candidate that has not shown that its node runs. The order is that of admission.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Untried<AccountId, Balance> {
    /// It sat for an era without a block, once or more often.
    pub was_idle: bool,
    /// Active bond of the account itself.
    pub own_bond: Reverse<Balance>,
    pub who: AccountId,
}

/// Untried candidates that can be elected beside `tried` tried ones, for this many `seats`.
pub(crate) fn admit<AccountId: Ord, Balance: Ord>(
    tried: usize,
    seats: u32,
    mut untried: Vec<Untried<AccountId, Balance>>,
) -> Vec<AccountId> {
    let share = tried / TRIED_PER_UNTRIED;
    let of_seats = usize::try_from(seats / SEATS_PER_UNTRIED).unwrap_or(usize::MAX);
    untried.sort();
    untried.truncate(share.min(of_seats).max(1));
    untried.into_iter().map(|of| of.who).collect()
}

/// An era of this many sessions is too short to tell who of its validators runs a node.
pub(crate) fn proves_nothing<T: Config>(sessions: SessionIndex, validators: usize) -> bool {
    let slots = T::SlotsPerSession::get().saturating_mul(sessions.into());
    let validators = u64::try_from(validators).unwrap_or(u64::MAX);
    slots < validators.saturating_mul(MIN_SLOTS_PER_VALIDATOR)
}

/// Accounts that made a block in an era.
pub(crate) fn authors<T: Config>(era: EraIndex) -> BTreeSet<T::AccountId> {
    ErasRewardPoints::<T>::get(era)
        .individual
        .into_iter()
        .filter_map(|(who, points)| (points > 0).then_some(who))
        .collect()
}

/// Facts that decide on the standing of a candidate.
struct Judge<T: Config> {
    /// Next era that is planned.
    planned: EraIndex,
    /// Accounts that made a block in this era or the last.
    tried: BTreeSet<T::AccountId>,
    /// Validators that could have made many blocks in this era, and made none.
    silent: BTreeSet<T::AccountId>,
    /// Accounts that are disabled in this session, and known offenders.
    offenders: BTreeSet<T::AccountId>,
}

impl<T: Config> Judge<T> {
    /// Era 0 may have lasted for years: in it a block counts for the session's validators only, and
    /// nobody is silent, since the council may have seated a validator just now.
    fn now() -> Self {
        let active = ActiveEra::<T>::get().map_or(0, |era| era.index);
        let start = ErasStartSessionIndex::<T>::get(active).unwrap_or(0);
        let passed = pallet_session::CurrentIndex::<T>::get().saturating_sub(start);
        let length = passed.max(T::SessionsPerEra::get());
        let session = pallet_session::Validators::<T>::get();
        let mut authors = authors::<T>(active);
        if active.is_zero() {
            authors.retain(|who| session.contains(who));
        }
        let silent = if active.is_zero() || proves_nothing::<T>(passed, session.len()) {
            BTreeSet::new()
        } else {
            let made_none = |who: &&T::AccountId| !authors.contains(*who);
            session.iter().filter(made_none).cloned().collect()
        };
        let mut tried = if proves_nothing::<T>(length, session.len()) {
            session.into_iter().collect()
        } else {
            authors
        };
        tried.extend(TriedLast::<T>::get());
        Self {
            planned: CurrentEra::<T>::get().unwrap_or(0).saturating_add(1),
            tried,
            silent,
            offenders: Self::offenders(),
        }
    }

    /// Standing of a candidate. [`Standing::Waiting`] if only the bound decides.
    fn standing(&self, who: &T::AccountId) -> Standing {
        if !pallet_validator_set::Pallet::<T>::is_registered(who) {
            return Standing::WithoutKeys;
        }
        if self.offenders.contains(who) {
            return Standing::Offender;
        }
        if let Some(record) = Records::<T>::get(who) {
            if self.planned <= record.out_until {
                return Standing::LeftOut {
                    until: record.out_until,
                };
            }
        }
        if self.tried.contains(who) {
            Standing::Tried
        } else if self.silent.contains(who) {
            Standing::Silent
        } else {
            Standing::Waiting
        }
    }

    fn offenders() -> BTreeSet<T::AccountId> {
        let disabled: BTreeSet<_> = pallet_session::DisabledValidators::<T>::get()
            .into_iter()
            .map(|(index, _)| index)
            .collect();
        (0..)
            .zip(pallet_session::Validators::<T>::get())
            .filter_map(|(index, who)| disabled.contains(&index).then_some(who))
            .chain(Offenders::<T>::get().into_iter().map(|(who, _)| who))
            .collect()
    }
}

impl<T: Config> Pallet<T> {
    /// Standing of every candidate in an election that was held now.
    ///
    /// Reads each candidate: not for a transaction.
    pub fn standings() -> BTreeMap<T::AccountId, Standing> {
        let judge = Judge::<T>::now();
        let mut standings: BTreeMap<_, _> = Validators::<T>::iter_keys()
            .map(|who| {
                let standing = judge.standing(&who);
                (who, standing)
            })
            .collect();
        let of = |wanted: Standing| {
            standings
                .iter()
                .filter(move |(_, standing)| **standing == wanted)
                .map(|(who, _)| who)
        };
        let waiting = of(Standing::Waiting);
        let admitted = if Unbounded::<T>::exists() {
            waiting.chain(of(Standing::Silent)).cloned().collect()
        } else {
            admit(
                of(Standing::Tried).count(),
                ValidatorCount::<T>::get(),
                waiting.map(Self::untried).collect(),
            )
        };
        for who in admitted {
            standings.insert(who, Standing::Admitted);
        }
        standings
    }

    /// Standing of one candidate, or `None` if the account is no candidate.
    ///
    /// Reads each candidate: not for a transaction.
    pub fn standing(who: &T::AccountId) -> Option<Standing> {
        Self::standings().remove(who)
    }

    /// Candidates that can be elected, in the order of accounts.
    pub fn electable() -> Vec<T::AccountId> {
        Self::standings()
            .into_iter()
            .filter_map(|(who, standing)| standing.is_electable().then_some(who))
            .collect()
    }

    /// Says if more than `least` of the session's validators are candidates, tried and without a
    /// fault. Cheap enough for a call filter: it looks at `least + 1` of them at best.
    pub(crate) fn has_more_tried_than(least: usize) -> bool {
        let judge = Judge::<T>::now();
        pallet_session::Validators::<T>::get()
            .into_iter()
            .filter(|who| {
                Validators::<T>::contains_key(who) && judge.standing(who) == Standing::Tried
            })
            .take(least.saturating_add(1))
            .count()
            > least
    }

    fn untried(who: &T::AccountId) -> Untried<T::AccountId, BalanceOf<T>> {
        Untried {
            was_idle: Records::<T>::get(who).is_some_and(|record| record.idle > 0),
            own_bond: Reverse(Self::own_bond(who)),
            who: who.clone(),
        }
    }

    /// Active bond of an account itself, without its nominators.
    pub(crate) fn own_bond(who: &T::AccountId) -> BalanceOf<T> {
        pallet_staking::Pallet::<T>::ledger(StakingAccount::Stash(who.clone()))
            .map_or_else(|_| Zero::zero(), |ledger| ledger.active)
    }
}

/// The list of targets of `pallet-staking`. It counts all candidates, as the invariants of staking
/// demand, and iterates over those that are electable.
impl<T: Config> SortedListProvider<T::AccountId> for Pallet<T> {
    type Error = ();
    type Score = BalanceOf<T>;

    fn iter() -> Box<dyn Iterator<Item = T::AccountId>> {
        Box::new(Self::electable().into_iter())
    }

    fn iter_from(
        start: &T::AccountId,
    ) -> Result<Box<dyn Iterator<Item = T::AccountId>>, Self::Error> {
        let mut electable = Self::electable().into_iter();
        electable.find(|who| who == start).ok_or(())?;
        Ok(Box::new(electable))
    }

    fn count() -> u32 {
        Validators::<T>::count()
    }

    fn contains(who: &T::AccountId) -> bool {
        Validators::<T>::contains_key(who)
    }

    fn get_score(who: &T::AccountId) -> Result<Self::Score, Self::Error> {
        Ok(Self::own_bond(who))
    }

    fn on_insert(_: T::AccountId, _: Self::Score) -> Result<(), Self::Error> {
        Ok(())
    }

    fn on_update(_: &T::AccountId, _: Self::Score) -> Result<(), Self::Error> {
        Ok(())
    }

    fn on_remove(_: &T::AccountId) -> Result<(), Self::Error> {
        Ok(())
    }

    fn unsafe_regenerate(
        _: impl IntoIterator<Item = T::AccountId>,
        _: Box<dyn Fn(&T::AccountId) -> Option<Self::Score>>,
    ) -> u32 {
        0
    }

    /// Benchmarks of staking call it; nothing of its own to clear.
    fn unsafe_clear() {}

    fn lock() {}

    fn unlock() {}

    #[cfg(feature = "try-runtime")]
    fn try_state() -> Result<(), sp_runtime::TryRuntimeError> {
        Ok(())
    }

    #[cfg(feature = "runtime-benchmarks")]
    fn score_update_worst_case(_: &T::AccountId, _: bool) -> Self::Score {
        Self::Score::default()
    }
}
