use crate::{mock::*, Floor, Validators};
use polkadot_sdk::sp_runtime::BuildStorage;

#[test]
fn the_first_set_is_that_of_the_session() {
    with_chain(|| {
        assert_eq!(Validators::<Test>::get().to_vec(), [1, 2, 3, 4]);
        assert_eq!(Session::validators(), [1, 2, 3, 4]);
        assert_eq!(Floor::<Test>::get(), 3);
    });
}

#[test]
#[should_panic(expected = "must be at least 1")]
fn a_floor_of_zero_is_refused() {
    crate::GenesisConfig::<Test> {
        floor: 0,
        ..Default::default()
    }
    .build_storage()
    .unwrap();
}
