use crate::{mock::*, *};
use frame_support::{assert_noop, assert_ok};
use sp_runtime::DispatchError::BadOrigin;

fn announced() -> sp_core::H256 {
    RootNotice::announce(part(9), store_long(7)).unwrap();
    hash(&store_long(7))
}

/// Asserts that the call does not run, now or later, and its preimage is free.
fn assert_cancelled(call_hash: sp_core::H256) {
    System::assert_last_event(Event::<Test>::Cancelled { call_hash }.into());
    assert_eq!(<Preimage as QueryPreimage>::len(&call_hash), None);
    block(System::block_number() + NOTICE);
    block(System::block_number() + 1);
    assert_eq!(stored(), None);
}

#[test]
fn more_than_a_third_cancel_by_a_motion() {
    with_chain(|| {
        let call_hash = announced();
        assert_noop!(RootNotice::object(part(3), call_hash), BadOrigin);
        assert_ok!(RootNotice::object(part(4), call_hash));
        assert_cancelled(call_hash);
    });
}

#[test]
fn more_than_a_third_cancel_one_by_one_in_any_block_of_the_notice() {
    with_chain(|| {
        let call_hash = announced();
        for member in [9, 2, 5] {
            assert_ok!(RootNotice::object(RuntimeOrigin::signed(member), call_hash));
        }
        let objections = 3;
        let member = 5;
        System::assert_last_event(
            Event::<Test>::Objected {
                call_hash,
                member,
                objections,
            }
            .into(),
        );
        block(NOTICE);
        assert!(Announcements::<Test>::contains_key(call_hash));
        assert_ok!(RootNotice::object(RuntimeOrigin::signed(1), call_hash));
        assert_cancelled(call_hash);
    });
}

#[test]
fn a_third_is_not_enough() {
    with_chain(|| {
        let call_hash = announced();
        for member in 1..=3 {
            assert_ok!(RootNotice::object(RuntimeOrigin::signed(member), call_hash));
        }
        block(1 + NOTICE);
        assert_eq!(stored(), Some(7));
    });
}

#[test]
fn an_objection_counts_once_and_is_free() {
    with_chain(|| {
        let call_hash = announced();
        let done = RootNotice::object(RuntimeOrigin::signed(1), call_hash).unwrap();
        assert_eq!(done.pays_fee, Pays::No);
        for _ in 0..9 {
            assert_noop!(
                RootNotice::object(RuntimeOrigin::signed(1), call_hash),
                Error::<Test>::AlreadyObjected
            );
        }
    });
}

#[test]
fn nobody_else_objects() {
    with_chain(|| {
        let call_hash = announced();
        assert_noop!(
            RootNotice::object(RuntimeOrigin::signed(10), call_hash),
            Error::<Test>::NotMember
        );
        assert_noop!(
            RootNotice::object(RuntimeOrigin::root(), call_hash),
            BadOrigin
        );
        assert_noop!(
            RootNotice::object(RuntimeOrigin::none(), call_hash),
            BadOrigin
        );
    });
}

#[test]
fn what_is_not_announced_cannot_be_objected_to() {
    with_chain(|| {
        let call_hash = hash(&store(7));
        for origin in [part(9), RuntimeOrigin::signed(1)] {
            assert_noop!(
                RootNotice::object(origin, call_hash),
                Error::<Test>::NotAnnounced
            );
        }
    });
}

#[test]
fn objections_are_those_of_the_present_members() {
    with_chain(|| {
        let call_hash = announced();
        for member in 1..=3 {
            assert_ok!(RootNotice::object(RuntimeOrigin::signed(member), call_hash));
        }
        // Two of the objecting members leave; the two others are not enough of nine.
        let members: Vec<u64> = (3..=11).collect();
        let members = members.try_into().unwrap();
        assert_ok!(RootNotice::set_council(RuntimeOrigin::root(), members));
        for member in [10, 11] {
            assert_ok!(RootNotice::object(RuntimeOrigin::signed(member), call_hash));
        }
        assert!(Announcements::<Test>::contains_key(call_hash));
        assert_noop!(
            RootNotice::object(RuntimeOrigin::signed(1), call_hash),
            Error::<Test>::NotMember
        );
        assert_ok!(RootNotice::object(RuntimeOrigin::signed(4), call_hash));
        assert_cancelled(call_hash);
    });
}

#[test]
fn a_call_that_was_cancelled_has_its_notice_anew() {
    with_chain(|| {
        let call_hash = announced();
        for member in 1..=4 {
            assert_ok!(RootNotice::object(RuntimeOrigin::signed(member), call_hash));
        }
        block(NOTICE);
        assert_eq!(announced(), call_hash);
        block(1 + NOTICE);
        assert_eq!(stored(), None);
        // Earlier objections do not count.
        assert_ok!(RootNotice::object(RuntimeOrigin::signed(5), call_hash));
        block(2 * NOTICE);
        assert_eq!(stored(), Some(7));
    });
}
