//! Values as other pallets read them.

use crate::{mock::*, EpochLength, Hours, MinimumPeriod, SlotDuration, Timing, TimingParameters};
use polkadot_sdk::frame_support::traits::Get;

const FAST: TimingParameters = TimingParameters {
    slot_duration: 1_000,
    epoch_length: 5,
    day: 10,
};

#[test]
fn come_from_the_genesis() {
    chain_with(FAST).execute_with(|| {
        assert_eq!(SlotDuration::<Test>::get(), 1_000);
        assert_eq!(MinimumPeriod::<Test>::get(), 500);
        assert_eq!(<EpochLength<Test> as Get<u64>>::get(), 5);
        assert_eq!(Hours::<Test, 72>::get(), 30);
    });
}

#[test]
fn are_the_default_outside_externalities() {
    assert_eq!(SlotDuration::<Test>::get(), 6_000);
    assert_eq!(Hours::<Test, 24>::get(), 14_400);
}

#[test]
fn are_the_default_where_the_genesis_set_nothing() {
    chain_with(FAST).execute_with(|| {
        Timing::<Test>::kill();
        assert_eq!(SlotDuration::<Test>::get(), 6_000);
        ChainTiming::do_try_state().unwrap();
    });
}

#[test]
fn a_period_is_never_empty() {
    chain_with(TimingParameters { day: 1, ..FAST }).execute_with(|| {
        assert_eq!(Hours::<Test, 1>::get(), 1);
    });
}

#[test]
fn long_periods_saturate() {
    let timing = TimingParameters {
        day: 1 << 24,
        ..FAST
    };
    assert_eq!(timing.hours(u32::MAX), u32::MAX);
}
