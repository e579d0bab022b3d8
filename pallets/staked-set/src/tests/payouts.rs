//! Payouts without a claim.

use crate::{mock::*, *};
use frame_support::{
    assert_ok,
    traits::{fungible::Inspect, Hooks},
};
use pallet_staking::ClaimedRewards;

fn idle(weight: Weight) -> Weight {
    let number = System::block_number();
    <StakedSet as Hooks<u64>>::on_idle(number, weight)
}

fn earned(who: u64) -> Balance {
    Balances::total_balance(&who) - FORTUNE
}

#[test]
fn each_block_pays_a_page_until_all_are_paid() {
    with_chain(|| {
        hand_over(4);
        live_until_era(2);
        let pages: u32 = (1..=4)
            .map(|who| {
                pallet_staking::ErasStakersOverview::<Test>::get(1, who)
                    .unwrap()
                    .page_count
            })
            .sum();
        assert!(pages > 4);
        // Era 0 has no pages: one block passes over it.
        idle(Weight::MAX);
        for _ in 0..pages {
            assert_eq!(PayoutEra::<Test>::get(), 1);
            idle(Weight::MAX);
        }
        idle(Weight::MAX);
        assert_eq!(PayoutEra::<Test>::get(), 2);
        for who in 1..=4 {
            assert_eq!(
                ClaimedRewards::<Test>::get(1, who).len() as u32,
                pallet_staking::ErasStakersOverview::<Test>::get(1, who)
                    .unwrap()
                    .page_count
            );
        }
        let paid: Balance = (1..=150)
            .filter(|who| *who < 5 || *who > 100)
            .map(earned)
            .sum();
        assert!(
            (EraPay::get().0 - 200..=EraPay::get().0).contains(&paid),
            "{paid}"
        );
        // The active era is not paid.
        idle(Weight::MAX);
        assert_eq!(PayoutEra::<Test>::get(), 2);
    });
}

#[test]
fn a_page_that_was_claimed_is_passed_over() {
    with_chain(|| {
        hand_over(4);
        live_until_era(2);
        for who in 1..=4 {
            assert_ok!(Staking::payout_stakers_by_page(
                RuntimeOrigin::signed(77),
                who,
                1,
                0
            ));
        }
        let first = earned(1);
        for _ in 0..100 {
            idle(Weight::MAX);
        }
        assert_eq!(PayoutEra::<Test>::get(), 2);
        assert_eq!(earned(1), first);
        assert!(!System::events().iter().any(|record| matches!(
            record.event,
            RuntimeEvent::StakedSet(Event::PayoutSkipped { .. })
        )));
    });
}

/// A page takes at most half of the time that is left.
#[test]
fn a_block_without_room_pays_nothing() {
    with_chain(|| {
        hand_over(4);
        live_until_era(2);
        let page = <() as pallet_staking::WeightInfo>::payout_stakers_alive_staked(4);
        idle(Weight::MAX);
        let used = idle(page);
        assert_eq!(used, Weight::zero());
        assert_eq!(PaidUpTo::<Test>::get(), None);
    });
}
