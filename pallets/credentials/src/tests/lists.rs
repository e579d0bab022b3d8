//! Creation of status lists.

use crate::{mock::*, *};
use frame_support::{assert_noop, assert_ok};

#[test]
fn a_list_has_a_number_of_its_own() {
    with_chain(|| {
        let schema = open();
        for (number, (name, capacity)) in (0..).zip([
            (STRANGER, Capacity::TwoTo17),
            (OWNER, Capacity::TwoTo20),
            (STRANGER, Capacity::TwoTo17),
        ]) {
            let strict = number == 1;
            assert_ok!(Credentials::create_status_list(
                by(name),
                schema,
                capacity,
                strict
            ));
            System::assert_last_event(
                Event::StatusListCreated {
                    list: number,
                    owner: did(name),
                    schema,
                }
                .into(),
            );
            let list = StatusLists::<Test>::get(number).unwrap();
            assert_eq!((list.owner, list.schema), (did(name), schema));
            assert_eq!((list.capacity, list.strict), (capacity, strict));
            assert_eq!((list.allocated, list.batches), (0, 0));
            assert_eq!(list.created, pallet_did::now::<Test>());
        }
        assert_eq!(NextListId::<Test>::get(), 3);
    });
}

#[test]
fn a_list_is_of_a_schema() {
    with_chain(|| {
        assert_noop!(
            Credentials::create_status_list(by("Ada"), [9; 32].into(), Capacity::TwoTo17, false),
            Error::<Test>::SchemaNotFound
        );
    });
}

#[test]
fn there_is_no_list_behind_the_last() {
    with_chain(|| {
        let schema = open();
        NextListId::<Test>::put(ListId::MAX);
        assert_noop!(
            Credentials::create_status_list(by("Ada"), schema, Capacity::TwoTo17, false),
            Error::<Test>::MaxListsExceeded
        );
    });
}

#[test]
fn no_list_is_created_that_nobody_pays_for() {
    with_chain(|| {
        let schema = open();
        let origin = paid_by("Ada", "Poor");
        assert!(Credentials::create_status_list(origin, schema, Capacity::TwoTo17, false).is_err());
        assert_eq!(StatusLists::<Test>::iter().count(), 0);
        assert_eq!(NextListId::<Test>::get(), 0);
    });
}
