//! Candidates that can be elected.
//!
//! Winners without session keys would be dropped by `pallet-session`, all of them if need be, and
//! the chain would stop. Validators that never make a block could take more than a third of a set,
//! and GRANDPA could not finalise the very block that replaces them. So a set has at most a fifth of
//! validators that have not shown, by a block in this era or the last, that their node runs.

use crate::{Config, Pallet, Records, Standing, Unbounded};
use alloc::{
    boxed::Box,
    collections::{BTreeMap, BTreeSet},
    vec::Vec,
};
use core::cmp::Reverse;
use frame_election_provider_support::SortedListProvider;
use frame_support::traits::Get;
use pallet_staking::{
    ActiveEra, BalanceOf, CurrentEra, ErasRewardPoints, ErasStakersOverview, ValidatorCount,
    Validators,
};
use pallet_validator_set::Offenders;
use polkadot_sdk::*;
use sp_runtime::traits::Zero;
use sp_staking::{EraIndex, StakingAccount};

/// Slots for each validator that an era must have to prove anything. With fewer, an honest validator
/// may well have made no block.
const MIN_SLOTS_PER_VALIDATOR: u64 = 20;

/// Untried validators are at most a quarter of the tried ones, hence a fifth of both.
const TRIED_PER_UNTRIED: usize = 4;

/// Untried validators are at most a fifth of the seats.
const SEATS_PER_UNTRIED: u32 = 5;

/// Validators that sat in an era, and those of them that made a block.
pub(crate) struct Era<T: Config> {
    /// Validators of the era's set.
    pub members: BTreeSet<T::AccountId>,
    /// Members that made a block, or all members if the era is too short to tell.
    pub tried: BTreeSet<T::AccountId>,
}

impl<T: Config> Era<T> {
    /// Reads the era. In era 0 the members are the session's validators: others made blocks in it
    /// earlier, perhaps years ago.
    pub fn read(era: EraIndex) -> Self {
        let members: BTreeSet<_> = if era.is_zero() {
            pallet_session::Validators::<T>::get().into_iter().collect()
        } else {
            ErasStakersOverview::<T>::iter_key_prefix(era).collect()
        };
        let count = u64::try_from(members.len()).unwrap_or(u64::MAX);
        let tried = if T::SlotsPerEra::get() < count.saturating_mul(MIN_SLOTS_PER_VALIDATOR) {
            members.clone()
        } else {
            let points = ErasRewardPoints::<T>::get(era).individual;
            let made = |who: &&T::AccountId| points.get(*who).is_some_and(|points| *points > 0);
            members.iter().filter(made).cloned().collect()
        };
        Self { members, tried }
    }
}

impl<T: Config> Pallet<T> {
    /// Standing of every candidate in an election that was held now.
    pub fn standings() -> BTreeMap<T::AccountId, Standing> {
        let active = ActiveEra::<T>::get().map_or(0, |era| era.index);
        let planned = CurrentEra::<T>::get().unwrap_or(0).saturating_add(1);
        let mut tried = Era::<T>::read(active).tried;
        if let Some(last) = active.checked_sub(1) {
            tried.extend(Era::<T>::read(last).tried);
        }
        let offenders = Self::offenders();
        let mut standings: BTreeMap<_, _> = Validators::<T>::iter_keys()
            .map(|who| {
                let standing = match Records::<T>::get(&who) {
                    _ if !pallet_validator_set::Pallet::<T>::is_registered(&who) => {
                        Standing::WithoutKeys
                    }
                    _ if offenders.contains(&who) => Standing::Offender,
                    Some(record) if planned <= record.out_until => Standing::LeftOut {
                        until: record.out_until,
                    },
                    _ if tried.contains(&who) => Standing::Tried,
                    _ => Standing::Waiting,
                };
                (who, standing)
            })
            .collect();
        for who in Self::admitted(&standings) {
            standings.insert(who, Standing::Admitted);
        }
        standings
    }

    /// Standing of one candidate, or `None` if the account is none.
    pub fn standing(who: &T::AccountId) -> Option<Standing> {
        Self::standings().remove(who)
    }

    /// Candidates that can be elected.
    pub fn electable() -> Vec<T::AccountId> {
        Self::standings()
            .into_iter()
            .filter_map(|(who, standing)| standing.is_electable().then_some(who))
            .collect()
    }

    /// Validators that are disabled in this session, and known offenders.
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

    /// Waiting candidates that the next set may have: first those that were never idle, then by own
    /// bond, then by account.
    fn admitted(standings: &BTreeMap<T::AccountId, Standing>) -> Vec<T::AccountId> {
        let of = |wanted: Standing| {
            standings
                .iter()
                .filter(move |(_, standing)| **standing == wanted)
                .map(|(who, _)| who)
        };
        let mut waiting: Vec<_> = of(Standing::Waiting)
            .map(|who| {
                let idle = Records::<T>::get(who).is_some_and(|record| record.idle > 0);
                (idle, Reverse(Self::own_bond(who)), who.clone())
            })
            .collect();
        if !Unbounded::<T>::exists() {
            let seats = ValidatorCount::<T>::get() / SEATS_PER_UNTRIED;
            let seats = usize::try_from(seats).unwrap_or(usize::MAX);
            let share = of(Standing::Tried).count() / TRIED_PER_UNTRIED;
            waiting.sort();
            waiting.truncate(share.min(seats).max(1));
        }
        waiting.into_iter().map(|(_, _, who)| who).collect()
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
