//! Values of staking that depend on each other, and payouts.

use super::shared::local;
use crate::{
    configs::{
        self,
        staking::{Bounds, Issuance, SessionsPerEra, SlotsPerEra},
    },
    constants::{staking, validators},
    *,
};
use frame_election_provider_support::{
    bounds::{CountBound, SizeBound},
    onchain, ElectionProvider,
};
use frame_support::traits::Get;
use pallet_chain_timing::TimingParameters;
use sp_staking::EraPayout;
use std::any::TypeId;

#[test]
fn an_era_is_a_day_of_sessions() {
    let cases = [
        (6_000, 2_400, 14_400, 6),
        (2_000, 15, 60, 4),
        (2_000, 5, 5, 1),
        (2_000, 10, 5, 1),
    ];
    local().execute_with(|| {
        for (slot_duration, epoch_length, day, sessions) in cases {
            pallet_chain_timing::Timing::<Runtime>::put(TimingParameters {
                slot_duration,
                epoch_length,
                day,
            });
            assert_eq!(SessionsPerEra::get(), sessions);
            assert_eq!(SlotsPerEra::get(), u64::from(sessions * epoch_length));
        }
    });
}

/// An offender must not withdraw before its slash: withdrawals count planned eras, slashes active
/// ones.
#[test]
fn slashes_come_before_withdrawals() {
    fn value<T: Get<u32>>() -> u32 {
        T::get()
    }
    let bonding = value::<<Runtime as pallet_staking::Config>::BondingDuration>();
    let deferral = value::<<Runtime as pallet_staking::Config>::SlashDeferDuration>();
    assert_eq!((bonding, deferral), (14, 12));
    assert!(deferral + 2 <= bonding);
    assert!(value::<<Runtime as pallet_staking::Config>::HistoryDepth>() >= bonding);
    assert!(value::<<Runtime as pallet_nomination_pools::Config>::MaxUnbondingPools>() > bonding);
    // Reports must arrive as long as stake is bonded, with the most sessions an era has.
    assert!(validators::REPORT_LONGEVITY_SESSIONS >= bonding * 6);
}

/// Without the listeners, slashes would not reach pools.
#[test]
fn slashes_reach_pools() {
    type Listeners = <Runtime as pallet_staking::Config>::EventListeners;
    assert_eq!(
        TypeId::of::<Listeners>(),
        TypeId::of::<(NominationPools, DelegatedStaking)>()
    );
}

/// Winners above the smallest of these would be dropped, and a target bound below the number of
/// candidates fails every election.
#[test]
fn elections_drop_nobody() {
    type Winners = <onchain::OnChainExecution<configs::staking::Election> as ElectionProvider>::MaxWinnersPerPage;
    assert_eq!(<Winners as Get<u32>>::get(), validators::MAX_VALIDATORS);
    assert_eq!(
        <Runtime as pallet_staking::Config>::MaxValidatorSet::get(),
        validators::MAX_VALIDATORS
    );
    assert_eq!(
        configs::finality::MaxAuthorities::get(),
        validators::MAX_VALIDATORS
    );
    let bounds = Bounds::get();
    let all = |count: u32| (Some(SizeBound(u32::MAX)), Some(CountBound(count)));
    let (size, count) = all(staking::MAX_CANDIDATES + staking::MAX_NOMINATORS);
    assert!(!bounds.voters.exhausted(size, count));
    let (size, count) = all(u32::MAX);
    assert!(!bounds.targets.exhausted(size, count));
}

/// A reporter's weight must count the nominators that can be slashed.
#[test]
fn reports_are_weighed_with_all_nominators() {
    type OfBabe = <Runtime as pallet_babe::Config>::MaxNominators;
    type OfGrandpa = <Runtime as pallet_grandpa::Config>::MaxNominators;
    assert_eq!(<OfBabe as Get<u32>>::get(), staking::MAX_NOMINATORS);
    assert_eq!(<OfGrandpa as Get<u32>>::get(), staking::MAX_NOMINATORS);
}

#[test]
fn nothing_is_minted_while_nothing_is_staked() {
    local().execute_with(|| {
        assert_eq!(Issuance::era_payout(0, u128::MAX, u64::MAX), (0, 0));
        let supply = Balances::total_issuance();
        let era = SlotsPerEra::get() * 2_000;
        let (stakers, treasury) = Issuance::era_payout(supply / 2, supply, era);
        assert!(stakers > 0 && treasury > 0);
        // A standstill pays for two eras.
        let long = Issuance::era_payout(supply / 2, supply, era * 30);
        assert_eq!(long, Issuance::era_payout(supply / 2, supply, era * 2));
    });
}
