//! Announced calls whose notice is over.

use crate::{mock::*, *};
use frame_support::{assert_ok, assert_storage_noop};

const DUE: u32 = 1 + NOTICE;

#[test]
fn a_call_without_room_waits_for_the_next_block() {
    with_chain(|| {
        assert_ok!(RootNotice::announce(part(6), store_long(7)));
        let weight = store_long(7).get_dispatch_info().call_weight;
        let used = block_with(DUE, weight.saturating_sub(Weight::from_parts(1, 0)));
        assert_eq!((stored(), used), (None, Weight::zero()));
        // While it waits, members can object to it.
        assert!(Announcements::<Test>::contains_key(hash(&store_long(7))));
        let used = block_with(DUE + 1, weight);
        assert_eq!((stored(), used), (Some(7), weight));
    });
}

#[test]
fn one_a_block_in_the_order_of_announcement() {
    with_chain(|| {
        for value in [7, 8, 9] {
            assert_ok!(RootNotice::announce(part(6), store_long(value)));
        }
        for value in [7, 8, 9] {
            block(DUE + u32::from(value) - 7);
            assert_eq!(stored(), Some(value));
            RootNotice::do_try_state().unwrap();
        }
        assert!(Queue::<Test>::get().is_empty());
    });
}

#[test]
fn a_call_that_fails_is_gone_and_says_so() {
    with_chain(|| {
        // Root is not a signed account.
        let call = RuntimeCall::from(pallet_balances::Call::transfer_all {
            dest: 2,
            keep_alive: false,
        });
        assert_ok!(RootNotice::announce(part(6), Box::new(call.clone())));
        block(DUE);
        let result = Err(sp_runtime::DispatchError::BadOrigin);
        let call_hash = hash(&call);
        System::assert_last_event(Event::<Test>::Enacted { call_hash, result }.into());
        assert!(Queue::<Test>::get().is_empty());
    });
}

#[test]
fn a_call_that_an_upgrade_made_too_heavy_is_dropped() {
    with_chain(|| {
        assert_ok!(RootNotice::announce(part(6), store_long(7)));
        MaxCallWeight::set(&Weight::from_parts(1, u64::MAX));
        block(DUE);
        let call_hash = hash(&store_long(7));
        let reason = DropReason::TooHeavy;
        System::assert_last_event(Event::<Test>::Dropped { call_hash, reason }.into());
        assert!(!Preimage::is_requested(&call_hash));
        // The call does not come back.
        MaxCallWeight::set(&Weight::MAX);
        block(DUE + 1);
        assert_eq!(stored(), None);
    });
}

#[test]
fn a_call_without_its_preimage_is_dropped() {
    with_chain(|| {
        let call_hash = hash(&store_long(7));
        assert_ok!(RootNotice::announce(part(6), store_long(7)));
        // Only root can release the preimage.
        let root = RuntimeOrigin::root();
        assert_ok!(Preimage::unrequest_preimage(root, call_hash));
        assert!(RootNotice::do_try_state().is_err());
        block(DUE);
        let reason = DropReason::Unavailable;
        System::assert_last_event(Event::<Test>::Dropped { call_hash, reason }.into());
        // If the preimage is noted again, nothing runs.
        assert_ok!(Preimage::note(store_long(7).encode().into()));
        block(DUE + 1);
        assert_eq!(stored(), None);
    });
}

#[test]
fn preimages_are_released_when_a_call_has_run() {
    with_chain(|| {
        let call_hash = hash(&store_long(7));
        assert_ok!(RootNotice::announce(part(6), store_long(7)));
        assert!(Preimage::is_requested(&call_hash));
        block(DUE);
        assert_eq!(<Preimage as QueryPreimage>::len(&call_hash), None);
    });
}

#[test]
fn the_notice_is_in_blocks_and_never_none_by_rounding() {
    with_chain(|| assert_eq!(Notice::<Test>::get(), NOTICE));
    chain_with_notice(0).execute_with(|| assert_eq!(Notice::<Test>::get(), 0));
    // Twenty-four hours are one block: an hour is less than one.
    chain_with_notice(1).execute_with(|| {
        pallet_chain_timing::Timing::<Test>::put(pallet_chain_timing::TimingParameters {
            day: 1,
            ..Timing::get()
        });
        assert_eq!(Notice::<Test>::get(), 1);
    });
    // The default applies without state, as for metadata.
    assert_eq!(Notice::<Test>::get(), DEFAULT_NOTICE_HOURS);
}

#[test]
fn a_block_in_which_nothing_is_due_only_looks() {
    with_chain(|| {
        assert_ok!(RootNotice::announce(part(6), store_long(7)));
        assert_storage_noop!(RootNotice::on_poll(DUE - 1, &mut WeightMeter::new()));
    });
}

#[test]
fn blocks_of_a_migration_do_not_count() {
    with_chain(|| {
        assert_ok!(RootNotice::announce(part(6), store(7)));
        RootNotice::on_initialize(2);
        Migrating::set(&true);
        for number in 3..6 {
            RootNotice::on_initialize(number);
        }
        Migrating::set(&false);
        block(DUE + 2);
        assert_eq!(stored(), None);
        block(DUE + 3);
        assert_eq!(stored(), Some(7));
    });
}

#[test]
fn a_call_of_another_transaction_version_is_dropped() {
    with_chain(|| {
        assert_ok!(RootNotice::announce(part(6), store(7)));
        TransactionVersion::set(&2);
        block(DUE);
        let (call_hash, reason) = (hash(&store(7)), DropReason::OtherVersion);
        System::assert_last_event(Event::<Test>::Dropped { call_hash, reason }.into());
        assert_eq!(stored(), None);
    });
}

/// Otherwise a council that has handed its power over could still act for the length of a notice.
#[test]
fn nothing_runs_once_the_council_has_lost_its_power() {
    with_chain(|| {
        assert_ok!(RootNotice::announce(part(6), store(7)));
        InForce::set(&false);
        block(DUE);
        let call_hash = hash(&store(7));
        System::assert_last_event(Event::<Test>::Cancelled { call_hash }.into());
        assert_eq!(stored(), None);
    });
}

#[test]
fn objections_are_counted_again_when_the_notice_is_over() {
    with_chain(|| {
        assert_ok!(RootNotice::announce(part(6), store(7)));
        for member in [1, 2] {
            let origin = RuntimeOrigin::signed(member);
            assert_ok!(RootNotice::object(origin, hash(&store(7))));
        }
        // Two of nine are not more than a third; two of five are.
        let council = (1..=5).collect::<Vec<_>>().try_into().unwrap();
        assert_ok!(RootNotice::set_council(RuntimeOrigin::root(), council));
        block(DUE);
        let call_hash = hash(&store(7));
        System::assert_last_event(Event::<Test>::Cancelled { call_hash }.into());
        assert_eq!(stored(), None);
    });
}
