//! Who can be elected.

use crate::{mock::*, *};
use frame_support::assert_ok;
use pallet_staking::ValidatorCount;

fn standing(who: u64) -> Standing {
    StakedSet::standing(&who).unwrap()
}

#[test]
fn validators_that_make_blocks_are_tried() {
    with_chain(|| {
        handed_over();
        live(1);
        for who in 1..=4 {
            assert_eq!(standing(who), Standing::Tried);
        }
        assert_eq!(StakedSet::standing(&5), None);
    });
}

#[test]
fn a_candidate_without_keys_is_left_out() {
    with_chain(|| {
        handed_over();
        candidate(5, FORTUNE / 2);
        assert!(standing(5).is_electable());
        assert_ok!(Session::purge_keys(RuntimeOrigin::signed(5)));
        assert_eq!(standing(5), Standing::WithoutKeys);
    });
}

/// Of four tried validators, a quarter is one.
#[test]
fn one_untried_candidate_comes_with_four_tried_ones() {
    with_chain(|| {
        handed_over();
        live(1);
        candidate(5, FORTUNE / 4);
        candidate(6, FORTUNE / 2);
        candidate(7, FORTUNE / 2);
        assert_eq!(standing(5), Standing::Waiting);
        // Of equal bonds the smaller account.
        assert_eq!(standing(6), Standing::Admitted);
        assert_eq!(standing(7), Standing::Waiting);
        live_until_era(3);
        assert!(Session::validators().contains(&6));
        assert_eq!(Session::validators().len(), 5);
    });
}

#[test]
fn a_fifth_of_the_seats_at_most_is_untried() {
    chain_of(40).execute_with(|| {
        for who in 1..=60 {
            candidate(who, FORTUNE / 2);
        }
        live(1);
        let admitted = || {
            StakedSet::standings()
                .into_values()
                .filter(|standing| *standing == Standing::Admitted)
                .count()
        };
        assert_eq!(admitted(), 10);
        ValidatorCount::<Test>::put(20);
        assert_eq!(admitted(), 4);
        assert_ok!(StakedSet::set_admission(RuntimeOrigin::root(), false));
        assert_eq!(admitted(), 20);
    });
}

#[test]
fn a_validator_without_a_block_in_an_era_is_left_out_for_seven() {
    with_chain(|| {
        handed_over();
        candidate(5, FORTUNE / 2);
        while !Session::validators().contains(&5) {
            live(1);
        }
        let era = active_era();
        while active_era() == era {
            sessions(1, |who| who != 5);
        }
        let until = era + 1 + 7;
        System::assert_has_event(
            Event::Idle {
                validator: 5,
                era,
                until,
            }
            .into(),
        );
        assert_eq!(standing(5), Standing::LeftOut { until });
        while active_era() < until - 1 {
            sessions(1, |who| who != 5);
        }
        assert_eq!(standing(5), Standing::LeftOut { until });
        while active_era() < until {
            sessions(1, |who| who != 5);
        }
        assert_eq!(standing(5), Standing::Admitted);
        // One that was never idle comes first, though it has less.
        candidate(6, FORTUNE / 8);
        assert_eq!(standing(6), Standing::Admitted);
        assert_eq!(standing(5), Standing::Waiting);
    });
}

/// An account that chills and validates again is still known.
#[test]
fn a_record_is_kept_as_long_as_the_account_is_bonded() {
    with_chain(|| {
        handed_over();
        Records::<Test>::insert(
            1,
            Record {
                idle: 1,
                out_until: 90,
            },
        );
        Records::<Test>::insert(
            180,
            Record {
                idle: 1,
                out_until: 90,
            },
        );
        assert_ok!(Staking::chill(RuntimeOrigin::signed(1)));
        live_until_era(3);
        assert!(Records::<Test>::contains_key(1));
        assert!(!Records::<Test>::contains_key(180));
    });
}

/// An era with fewer slots than twenty for each validator proves nothing.
#[test]
fn nobody_is_idle_in_a_short_era() {
    with_chain(|| {
        handed_over();
        SlotsPerEra::set(79);
        while active_era() < 3 {
            sessions(1, |_| false);
        }
        assert_eq!(Records::<Test>::count(), 0);
        assert!((1..=4).all(|who| standing(who) == Standing::Tried));
    });
}

mod properties {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(64))]

        /// Whatever candidates come, dead ones are at most a fifth of a set of four or more tried.
        #[test]
        fn dead_validators_are_at_most_a_fifth_of_a_set(
            dead in proptest::collection::vec(1u128..1_000, 0..40),
            alive in proptest::collection::vec(1u128..1_000, 0..40),
        ) {
            chain_of(4).execute_with(|| {
                handed_over();
                let is_dead = |who: u64| (10..50).contains(&who);
                for (who, bond) in (10..).zip(&dead) {
                    candidate(who, bond * 1_000);
                }
                for (who, bond) in (50..).zip(&alive) {
                    candidate(who, bond * 1_000);
                }
                for _ in 0..6 * SESSIONS {
                    sessions(1, |who| !is_dead(who));
                    let set = Session::validators();
                    let dead = set.iter().filter(|who| is_dead(**who)).count();
                    assert!(dead * 5 <= set.len(), "{dead} of {}", set.len());
                }
                try_state();
            });
        }
    }
}
