//! Anchoring batches.

use crate::{mock::*, *};
use aura_primitives::credentials::Change;
use frame_support::{assert_noop, assert_ok};

#[test]
fn batches_follow_each_other() {
    with_chain(|| {
        let list = list_of(STRANGER, open());
        assert_ok!(anchor(STRANGER, list, 0, 1000, 1));
        go_on(1);
        assert_ok!(anchor(STRANGER, list, 1000, 1, 2));
        System::assert_last_event(
            Event::Anchored {
                list,
                root: [2; 32],
                first: 1000,
                count: 1,
            }
            .into(),
        );
        let now = pallet_did::now::<Test>();
        let batch = Batches::<Test>::get(list, [2; 32]).unwrap();
        assert_eq!((batch.first, batch.count, batch.anchored), (1000, 1, now));
        let record = StatusLists::<Test>::get(list).unwrap();
        assert_eq!((record.allocated, record.batches), (1001, 2));
    });
}

/// The second of two transactions made at the same time is refused, so indices are never shared.
#[test]
fn the_first_index_is_taken_once() {
    with_chain(|| {
        let list = list_of(STRANGER, open());
        assert_ok!(anchor(STRANGER, list, 0, 10, 1));
        for first in [0, 5, 9, 11, u32::MAX] {
            assert_noop!(
                anchor(STRANGER, list, first, 10, 2),
                Error::<Test>::FirstIndexTaken
            );
        }
        assert_ok!(anchor(STRANGER, list, 10, 10, 2));
    });
}

#[test]
fn a_root_stands_once_in_a_list() {
    with_chain(|| {
        let schema = open();
        let (one, other) = (list_of("Ada", schema), list_of("Ada", schema));
        assert_ok!(anchor("Ada", one, 0, 10, 1));
        assert_noop!(
            anchor("Ada", one, 10, 10, 1),
            Error::<Test>::RootAlreadyExists
        );
        assert_ok!(anchor("Ada", other, 0, 10, 1));
    });
}

#[test]
fn a_list_is_filled_to_the_last_and_no_further() {
    with_chain(|| {
        let list = list_of("Ada", open());
        let room = Capacity::TwoTo17.entries();
        for count in [room + 1, u32::MAX] {
            assert_noop!(anchor("Ada", list, 0, count, 1), Error::<Test>::ListFull);
        }
        assert_ok!(anchor("Ada", list, 0, room - 1, 1));
        for count in [2, u32::MAX] {
            assert_noop!(
                anchor("Ada", list, room - 1, count, 2),
                Error::<Test>::ListFull
            );
        }
        assert_ok!(anchor("Ada", list, room - 1, 1, 2));
        assert_noop!(anchor("Ada", list, room, 1, 3), Error::<Test>::ListFull);
    });
}

#[test]
fn a_list_is_its_owners() {
    with_chain(|| {
        let schema = chain_of(1);
        let list = list_of("Ada", schema);
        // The schema's owner, who accredited the issuer, cannot anchor in it either.
        for name in [OWNER, STRANGER] {
            assert_noop!(anchor(name, list, 0, 1, 1), Error::<Test>::NotAuthorized);
        }
    });
}

#[test]
fn what_is_no_batch_says_why() {
    with_chain(|| {
        let list = list_of("Ada", open());
        assert_noop!(anchor("Ada", list, 0, 0, 1), Error::<Test>::NothingToDo);
        assert_noop!(
            anchor("Ada", list + 1, 0, 1, 1),
            Error::<Test>::ListNotFound
        );
    });
}

#[test]
fn whoever_is_not_accredited_makes_a_list_and_anchors_nothing() {
    with_chain(|| {
        let list = list_of(STRANGER, accredited());
        assert_noop!(
            anchor(STRANGER, list, 0, 1, 1),
            Error::<Test>::NotAccredited
        );
    });
}

