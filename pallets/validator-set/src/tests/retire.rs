//! A set that somebody else took over from.

use crate::{mock::*, Error, Floor, Validators};
use frame_support::assert_noop;
use polkadot_sdk::{sp_runtime::Perbill, *};
use sp_staking::offence::{OffenceDetails, OnOffenceHandler};

#[test]
fn a_retired_set_is_empty_and_has_no_floor() {
    with_chain(|| {
        Session::rotate_session();
        ValidatorSet::retire();
        assert!(Validators::<Test>::get().is_empty());
        assert!(!Floor::<Test>::exists());
        assert!(!ValidatorSet::may_lose_keys());
        assert_noop!(
            ValidatorSet::remove_validator(RuntimeOrigin::root(), 1),
            Error::<Test>::NotFound
        );
        assert_noop!(
            ValidatorSet::set_floor(RuntimeOrigin::root(), 1),
            Error::<Test>::InvalidFloor
        );
    });
}

/// Validators of the session that took over are disabled like those of the set.
#[test]
fn offenders_of_the_session_stay_disabled() {
    with_chain(|| {
        ValidatorSet::retire();
        let details = OffenceDetails {
            offender: (3, ()),
            reporters: vec![],
        };
        let of = |details| {
            <ValidatorSet as OnOffenceHandler<_, _, _>>::on_offence(
                &[details],
                &[Perbill::one()],
                Session::current_index(),
            )
        };
        of(details);
        assert_eq!(Session::disabled_validators(), [2]);
        pallet_session::DisabledValidators::<Test>::kill();
        <ValidatorSet as pallet_session::SessionManager<u64>>::start_session(
            Session::current_index(),
        );
        assert_eq!(Session::disabled_validators(), [2]);
    });
}
