//! Time at which changes take effect, and sessions without a change.

use crate::mock::*;
use frame_support::assert_ok;
use pallet_session::QueuedChanged;
use polkadot_sdk::*;

#[test]
fn an_added_validator_validates_two_sessions_later() {
    with_chain(|| {
        assert_ok!(ValidatorSet::add_validator(RuntimeOrigin::root(), 11));
        Session::rotate_session();
        assert_eq!(Session::validators(), [1, 2, 3, 4]);
        Session::rotate_session();
        assert_eq!(Session::validators(), [1, 2, 3, 4, 11]);
    });
}

#[test]
fn a_removed_validator_leaves_two_sessions_later() {
    with_chain(|| {
        assert_ok!(ValidatorSet::remove_validator(RuntimeOrigin::root(), 2));
        Session::rotate_session();
        assert_eq!(Session::validators(), [1, 2, 3, 4]);
        Session::rotate_session();
        assert_eq!(Session::validators(), [1, 3, 4]);
    });
}

#[test]
fn a_validator_that_purged_its_keys_leaves() {
    with_chain(|| {
        assert_ok!(Session::purge_keys(RuntimeOrigin::signed(2)));
        Session::rotate_session();
        Session::rotate_session();
        assert_eq!(Session::validators(), [1, 3, 4]);
    });
}

/// The first planned session is a change, because it needs a root.
fn first_planned_session() {
    Session::rotate_session();
    assert!(QueuedChanged::<Test>::get());
}

#[test]
fn a_session_without_a_change_is_no_change() {
    with_chain(|| {
        first_planned_session();
        for _ in 0..3 {
            Session::rotate_session();
            assert!(!QueuedChanged::<Test>::get());
        }
        assert_eq!(Session::validators(), [1, 2, 3, 4]);
    });
}

#[test]
fn new_keys_are_a_change_once() {
    with_chain(|| {
        first_planned_session();
        set_keys(2, 22);
        Session::rotate_session();
        assert!(QueuedChanged::<Test>::get());
        Session::rotate_session();
        assert!(!QueuedChanged::<Test>::get());
        assert_eq!(Session::queued_keys()[1], (2, keys(22)));
    });
}

#[test]
fn roots_are_kept_for_the_depth_of_history() {
    with_chain(|| {
        for _ in 0..10 {
            Session::rotate_session();
        }
        // In session 10, those back to 6 are kept; the root of session 11 already exists.
        assert_eq!(
            pallet_session::historical::StoredRange::<Test>::get(),
            Some((6, 12))
        );
        assert!(Historical::historical_root(5).is_none());
        assert!(Historical::historical_root(6).is_some());
    });
}

#[test]
fn the_root_follows_new_keys() {
    with_chain(|| {
        first_planned_session();
        let before = Historical::historical_root(2).unwrap();
        set_keys(2, 22);
        Session::rotate_session();
        assert_ne!(Historical::historical_root(3).unwrap(), before);
        Session::rotate_session();
        assert_eq!(
            Historical::historical_root(4),
            Historical::historical_root(3)
        );
    });
}
