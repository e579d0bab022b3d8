//! Payouts without a claim.

use crate::{mock::*, *};
use frame_support::{
    assert_ok,
    storage::{with_transaction, TransactionOutcome},
    traits::{fungible::Mutate, Hooks},
};
use pallet_staking::{ClaimedRewards, ErasStakersOverview};
use std::collections::BTreeMap;

/// Time of a block for everything.
const BLOCK: Weight = Weight::from_parts(2_000_000_000_000, u64::MAX);

fn idle(remaining: Weight) -> Weight {
    let number = System::block_number();
    <StakedSet as Hooks<u64>>::on_idle(number, remaining)
}

/// Pages of an era: all of them, and those that were paid.
fn pages(era: EraIndex) -> (u32, u32) {
    ErasStakersOverview::<Test>::iter_prefix(era).fold((0, 0), |(all, paid), (who, of)| {
        let claimed = ClaimedRewards::<Test>::get(era, who);
        assert!(claimed.iter().all(|page| *page < of.page_count));
        (all + of.page_count, paid + claimed.len() as u32)
    })
}

fn skipped() -> Vec<(u64, u32)> {
    System::events()
        .into_iter()
        .filter_map(|record| match record.event {
            RuntimeEvent::StakedSet(Event::PayoutSkipped {
                validator, page, ..
            }) => Some((validator, page)),
            _ => None,
        })
        .collect()
}

/// Rewards by validator's era event: who got how much.
fn rewarded() -> BTreeMap<u64, Balance> {
    let mut sums = BTreeMap::new();
    for record in System::events() {
        if let RuntimeEvent::Staking(pallet_staking::Event::Rewarded { stash, amount, .. }) =
            record.event
        {
            *sums.entry(stash).or_default() += amount;
        }
    }
    sums
}

#[test]
fn each_block_pays_a_page_until_all_are_paid() {
    with_staked(4, || {
        live_until_era(2);
        let (all, _) = pages(1);
        assert!(all > 4);
        for paid in 0..all {
            assert_eq!(pages(1).1, paid);
            idle(BLOCK);
            assert_eq!(PayoutEra::<Test>::get(), 1);
        }
        assert_eq!(pages(1), (all, all));
        let paid: Balance = rewarded().values().sum();
        let all = EraPay::get().0;
        assert!((all - 200..=all).contains(&paid), "{paid}");
        // The active era is not paid.
        for _ in 0..3 {
            idle(BLOCK);
            assert_eq!(PayoutEra::<Test>::get(), 2);
        }
        assert_eq!(pages(2).1, 0);
    });
}

/// Fifty validators with two pages each; returns the blocks it takes to pay them.
fn blocks_to_pay_fifty(remaining: Weight) -> u32 {
    let mut blocks = 0;
    chain_of(50).execute_with(|| {
        for who in 1..=50 {
            candidate(who, FORTUNE / 2);
        }
        for who in 1_001..=1_250 {
            assert_ok!(Balances::mint_into(&who, FORTUNE));
            nominator(who, FORTUNE / 2, vec![1 + who % 50]);
        }
        EraPay::set((1_000_000, 0));
        arm();
        live_until_era(2);
        assert_eq!(pages(1), (100, 0));
        // The largest page of the runtime decides if there is room.
        PageSize::set(256);
        while pages(1).1 < 100 {
            idle(remaining);
            blocks += 1;
            assert!(blocks < 1_000, "the era is never paid");
        }
        assert!(skipped().is_empty());
        // Nobody is paid twice: all of an era's pay, and not more.
        let sum = |rewards: BTreeMap<u64, Balance>| rewards.values().sum::<Balance>();
        let paid = sum(rewarded());
        assert!((1_000_000 - 350..=1_000_000).contains(&paid), "{paid}");
        for _ in 0..10 {
            idle(remaining);
        }
        assert_eq!(sum(rewarded()), paid);
        try_state();
    });
    blocks
}

#[test]
fn empty_blocks_pay_fifty_validators_within_a_hundred() {
    assert!(blocks_to_pay_fifty(BLOCK) <= 100);
}

#[test]
fn blocks_full_to_three_quarters_do_within_three_hundred() {
    assert!(blocks_to_pay_fifty(BLOCK / 4) <= 300);
}

/// The weight of a block's hook covers the payout that it made.
#[test]
fn the_weight_covers_a_page() {
    with_staked(4, || {
        live_until_era(2);
        for _ in 0..pages(1).0 {
            let (era, (validator, page)) = StakedSet::next_payout().unwrap();
            let used = with_transaction(|| {
                let paid = Staking::payout_stakers_by_page(
                    RuntimeOrigin::signed(77),
                    validator,
                    era,
                    page,
                );
                TransactionOutcome::Rollback(paid.map_err(|failed| failed.error))
            })
            .unwrap()
            .actual_weight
            .unwrap();
            assert!(!used.is_zero());
            let reported = idle(BLOCK);
            assert!(reported.all_gte(used), "{reported:?} for {used:?}");
        }
    });
}

#[test]
fn a_page_that_was_claimed_is_passed_over() {
    with_staked(4, || {
        live_until_era(2);
        let (all, _) = pages(1);
        idle(BLOCK);
        for who in 1..=4 {
            // Refused for the one that was just paid.
            let _ = Staking::payout_stakers_by_page(RuntimeOrigin::signed(77), who, 1, 0);
        }
        for _ in 0..2 * all {
            idle(BLOCK);
        }
        assert_eq!(PayoutEra::<Test>::get(), 2);
        assert_eq!(pages(1), (all, all));
        let paid: Balance = rewarded().values().sum();
        assert!(paid <= EraPay::get().0);
        assert!(skipped().is_empty());
    });
}

/// A validator that is gone from staking: its pages fail, the others are paid.
#[test]
fn a_page_that_fails_is_skipped() {
    with_staked(4, || {
        live_until_era(2);
        let (all, _) = pages(1);
        let of_3 = ErasStakersOverview::<Test>::get(1, 3).unwrap().page_count;
        pallet_staking::Bonded::<Test>::remove(3);
        for _ in 0..=all {
            idle(BLOCK);
        }
        assert_eq!(PayoutEra::<Test>::get(), 2);
        assert_eq!(pages(1).1, all - of_3);
        let expected: Vec<_> = (0..of_3).map(|page| (3, page)).collect();
        assert_eq!(skipped(), expected);
        pallet_staking::Bonded::<Test>::insert(3, 3);
    });
}

/// A page takes at most half of the time that is left.
#[test]
fn a_block_without_room_pays_nothing() {
    with_staked(4, || {
        live_until_era(2);
        let page = <() as pallet_staking::WeightInfo>::payout_stakers_alive_staked(PageSize::get());
        let least = page.saturating_mul(2);
        assert_eq!(idle(least - Weight::from_parts(1, 0)), Weight::zero());
        assert_eq!(PaidUpTo::<Test>::get(), None);
        assert!(idle(least).all_gte(page));
        assert!(PaidUpTo::<Test>::exists());
    });
}

/// Eras that were forgotten are passed over.
#[test]
fn payouts_that_stood_still_catch_up() {
    with_staked(4, || {
        live_until_era(40);
        for _ in 0..40 {
            idle(BLOCK);
        }
        // Era 0 to 11 are out of history.
        assert!(PayoutEra::<Test>::get() > 11);
        assert!(skipped().is_empty());
        let before = rewarded().len();
        assert!(before > 0);
    });
}
