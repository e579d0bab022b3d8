//! Candidates that can be elected: each reason to leave one out.

use crate::{mock::*, *};
use frame_election_provider_support::SortedListProvider;
use frame_support::assert_ok;
use pallet_staking::ValidatorCount;

#[test]
fn validators_that_make_blocks_are_tried() {
    with_staked(4, || {
        live(1);
        for who in 1..=4 {
            assert_eq!(standing(who), Standing::Tried);
        }
        assert_eq!(StakedSet::standing(&5), None);
    });
}

/// Staking's own invariant compares the number, and an election sees the electable ones.
#[test]
fn the_list_counts_all_and_shows_the_electable() {
    with_staked(4, || {
        for who in 5..=9 {
            candidate(who, FORTUNE / 2);
        }
        assert_eq!(<StakedSet as SortedListProvider<u64>>::count(), 9);
        assert!(<StakedSet as SortedListProvider<u64>>::contains(&9));
        let all: Vec<_> = <StakedSet as SortedListProvider<u64>>::iter().collect();
        assert_eq!(all, [1, 2, 3, 4, 5]);
        let later: Vec<_> = StakedSet::iter_from(&3).unwrap().collect();
        assert_eq!(later, [4, 5]);
        assert!(StakedSet::iter_from(&9).is_err());
    });
}

#[test]
fn a_candidate_without_keys_is_left_out() {
    with_staked(4, || {
        candidate(5, FORTUNE / 2);
        assert_eq!(standing(5), Standing::Admitted);
        assert_ok!(Session::purge_keys(RuntimeOrigin::signed(5)));
        assert_eq!(standing(5), Standing::WithoutKeys);
        live_until_era(3);
        assert_eq!(Session::validators().len(), 4);
    });
}

/// Winners without keys would be dropped by `pallet-session`, and the set would shrink.
#[test]
fn a_tried_validator_without_keys_is_left_out() {
    with_staked(5, || {
        live(1);
        assert_ok!(Session::purge_keys(RuntimeOrigin::signed(5)));
        assert_eq!(standing(5), Standing::WithoutKeys);
        live_until_era(2);
        assert_eq!(
            pallet_staking::ErasStakersOverview::<Test>::iter_prefix(2).count(),
            4
        );
    });
}

#[test]
fn a_disabled_validator_is_left_out() {
    with_staked(5, || {
        live(1);
        let index = Session::validators()
            .iter()
            .position(|who| *who == 2)
            .unwrap();
        pallet_session::Pallet::<Test>::report_offence(
            2,
            sp_staking::offence::OffenceSeverity(Perbill::one()),
        );
        assert_eq!(Session::disabled_validators(), [index as u32]);
        assert_eq!(standing(2), Standing::Offender);
        live_until_era(2);
        assert!(!Session::validators().contains(&2));
    });
}

/// Of four tried validators, a quarter is one.
#[test]
fn one_untried_candidate_comes_with_four_tried_ones() {
    with_staked(4, || {
        live(1);
        candidate(5, FORTUNE / 4);
        candidate(6, FORTUNE / 2);
        candidate(7, FORTUNE / 2);
        assert_eq!(standing(5), Standing::Waiting);
        // Of equal bonds the smaller account.
        assert_eq!(standing(6), Standing::Admitted);
        assert_eq!(standing(7), Standing::Waiting);
        live_until_era(2);
        assert!(Session::validators().contains(&6));
        assert_eq!(Session::validators().len(), 5);
    });
}

#[test]
fn a_fifth_of_the_seats_at_most_is_untried() {
    chain_of(50).execute_with(|| {
        for who in 1..=80 {
            candidate(who, FORTUNE / 2);
        }
        live(1);
        let admitted = || {
            StakedSet::standings()
                .into_values()
                .filter(|standing| *standing == Standing::Admitted)
                .count()
        };
        // A quarter of fifty tried ones is more than a fifth of fifty seats.
        assert_eq!(admitted(), 10);
        ValidatorCount::<Test>::put(20);
        assert_eq!(admitted(), 4);
        assert_ok!(StakedSet::set_admission(RuntimeOrigin::root(), false));
        assert_eq!(admitted(), 30);
        assert_ok!(StakedSet::set_admission(RuntimeOrigin::root(), true));
        assert_eq!(admitted(), 4);
    });
}

#[test]
fn a_validator_without_a_block_in_an_era_is_left_out_for_seven() {
    with_staked(4, || {
        candidate(5, FORTUNE / 2);
        live_until_era(2);
        assert!(Session::validators().contains(&5));
        let alive = |who| who != 5;
        sessions(1, alive);
        // It had time for a block: it does not come again before its era is judged.
        assert_eq!(standing(5), Standing::Silent);
        until_era(3, alive);
        assert!(!Session::validators().contains(&5));
        let until = 3 + 7;
        System::assert_has_event(
            Event::Idle {
                validator: 5,
                era: 2,
                until,
            }
            .into(),
        );
        assert_eq!(standing(5), Standing::LeftOut { until });
        for era in 4..=until {
            until_era(era, alive);
            assert!(!Session::validators().contains(&5), "era {era}");
        }
        assert_eq!(standing(5), Standing::Admitted);
        // One that was never idle comes first, though it has less.
        candidate(6, FORTUNE / 8);
        assert_eq!(standing(6), Standing::Admitted);
        assert_eq!(standing(5), Standing::Waiting);
        until_era(until + 1, alive);
        assert!(Session::validators().contains(&6));
    });
}

