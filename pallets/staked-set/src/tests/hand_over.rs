//! The condition of the hand-over, and the sessions around it.

use crate::{mock::*, *};
use frame_support::assert_ok;
use pallet_staking::{ErasStartSessionIndex, ForceEra, Forcing, MinimumValidatorCount};

/// Candidates 1 to 4 with half of their fortune each, and nominators with a tenth of the issuance.
fn candidates() {
    for who in 1..=4 {
        candidate(who, FORTUNE / 2);
    }
    for who in 101..=150 {
        nominator(who, FORTUNE / 2, vec![1 + who % 4]);
    }
}

fn is_refused() -> bool {
    live(3);
    !StakedSet::is_handed_over()
        && active_era() == 0
        && ErasStartSessionIndex::<Test>::get(1).is_none()
        && ForceEra::<Test>::get() == Forcing::ForceNone
        && Session::validators() == [1, 2, 3, 4]
}

#[test]
fn the_stake_names_the_validators_from_then_on() {
    with_chain(|| {
        candidates();
        assert!(is_refused());
        arm();
        assert!(StakedSet::condition().is_met());
        let session = Session::current_index();
        live(1);
        let HandOver {
            session: first,
            era,
        } = HandedOver::<Test>::get().unwrap();
        assert_eq!((first, era), (session + 2, 1));
        assert_eq!(active_era(), 0);
        live(1);
        assert_eq!(active_era(), 1);
        assert_eq!(MinimumValidatorCount::<Test>::get(), 4);
        assert!(!Armed::<Test>::exists());
        // Eras follow by themselves.
        live(SESSIONS);
        assert_eq!(active_era(), 2);
    });
}

#[test]
fn it_does_not_happen_unless_it_is_armed() {
    with_chain(|| {
        candidates();
        let condition = StakedSet::condition();
        assert!(condition.has_continuity() && condition.has_stake());
        assert!(!condition.is_met());
        assert!(is_refused());
    });
}

#[test]
fn it_does_not_happen_with_too_little_stake() {
    with_chain(|| {
        for who in 1..=4 {
            candidate(who, FORTUNE / 2);
        }
        arm();
        let condition = StakedSet::condition();
        assert!(condition.has_continuity() && condition.has_candidates());
        assert!(!condition.has_stake());
        assert!(is_refused());
        // One unit less than a tenth, then a tenth.
        let missing = condition.min_staked - condition.staked;
        for who in 101..=136 {
            nominator(who, FORTUNE / 2, vec![1]);
        }
        let condition = StakedSet::condition();
        assert!(condition.has_stake() == (condition.staked >= condition.min_staked));
        assert!(missing > 0);
    });
}

#[test]
fn it_does_not_happen_with_too_few_candidates() {
    with_chain(|| {
        candidates();
        assert_ok!(StakedSet::arm(council(), 5));
        assert!(StakedSet::condition().has_continuity());
        assert!(is_refused());
    });
}

/// Exactly two thirds of the session are not more than two thirds.
#[test]
fn it_does_not_happen_without_the_validators_there_are() {
    chain_of(6).execute_with(|| {
        for who in [1, 2, 3, 4, 7, 8, 9] {
            candidate(who, FORTUNE / 2);
        }
        for who in 101..=150 {
            nominator(who, FORTUNE / 2, vec![1 + who % 4]);
        }
        arm();
        live(2);
        let condition = StakedSet::condition();
        assert_eq!(
            (condition.session_electable, condition.session_validators),
            (4, 6)
        );
        assert!(!condition.has_continuity() && condition.has_candidates());
        assert!(!StakedSet::is_handed_over());
        candidate(5, FORTUNE / 2);
        live(1);
        assert!(StakedSet::is_handed_over());
        try_state();
    });
}

/// Root can force an era of `pallet-staking`, by mistake.
#[test]
fn an_era_that_was_forced_before_is_undone() {
    with_chain(|| {
        candidates();
        assert_ok!(Staking::force_new_era(RuntimeOrigin::root()));
        assert!(is_refused());
    });
}

/// An election with fewer winners than the minimum.
#[test]
fn an_election_that_fails_leaves_the_council_s_set() {
    with_chain(|| {
        candidates();
        arm();
        pallet_staking::ValidatorCount::<Test>::put(3);
        assert!(StakedSet::condition().is_met());
        assert!(is_refused());
        pallet_staking::ValidatorCount::<Test>::put(SEATS);
        live(1);
        assert!(StakedSet::is_handed_over());
    });
}

/// New keys come into a root and into force also within an era.
#[test]
fn new_keys_within_an_era_are_a_change() {
    with_chain(|| {
        handed_over();
        live(1);
        set_keys(2, 77);
        live(2);
        let keys = pallet_session::QueuedKeys::<Test>::get();
        let of = |who| {
            keys.iter()
                .find(|(other, _)| *other == who)
                .map(|(_, keys)| keys.clone())
        };
        assert_eq!(of(2), pallet_session::NextKeys::<Test>::get(2));
    });
}

#[test]
fn a_set_at_its_minimum_keeps_its_keys() {
    with_chain(|| {
        assert!(StakedSet::may_lose_keys());
        handed_over();
        assert!(!StakedSet::may_lose_keys());
        candidate(5, FORTUNE / 2);
        assert!(StakedSet::may_lose_keys());
    });
}
