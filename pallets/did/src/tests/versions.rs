//! Versions of a document.

use crate::{mock::*, *};
use aura_primitives::did::Change;
use frame_support::assert_ok;

fn change(number: u32) -> Call<Test> {
    let endpoint = format!("https://{number}.example");
    update(&[Change::SetService(service("site", &endpoint))])
}

#[test]
fn a_version_is_named_by_its_block_and_knows_the_one_before() {
    with_chain(|| {
        let did = simple(&alice());
        let first = record(did);
        go_on(3);
        assert_ok!(act(&alice(), did, change(1)));
        let second = record(did);
        assert_eq!(second.updated, crate::now::<Test>());
        assert_eq!(second.created, first.created);
        assert_eq!(second.previous, Some(first.updated.block));
        assert_eq!(second.history, first.whole_history());

        go_on(2);
        assert_ok!(act(&alice(), did, change(2)));
        let third = record(did);
        assert_eq!(third.previous, Some(second.updated.block));
        assert_eq!(third.history, second.whole_history());
    });
}

#[test]
fn all_changes_of_a_block_are_one_version() {
    with_chain(|| {
        let did = simple(&alice());
        let first = record(did);
        // This is the block of its creation.
        assert_ok!(act(&alice(), did, change(1)));
        assert_eq!(record(did).previous, None);
        assert_eq!(record(did).history, first.history);

        let created = record(did);
        go_on(1);
        for number in 2..5 {
            assert_ok!(act(&alice(), did, change(number)));
            assert_eq!(record(did).previous, Some(created.updated.block));
            assert_eq!(record(did).history, created.whole_history());
        }
    });
}

#[test]
fn what_is_no_change_of_the_document_makes_no_version() {
    with_chain(|| {
        let did = simple(&alice());
        let before = record(did);
        go_on(1);
        let batch = pallet_utility::Call::batch { calls: vec![] };
        assert_ok!(act(&alice(), did, batch));
        assert_eq!(record(did).updated, before.updated);
        assert_eq!(
            act(&alice(), did, update(&[Change::RetireKey(9)])),
            Err(Error::<Test>::KeyNotFound.into())
        );
        assert_eq!(record(did).updated, before.updated);
        assert_eq!(record(did).nonce, 2);
    });
}

#[test]
fn a_version_that_no_state_held_is_in_no_history() {
    with_chain(|| {
        let did = simple(&alice());
        let created = record(did);
        go_on(1);
        assert_ok!(act(&alice(), did, change(1)));
        assert_ok!(act(&alice(), did, Call::deactivate {}));
        let Some(State::Deactivated(tombstone)) = Dids::<Test>::get(did) else {
            panic!("it is not deactivated");
        };
        assert_eq!(tombstone.history, created.whole_history());
    });
}

#[test]
fn nothing_to_change_is_refused() {
    with_chain(|| {
        let did = simple(&alice());
        let purge = Call::purge_methods {
            indices: Default::default(),
        };
        for call in [update(&[]), purge] {
            assert_eq!(
                act(&alice(), did, call),
                Err(Error::<Test>::NothingToDo.into())
            );
        }
    });
}

#[test]
fn the_history_covers_control_as_well() {
    with_chain(|| {
        let did = simple(&alice());
        let before = record(did);
        let mut other = before.clone();
        other.control.threshold = 2;
        assert_ne!(other.whole_history(), before.whole_history());
        other = before.clone();
        other.updated.time += 1;
        assert_ne!(other.whole_history(), before.whole_history());
        other = before.clone();
        other.history = [1; 32];
        assert_ne!(other.whole_history(), before.whole_history());
        // The nonce is not part of it.
        other = before.clone();
        other.nonce += 1;
        assert_eq!(other.whole_history(), before.whole_history());
    });
}
