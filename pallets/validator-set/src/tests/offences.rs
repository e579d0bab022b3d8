use crate::{mock::*, Offenders, SessionValidator};
use frame_support::assert_ok;
use polkadot_sdk::*;
use sp_runtime::{traits::Convert, Perbill};
use sp_staking::offence::{OffenceDetails, OnOffenceHandler};

pub fn offence_of(who: u64) {
    offence(who, 100);
}

fn offence(who: u64, percent: u32) {
    <ValidatorSet as OnOffenceHandler<_, _, _>>::on_offence(
        &[OffenceDetails {
            offender: (who, ()),
            reporters: vec![],
        }],
        &[Perbill::from_percent(percent)],
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
        // The validator's own keys, and those of another validator.
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

/// Returns true if a validator was enabled again.
fn reenabled() -> bool {
    System::events().iter().any(|record| {
        matches!(
            record.event,
            RuntimeEvent::Session(pallet_session::Event::ValidatorReenabled { .. })
        )
    })
}

#[test]
fn offenders_above_the_limit_do_not_take_turns() {
    with_chain(|| {
        offence_of(4);
        for who in [3, 2] {
            offence_of(who);
            assert_eq!(Session::disabled_validators(), [3]);
        }
        // A session without a change, one whose change enables all, and a second offence.
        for change in [|| (), || set_keys(1, 101), || offence_of(3)] {
            change();
            for _ in 0..3 {
                Session::rotate_session();
                assert_eq!(Session::disabled_validators(), [3]);
            }
        }
        assert!(!reenabled());
    });
}

#[test]
fn a_graver_offence_takes_the_place_of_a_milder_one_for_good() {
    with_chain(|| {
        offence(2, 50);
        offence(3, 60);
        assert_eq!(Session::disabled_validators(), [2]);
        offence(2, 60);
        assert_eq!(Session::disabled_validators(), [2]);
        for _ in 0..2 {
            set_keys(1, 101 + u64::from(Session::current_index()));
            Session::rotate_session();
            Session::rotate_session();
            assert_eq!(Session::disabled_validators(), [2]);
        }
    });
}

#[test]
fn the_latest_of_the_mildest_makes_way() {
    MaxValidators::set(8);
    chain_of(8, 3).execute_with(|| {
        System::set_block_number(1);
        for (who, percent) in [(5, 50), (1, 50), (3, 50), (7, 80)] {
            offence(who, percent);
        }
        // Two of eight: the gravest, and of the others the earliest.
        assert_eq!(Session::disabled_validators(), [4, 6]);
        set_keys(2, 102);
        for _ in 0..3 {
            Session::rotate_session();
            assert_eq!(Session::disabled_validators(), [4, 6]);
        }
        // The next in the order follows one that leaves.
        assert_ok!(ValidatorSet::remove_validator(RuntimeOrigin::root(), 5));
        Session::rotate_session();
        Session::rotate_session();
        assert_eq!(Session::validators(), [1, 2, 3, 4, 6, 7, 8]);
        assert_eq!(Session::disabled_validators(), [0, 5]);
        assert_eq!(
            Offenders::<Test>::get()
                .iter()
                .map(|(who, _)| *who)
                .collect::<Vec<_>>(),
            [7, 1, 3]
        );
        ValidatorSet::do_try_state().unwrap();
    });
}

#[test]
fn only_validators_of_the_session_are_identified() {
    with_chain(|| {
        assert_eq!(SessionValidator::<Test>::convert(1), Some(()));
        assert_eq!(SessionValidator::<Test>::convert(11), None);
    });
}
