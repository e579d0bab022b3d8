//! The set cannot be emptied by its own members.

use crate::{mock::*, Error, Event, Floor};
use frame_support::{assert_noop, assert_ok};
use polkadot_sdk::{sp_runtime::DispatchError, *};

#[test]
fn keys_may_be_lost_down_to_the_floor() {
    with_chain(|| {
        assert!(ValidatorSet::may_lose_keys());
        assert_ok!(Session::purge_keys(RuntimeOrigin::signed(1)));
        assert!(!ValidatorSet::may_lose_keys());
    });
}

#[test]
fn strangers_keys_do_not_count() {
    with_chain(|| {
        assert_ok!(Session::purge_keys(RuntimeOrigin::signed(1)));
        // 11 to 13 have keys as well, but are not in the set.
        assert!(!ValidatorSet::may_lose_keys());
    });
}

#[test]
fn a_session_below_the_floor_is_not_planned() {
    with_chain(|| {
        assert_ok!(Session::purge_keys(RuntimeOrigin::signed(1)));
        assert_ok!(Session::purge_keys(RuntimeOrigin::signed(2)));
        // A runtime without the call filter could get into this state.
        assert_eq!(
            <ValidatorSet as pallet_session::SessionManager<u64>>::new_session(2),
            None
        );
        assert!(ValidatorSet::do_try_state().is_err());
        set_keys(1, 1);
    });
}

fn set_floor(floor: u32) -> frame_support::dispatch::DispatchResultWithPostInfo {
    ValidatorSet::set_floor(RuntimeOrigin::root(), floor)
}

#[test]
fn root_raises_it_and_it_holds() {
    with_chain(|| {
        assert_ok!(set_floor(4));
        System::assert_last_event(Event::FloorSet { floor: 4 }.into());
        assert!(!ValidatorSet::may_lose_keys());
        assert_noop!(
            ValidatorSet::remove_validator(RuntimeOrigin::root(), 1),
            Error::<Test>::FloorReached
        );
    });
}

#[test]
fn root_lowers_it_to_one_at_least() {
    with_chain(|| {
        assert_ok!(set_floor(1));
        assert_eq!(Floor::<Test>::get(), 1);
        assert_noop!(set_floor(0), Error::<Test>::InvalidFloor);
    });
}

#[test]
fn it_is_never_above_the_registered_validators() {
    with_chain(|| {
        assert_noop!(set_floor(5), Error::<Test>::InvalidFloor);
        assert_noop!(set_floor(u32::MAX), Error::<Test>::InvalidFloor);
        // A validator without keys does not count.
        assert_ok!(Session::purge_keys(RuntimeOrigin::signed(1)));
        assert_noop!(set_floor(4), Error::<Test>::InvalidFloor);
        assert_ok!(set_floor(3));
    });
}

#[test]
fn it_is_for_root_only() {
    with_chain(|| {
        assert_noop!(
            ValidatorSet::set_floor(RuntimeOrigin::signed(1), 4),
            DispatchError::BadOrigin
        );
    });
}
