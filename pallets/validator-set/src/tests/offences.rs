use crate::{mock::*, SessionValidator};
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
fn it_stays_disabled_while_the_set_stays() {
    with_chain(|| {
        // Past the first planned session, which is a change.
        Session::rotate_session();
        Session::rotate_session();
        offence_of(3);
        Session::rotate_session();
        Session::rotate_session();
        assert_eq!(Session::disabled_validators(), [2]);
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
