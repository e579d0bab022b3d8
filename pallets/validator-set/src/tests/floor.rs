//! The set cannot be emptied by its own members.

use crate::mock::*;
use frame_support::assert_ok;
use polkadot_sdk::*;

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
        // 11 to 13 have keys as well, but they are not of the set.
        assert!(!ValidatorSet::may_lose_keys());
    });
}

#[test]
fn a_session_below_the_floor_is_not_planned() {
    with_chain(|| {
        assert_ok!(Session::purge_keys(RuntimeOrigin::signed(1)));
        assert_ok!(Session::purge_keys(RuntimeOrigin::signed(2)));
        // What a runtime without the call filter could come to.
        assert_eq!(
            <ValidatorSet as pallet_session::SessionManager<u64>>::new_session(2),
            None
        );
        assert!(ValidatorSet::do_try_state().is_err());
        set_keys(1, 1);
    });
}
