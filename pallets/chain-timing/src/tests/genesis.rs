//! Bounds of the genesis values.

use crate::{mock::*, InvalidTiming, Timing, TimingParameters};

const VALID: TimingParameters = TimingParameters {
    slot_duration: 2_000,
    epoch_length: 15,
    day: 60,
};

#[test]
fn is_stored_and_valid() {
    chain_with(VALID).execute_with(|| {
        assert_eq!(Timing::<Test>::get(), Some(VALID));
        ChainTiming::do_try_state().unwrap();
    });
}

#[test]
fn defaults_are_valid_and_stand_in_an_empty_genesis() {
    let default = DefaultTiming::get();
    assert_eq!(default.check(), Ok(()));
    let GenesisValues {
        slot_duration,
        epoch_length,
        day,
    } = serde_json::from_str(
        &serde_json::to_string(&crate::GenesisConfig::<Test>::default()).unwrap(),
    )
    .unwrap();
    assert_eq!(
        TimingParameters {
            slot_duration,
            epoch_length,
            day
        },
        default
    );
}

#[derive(serde::Deserialize)]
#[serde(rename_all = "camelCase")]
struct GenesisValues {
    slot_duration: u64,
    epoch_length: u32,
    day: u32,
}

#[test]
fn each_invalid_value_has_its_reason() {
    for slot_duration in [0, 100, 2_001, 60_002] {
        assert_eq!(
            TimingParameters {
                slot_duration,
                ..VALID
            }
            .check(),
            Err(InvalidTiming::SlotDuration)
        );
    }
    assert_eq!(
        TimingParameters {
            epoch_length: 3,
            ..VALID
        }
        .check(),
        Err(InvalidTiming::EpochLength)
    );
    for day in [0, (1 << 24) + 1] {
        assert_eq!(
            TimingParameters { day, ..VALID }.check(),
            Err(InvalidTiming::Day)
        );
    }
}

#[test]
#[should_panic(expected = "SlotDuration")]
fn an_invalid_genesis_is_refused() {
    chain_with(TimingParameters {
        slot_duration: 1,
        ..VALID
    });
}

#[test]
fn an_invalid_stored_value_is_found() {
    chain_with(VALID).execute_with(|| {
        Timing::<Test>::put(TimingParameters { day: 0, ..VALID });
        assert!(ChainTiming::do_try_state().is_err());
    });
}