/// A tried validator that stops is idle as well.
#[test]
fn a_validator_that_stops_is_left_out() {
    with_staked(6, || {
        live(SESSIONS - 1);
        until_era(2, |who| who != 3);
        assert_eq!(standing(3), Standing::Tried);
        until_era(3, |who| who != 3);
        assert_eq!(standing(3), Standing::LeftOut { until: 10 });
        until_era(4, |who| who != 3);
        assert!(!Session::validators().contains(&3));
    });
}

/// An account that chills and validates again is still known.
#[test]
fn chilling_does_not_wash_an_idle_era_off() {
    with_staked(4, || {
        candidate(5, FORTUNE / 2);
        until_era(2, |_| true);
        until_era(3, |who| who != 5);
        assert_eq!(Records::<Test>::get(5).unwrap().idle, 1);
        assert_ok!(Staking::chill(RuntimeOrigin::signed(5)));
        live_until_era(12);
        assert_ok!(Staking::validate(
            RuntimeOrigin::signed(5),
            Default::default()
        ));
        assert_eq!(Records::<Test>::get(5).unwrap().idle, 1);
        candidate(6, FORTUNE / 8);
        assert_eq!(standing(5), Standing::Waiting);
        assert_eq!(standing(6), Standing::Admitted);
        // Nor do blocks that it makes later.
        assert_ok!(Staking::chill(RuntimeOrigin::signed(6)));
        live_until_era(15);
        assert_eq!(standing(5), Standing::Tried);
        assert_eq!(Records::<Test>::get(5).unwrap().idle, 1);
    });
}

fn record(out_until: EraIndex) -> Record {
    Record { idle: 1, out_until }
}

/// And one that is no longer bonded is forgotten, when its time is over.
#[test]
fn a_record_is_kept_as_long_as_the_account_is_bonded() {
    with_staked(4, || {
        Records::<Test>::insert(1, record(1));
        Records::<Test>::insert(180, record(3));
        assert_ok!(Staking::chill(RuntimeOrigin::signed(1)));
        candidate(5, FORTUNE / 2);
        live_until_era(3);
        assert!(Records::<Test>::contains_key(180));
        live_until_era(4);
        assert!(Records::<Test>::contains_key(1));
        assert!(!Records::<Test>::contains_key(180));
    });
}

/// The record that ends first gives way.
#[test]
fn records_are_bounded() {
    MaxRecords::set(3);
    with_staked(8, || {
        for (who, until) in [(20, 30), (21, 20), (22, 40)] {
            Records::<Test>::insert(who, record(until));
        }
        offence(3, 1, Session::current_index());
        let mut known: Vec<_> = Records::<Test>::iter_keys().collect();
        known.sort();
        assert_eq!(known, [3, 20, 22]);
        // One that is known needs no room.
        offence(3, 1, Session::current_index());
        assert_eq!(Records::<Test>::count(), 3);
    });
}

/// An era with fewer slots than twenty for each validator proves nothing.
#[test]
fn nobody_is_idle_in_a_short_era() {
    // Of three sessions with five validators.
    for (slots, is_idle) in [(33, false), (34, true)] {
        SlotsPerSession::set(slots);
        with_chain(|| {
            hand_over(4);
            candidate(5, FORTUNE / 2);
            live_until_era(2);
            assert_eq!(Session::validators().len(), 5);
            until_era(3, |who| who != 5);
            assert_eq!(Records::<Test>::contains_key(5), is_idle);
            assert_eq!(standing(5) == Standing::Tried, !is_idle);
        });
    }
}

/// An era that root forced to end after one session is as short as it is.
#[test]
fn a_forced_short_era_proves_nothing() {
    with_staked(5, || {
        SlotsPerSession::set(40);
        live_until_era(2);
        assert_ok!(Staking::force_new_era(RuntimeOrigin::root()));
        let start = Session::current_index();
        until_era(3, |_| false);
        assert!(Session::current_index() - start <= 2);
        assert_eq!(Records::<Test>::count(), 0);
        until_era(4, |_| false);
        assert_eq!(Records::<Test>::count(), 5);
    });
}

/// In era 0 blocks of validators that the council removed long ago prove nothing.
#[test]
fn a_block_of_the_council_s_age_counts_for_the_session_only() {
    with_chain(|| {
        author(5);
        candidate(5, FORTUNE / 2);
        candidate(6, FORTUNE);
        live(1);
        assert_eq!(standing(6), Standing::Admitted);
        assert_eq!(standing(5), Standing::Waiting);
    });
}
