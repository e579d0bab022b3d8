use crate::{mock::*, Offenders, SessionValidator};
use frame_support::assert_ok;
use polkadot_sdk::*;
use sp_runtime::{traits::Convert, Perbill};
use sp_staking::offence::{OffenceDetails, OnOffenceHandler};

fn offence_of(who: u64) {
    <ValidatorSet as OnOffenceHandler<_, _, _>>::on_offence(
        &[OffenceDetails {
            offender: (who, ()),
            reporters: vec![],
        }],
        &[Perbill::from_percent(100)],
        0,
    );
}

#[test]
fn an_equivocator_is_disabled() {
    with_chain(|| {
        offence_of(3);
        assert_eq!(Session::disabled_validators(), [2]);
    });
}

#[test]
fn new_keys_do_not_enable_it_again() {
    with_chain(|| {
        offence_of(3);
        // Its own, and another's.
        for who in [3, 2] {
            set_keys(who, who + 100);
            Session::rotate_session();
            Session::rotate_session();
            assert_eq!(Session::disabled_validators(), [2]);
        }
    });
}

#[test]
fn it_is_forgotten_once_it_has_left() {
    with_chain(|| {
        offence_of(3);
        assert_ok!(ValidatorSet::remove_validator(RuntimeOrigin::root(), 3));
        Session::rotate_session();
        assert_eq!(Session::disabled_validators(), [2]);
        Session::rotate_session();
        assert!(Session::disabled_validators().is_empty());
        assert!(Offenders::<Test>::get().is_empty());

        assert_ok!(ValidatorSet::add_validator(RuntimeOrigin::root(), 3));
        Session::rotate_session();
        Session::rotate_session();
        assert_eq!(Session::validators(), [1, 2, 4, 3]);
        assert!(Session::disabled_validators().is_empty());
    });
}

#[test]
fn a_stranger_is_not_remembered() {
    with_chain(|| {
        offence_of(11);
        assert!(Offenders::<Test>::get().is_empty());
    });
}

#[test]
fn a_third_at_most_is_disabled() {
    with_chain(|| {
        offence_of(3);
        offence_of(4);
        assert_eq!(Session::disabled_validators().len(), 1);
    });
}

#[test]
fn only_validators_of_the_session_are_identified() {
    with_chain(|| {
        assert_eq!(SessionValidator::<Test>::convert(1), Some(()));
        assert_eq!(SessionValidator::<Test>::convert(11), None);
    });
}
