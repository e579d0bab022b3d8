use crate::{mock::*, Error, Event, Validators};
use frame_support::{assert_noop, assert_ok};
use polkadot_sdk::{sp_runtime::DispatchError, *};

#[test]
fn takes_out_of_the_set_and_says_so() {
    with_chain(|| {
        assert_ok!(ValidatorSet::remove_validator(RuntimeOrigin::root(), 2));
        assert_eq!(Validators::<Test>::get().to_vec(), [1, 3, 4]);
        System::assert_last_event(Event::ValidatorRemoved { validator: 2 }.into());
    });
}

#[test]
fn is_for_the_admin_only() {
    with_chain(|| {
        assert_noop!(
            ValidatorSet::remove_validator(RuntimeOrigin::signed(1), 2),
            DispatchError::BadOrigin
        );
    });
}

/// The council cannot remove the validators that would include objections to it in blocks.
#[test]
fn takes_out_offenders_alone_for_the_council() {
    with_chain(|| {
        let council = || RuntimeOrigin::signed(COUNCIL);
        super::offences::offence_of(3);
        assert_noop!(
            ValidatorSet::remove_validator(council(), 2),
            Error::<Test>::NotOffender
        );
        assert_ok!(ValidatorSet::remove_validator(council(), 3));
        assert_eq!(Validators::<Test>::get().to_vec(), [1, 2, 4]);
    });
}

#[test]
fn refuses_a_stranger() {
    with_chain(|| {
        assert_noop!(
            ValidatorSet::remove_validator(RuntimeOrigin::root(), 11),
            Error::<Test>::NotFound
        );
    });
}

#[test]
fn refuses_to_go_below_the_floor() {
    with_chain(|| {
        assert_ok!(ValidatorSet::remove_validator(RuntimeOrigin::root(), 1));
        assert_noop!(
            ValidatorSet::remove_validator(RuntimeOrigin::root(), 2),
            Error::<Test>::FloorReached
        );
    });
}

#[test]
fn counts_only_registered_validators() {
    with_chain(|| {
        // Four in the set, three of them registered: one with keys must stay, the other can be
        // removed.
        assert_ok!(Session::purge_keys(RuntimeOrigin::signed(1)));
        assert_noop!(
            ValidatorSet::remove_validator(RuntimeOrigin::root(), 2),
            Error::<Test>::FloorReached
        );
        assert_ok!(ValidatorSet::remove_validator(RuntimeOrigin::root(), 1));
    });
}
