//! A test that breaks each invariant.

use crate::{mock::*, *};
use pallet_staking::{ActiveEra, CurrentEra};

/// `corrupt` breaks the invariant with this message, on a chain before or after the hand-over.
fn breaks(validators: Option<u64>, message: &'static str, corrupt: impl FnOnce()) {
    chain_of(4).execute_with(|| {
        if let Some(validators) = validators {
            hand_over(validators);
        }
        try_state();
        corrupt();
        assert_eq!(
            StakedSet::do_try_state(),
            Err(sp_runtime::TryRuntimeError::Other(message))
        );
    });
}

fn before(message: &'static str, corrupt: impl FnOnce()) {
    breaks(None, message, corrupt);
}

fn after(message: &'static str, corrupt: impl FnOnce()) {
    breaks(Some(4), message, corrupt);
}

#[test]
fn there_is_an_active_era() {
    before("there is no active era", ActiveEra::<Test>::kill);
}

#[test]
fn no_era_is_planned_before_the_hand_over() {
    before("an era was planned before the hand-over", || {
        CurrentEra::<Test>::put(1);
    });
}

#[test]
fn no_era_begins_before_the_hand_over() {
    before("an era was planned before the hand-over", || {
        ActiveEra::<Test>::mutate(|era| era.as_mut().unwrap().index = 1);
    });
}

#[test]
fn what_is_armed_can_be_elected() {
    before("armed to no set, or to one above the bound", || {
        Armed::<Test>::put(0);
    });
    before("armed to no set, or to one above the bound", || {
        Armed::<Test>::put(101);
    });
}

#[test]
fn nothing_is_armed_after_the_hand_over() {
    after("armed after the hand-over", || Armed::<Test>::put(4));
}

#[test]
fn the_hand_over_is_of_a_planned_era() {
    after("the era of the hand-over was not planned", || {
        HandedOver::<Test>::mutate(|of| of.as_mut().unwrap().era = 9);
    });
}

#[test]
fn the_council_s_set_is_retired_by_the_hand_over() {
    after("the council's set still has validators", || {
        pallet_validator_set::Validators::<Test>::put(BoundedVec::truncate_from(vec![1]));
    });
}

#[test]
fn only_eras_that_ended_are_paid() {
    after("rewards are paid of an era that has not ended", || {
        PayoutEra::<Test>::put(2);
    });
    after("a page of the active era was paid", || {
        PayoutEra::<Test>::put(1);
        PaidUpTo::<Test>::put((1, 0));
    });
}

#[test]
fn records_are_within_their_bound() {
    MaxRecords::set(2);
    after("more records than may be kept", || {
        for who in 1..=3 {
            Records::<Test>::insert(who, Record::default());
        }
    });
}

#[test]
fn tried_validators_are_unique() {
    after("a tried validator appears twice", || {
        TriedLast::<Test>::put(BoundedVec::truncate_from(vec![1, 1]));
    });
}
