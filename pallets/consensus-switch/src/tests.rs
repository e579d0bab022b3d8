//! BABE keys of the present session and of the next one.

use crate::{mock::*, Authorities, NextAuthorities};
use polkadot_sdk::pallet_session::Pallet as Session;

#[test]
fn the_genesis_set_serves_two_sessions() {
    chain_of(&[1, 2, 3]).execute_with(|| {
        assert_eq!(Authorities::<Test>::get(), keys(&[1, 2, 3]));
        assert_eq!(NextAuthorities::<Test>::get(), keys(&[1, 2, 3]));
        ConsensusSwitch::do_try_state().unwrap();
    });
}

#[test]
fn they_follow_the_sessions_in_the_order_of_its_validators() {
    chain_of(&[1, 2]).execute_with(|| {
        plan(&[12, 2, 11]);
        Session::<Test>::rotate_session();
        assert_eq!(Authorities::<Test>::get(), keys(&[1, 2]));
        assert_eq!(NextAuthorities::<Test>::get(), keys(&[12, 2, 11]));

        Session::<Test>::rotate_session();
        assert_eq!(Session::<Test>::validators(), [12, 2, 11]);
        assert_eq!(Authorities::<Test>::get(), keys(&[12, 2, 11]));
        assert_eq!(NextAuthorities::<Test>::get(), keys(&[12, 2, 11]));
        ConsensusSwitch::do_try_state().unwrap();
    });
}

#[test]
fn they_are_bounded() {
    chain_of(&[1]).execute_with(|| {
        plan(&[1, 11, 12, 13, 14]);
        Session::<Test>::rotate_session();
        assert_eq!(NextAuthorities::<Test>::get(), keys(&[1, 11, 12, 13]));
    });
}

#[test]
fn an_empty_or_doubled_set_is_found() {
    chain_of(&[1, 2]).execute_with(|| {
        NextAuthorities::<Test>::kill();
        assert!(ConsensusSwitch::do_try_state().is_err());
        NextAuthorities::<Test>::put(
            polkadot_sdk::frame_support::BoundedVec::try_from(keys(&[1, 1])).unwrap(),
        );
        assert!(ConsensusSwitch::do_try_state().is_err());
    });
}
