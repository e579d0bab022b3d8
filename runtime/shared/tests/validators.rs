//! The validator set inside the whole runtime.

use super::{account, engine, local, try_state};
use crate::*;
use frame_support::{assert_noop, assert_ok};
use sp_runtime::traits::Dispatchable;

fn stash(name: &str) -> AccountId {
    account(&format!("{name}//stash"))
}

fn purge_keys_of(
    name: &str,
) -> sp_runtime::DispatchResultWithInfo<frame_support::dispatch::PostDispatchInfo> {
    RuntimeCall::Session(pallet_session::Call::purge_keys {})
        .dispatch(RuntimeOrigin::signed(stash(name)))
}

fn council() -> RuntimeOrigin {
    pallet_collective::RawOrigin::Members(2, 3).into()
}

#[test]
fn nobody_can_purge_the_set_below_its_floor() {
    local().execute_with(|| {
        assert_ok!(purge_keys_of("Alice"));
        assert_eq!(
            purge_keys_of("Bob").unwrap_err().error,
            frame_system::Error::<Runtime>::CallFiltered.into()
        );
        try_state();
    });
}

#[test]
fn the_filter_holds_inside_a_batch_too() {
    local().execute_with(|| {
        let purge = RuntimeCall::Session(pallet_session::Call::purge_keys {});
        let purge_as = |name| {
            RuntimeCall::Utility(pallet_utility::Call::batch_all {
                calls: vec![purge.clone()],
            })
            .dispatch(RuntimeOrigin::signed(stash(name)))
        };
        assert_ok!(purge_as("Alice"));
        assert!(purge_as("Bob").is_err());
        try_state();
    });
}

/// Without the honest validators, no objection to an announcement by two thirds would be included.
#[test]
fn two_thirds_of_the_council_remove_an_offender_and_root_every_validator() {
    local().execute_with(|| {
        let one: RuntimeOrigin = pallet_collective::RawOrigin::Members(1, 3).into();
        assert_noop!(
            ValidatorSet::remove_validator(one, stash("Dave")),
            sp_runtime::DispatchError::BadOrigin
        );
        assert_noop!(
            ValidatorSet::remove_validator(council(), stash("Dave")),
            pallet_validator_set::Error::<Runtime>::NotOffender
        );
        pallet_validator_set::Offenders::<Runtime>::mutate(|offenders| {
            offenders.try_push((stash("Dave"), sp_runtime::Perbill::one()))
        })
        .unwrap();
        assert_ok!(ValidatorSet::remove_validator(council(), stash("Dave")));
        try_state();
    });
    local().execute_with(|| {
        assert_ok!(ValidatorSet::remove_validator(
            RuntimeOrigin::root(),
            stash("Dave")
        ));
    });
}

#[test]
fn a_removal_reaches_the_engine_two_sessions_later() {
    local().execute_with(|| {
        assert_ok!(ValidatorSet::remove_validator(
            RuntimeOrigin::root(),
            stash("Dave")
        ));
        Session::rotate_session();
        assert_eq!(engine::authorities().len(), 4);
        assert_eq!(engine::next_babe_authorities().len(), 3);
        Session::rotate_session();
        assert_eq!(engine::authorities().len(), 3);
        assert_eq!(Session::validators().len(), 3);
        try_state();
    });
}

#[test]
fn the_set_id_of_grandpa_stays_while_the_set_does() {
    local().execute_with(|| {
        // The first planned session is a change, since it needs a root.
        Session::rotate_session();
        Session::rotate_session();
        let set_id = pallet_grandpa::CurrentSetId::<Runtime>::get();
        for _ in 0..3 {
            Session::rotate_session();
        }
        assert_eq!(pallet_grandpa::CurrentSetId::<Runtime>::get(), set_id);
    });
}

#[test]
fn root_raises_the_floor_and_the_council_does_not() {
    local().execute_with(|| {
        assert_noop!(
            ValidatorSet::set_floor(council(), 4),
            sp_runtime::DispatchError::BadOrigin
        );
        assert_ok!(ValidatorSet::set_floor(RuntimeOrigin::root(), 4));
        assert_eq!(
            purge_keys_of("Alice").unwrap_err().error,
            frame_system::Error::<Runtime>::CallFiltered.into()
        );
        assert_noop!(
            ValidatorSet::remove_validator(RuntimeOrigin::root(), stash("Dave")),
            pallet_validator_set::Error::<Runtime>::FloorReached
        );
        try_state();
    });
}
