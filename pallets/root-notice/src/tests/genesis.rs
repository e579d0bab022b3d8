use crate::{mock::*, *};
use sp_runtime::BuildStorage;

#[test]
fn a_genesis_that_says_nothing_has_a_notice() {
    let mut chain: sp_io::TestExternalities = RuntimeGenesisConfig::default()
        .build_storage()
        .unwrap()
        .into();
    chain.execute_with(|| {
        assert_eq!(NoticeHours::<Test>::get(), 72);
        assert_eq!(CouncilFloor::<Test>::get(), 1);
        RootNotice::do_try_state().unwrap();
    });
    // This is a chain whose genesis predates the pallet.
    sp_io::TestExternalities::default().execute_with(|| assert_eq!(NoticeHours::<Test>::get(), 72));
}

#[test]
#[should_panic = "`rootNotice.councilFloor`"]
fn a_council_below_its_floor_is_refused() {
    let _ = genesis(vec![1, 2], 72, 3).build_storage();
}

#[test]
#[should_panic = "`rootNotice.councilFloor`"]
fn a_floor_of_none_is_refused() {
    let _ = genesis(vec![1, 2], 72, 0).build_storage();
}

#[test]
#[should_panic = "`rootNotice.notice`"]
fn a_notice_of_months_is_refused() {
    let _ = genesis(vec![1, 2], 721, 1).build_storage();
}
