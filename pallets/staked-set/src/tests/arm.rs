//! Arming and disarming.

use crate::{mock::*, *};
use frame_support::{assert_noop, assert_ok};
use sp_runtime::DispatchError;

#[test]
fn the_council_arms_and_disarms() {
    with_chain(|| {
        assert_ok!(StakedSet::arm(council(), 4));
        System::assert_last_event(Event::Armed { minimum: 4 }.into());
        assert_ok!(StakedSet::arm(council(), 5));
        assert_eq!(Armed::<Test>::get(), Some(5));
        assert_ok!(StakedSet::disarm(council()));
        assert_noop!(StakedSet::disarm(council()), Error::<Test>::NotArmed);
    });
}

#[test]
fn nobody_else_does() {
    with_chain(|| {
        for origin in [RuntimeOrigin::signed(1), RuntimeOrigin::root()] {
            assert_noop!(StakedSet::arm(origin.clone(), 4), DispatchError::BadOrigin);
            assert_noop!(StakedSet::disarm(origin), DispatchError::BadOrigin);
        }
        assert_noop!(
            StakedSet::set_admission(council(), false),
            DispatchError::BadOrigin
        );
    });
}

/// The floor of the mock is 3, below the least of 4.
#[test]
fn the_minimum_is_a_set_that_can_go_on() {
    with_chain(|| {
        for minimum in [0, 2, 101] {
            assert_noop!(
                StakedSet::arm(council(), minimum),
                Error::<Test>::InvalidMinimum
            );
        }
        assert_ok!(StakedSet::arm(council(), 3));
        assert_ok!(StakedSet::arm(council(), 100));
    });
}

#[test]
fn after_the_hand_over_there_is_nothing_to_arm() {
    with_chain(|| {
        hand_over(4);
        assert_noop!(
            StakedSet::arm(council(), 4),
            Error::<Test>::AlreadyHandedOver
        );
        assert_noop!(
            StakedSet::disarm(council()),
            Error::<Test>::AlreadyHandedOver
        );
    });
}
