use crate::{mock::*, Error, Event, Validators};
use frame_support::{assert_noop, assert_ok};
use polkadot_sdk::{sp_runtime::DispatchError, *};

#[test]
fn appends_to_the_set_and_says_so() {
    with_chain(|| {
        assert_ok!(ValidatorSet::add_validator(RuntimeOrigin::root(), 11));
        assert_eq!(Validators::<Test>::get().to_vec(), [1, 2, 3, 4, 11]);
        System::assert_last_event(Event::ValidatorAdded { validator: 11 }.into());
    });
}

#[test]
fn is_for_the_admin_only() {
    with_chain(|| {
        assert_noop!(
            ValidatorSet::add_validator(RuntimeOrigin::signed(1), 11),
            DispatchError::BadOrigin
        );
    });
}

#[test]
fn refuses_a_validator_twice() {
    with_chain(|| {
        assert_noop!(
            ValidatorSet::add_validator(RuntimeOrigin::root(), 1),
            Error::<Test>::AlreadyExists
        );
    });
}

#[test]
fn refuses_an_account_without_keys() {
    with_chain(|| {
        assert_noop!(
            ValidatorSet::add_validator(RuntimeOrigin::root(), 21),
            Error::<Test>::KeysNotFound
        );
    });
}

#[test]
fn refuses_more_than_fit() {
    with_chain(|| {
        assert_ok!(ValidatorSet::add_validator(RuntimeOrigin::root(), 11));
        assert_ok!(ValidatorSet::add_validator(RuntimeOrigin::root(), 12));
        assert_noop!(
            ValidatorSet::add_validator(RuntimeOrigin::root(), 13),
            Error::<Test>::MaxValidatorsExceeded
        );
    });
}