#[test]
fn the_accreditation_of_another_schema_is_none() {
    with_chain(|| {
        let (_, other) = (chain_of(1), register(9, IssuancePolicy::Accredited));
        let list = list_of("Ada", other);
        assert_noop!(anchor("Ada", list, 0, 1, 1), Error::<Test>::NotAccredited);
    });
}

#[test]
fn a_suspension_in_the_middle_of_a_chain_ends_anchoring_below() {
    with_chain(|| {
        let schema = chain_of(5);
        let (ben, eve) = (list_of("Ben", schema), list_of("Eve", schema));
        assert_ok!(anchor("Eve", eve, 0, 1, 1));
        assert_ok!(suspend(schema, OWNER, "Cleo"));
        assert_noop!(
            anchor("Eve", eve, 1, 1, 2),
            Error::<Test>::AccreditationSuspended
        );
        assert_ok!(anchor("Ben", ben, 0, 1, 1));
        assert_ok!(lift(schema, OWNER, "Cleo"));
        assert_ok!(anchor("Eve", eve, 1, 1, 2));
    });
}

#[test]
fn every_way_out_of_good_standing_ends_anchoring() {
    let soon = 2 * BLOCK + 1;
    type Event = (fn(SchemaId), Error<Test>);
    let events: [Event; 4] = [
        (
            |schema| withdraw(schema, OWNER, "Ada").unwrap(),
            Error::AccreditationBroken,
        ),
        (
            |schema| accredit(schema, OWNER, "Ada", 3).unwrap(),
            Error::AccreditationTooDeep,
        ),
        (|_| deactivate("Ada"), Error::Deactivated),
        (|_| go_on(1), Error::AccreditationExpired),
    ];
    for (happens, error) in events {
        with_chain(|| {
            let schema = chain_of(2);
            assert_ok!(accredit_until(schema, "Ada", "Ben", 3, Some(soon)));
            let list = list_of("Ben", schema);
            assert_ok!(anchor("Ben", list, 0, 1, 1));
            happens(schema);
            assert_noop!(anchor("Ben", list, 1, 1, 2), error);
        });
    }
}

/// Total bytes of state in the pallets that hold credentials and deposits.
fn state() -> usize {
    let mut bytes = 0;
    for pallet in ["Credentials", "Balances"] {
        let prefix = sp_io::hashing::twox_128(pallet.as_bytes());
        let mut key = prefix.to_vec();
        while let Some(next) = sp_io::storage::next_key(&key) {
            if !next.starts_with(&prefix) {
                break;
            }
            bytes += next.len() + sp_io::storage::get(&next).unwrap().len();
            key = next;
        }
    }
    bytes
}

/// One credential takes as much state as a million.
#[test]
fn an_anchor_takes_at_most_two_hundred_bytes() {
    with_chain(|| {
        let list = list_with("Ada", open(), Capacity::TwoTo20);
        assert_ok!(anchor("Ada", list, 0, 1, 1));
        let before = state();
        assert_ok!(anchor("Ada", list, 1, (1 << 20) - 1, 2));
        let grown = state() - before;
        assert!(grown <= 200, "{grown}");
        assert_eq!(grown, types::BATCH_BYTES);
    });
}

/// The deposit matches the bytes in state.
#[test]
fn a_page_takes_as_much_as_is_paid_for_it() {
    with_chain(|| {
        let list = list_of("Ada", chain_of(1));
        assert_ok!(anchor("Ada", list, 0, 1, 1));
        let before = state();
        assert_ok!(set(OWNER, list, &[change(0, Change::Hold)]));
        let waits = 32 + 12 + PendingChanges::max_encoded_len();
        assert_eq!(state() - before, types::PAGE_BYTES + waits);
        // With the path of nodes up to the root, and the superseded root.
        assert_ok!(Credentials::commit_status_root(
            RuntimeOrigin::signed(account("Payer")),
            list,
            1
        ));
        let nodes = usize::from(roots::LEVELS) * types::NODE_BYTES;
        let taken = state() - before;
        assert!(
            taken <= types::PAGE_BYTES + nodes + types::ROOTS_BYTES,
            "{taken}"
        );
    });
}
