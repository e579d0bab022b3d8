//! Purging of keys.

use crate::{mock::*, *};
use aura_primitives::did::Change;
use frame_support::assert_ok;

fn purge(indices: &[KeyIndex]) -> Call<Test> {
    Call::purge_methods {
        indices: indices.to_vec().try_into().unwrap(),
    }
}

fn three_keys() -> Did {
    let methods = [
        for_all(alice().ed25519()),
        for_all(alice().sr25519()),
        for_all(alice().secp256k1()),
    ];
    let did = create_signed(&alice(), document(&methods), &bob());
    let changes = [Change::RetireKey(2), Change::RevokeKey(3)];
    assert_ok!(act(&alice(), did, update(&changes)));
    did
}

#[test]
fn what_was_retired_or_revoked_is_forgotten_and_paid_back() {
    with_chain(|| {
        let did = three_keys();
        let before = held(&bob());
        assert_ok!(act(&alice(), did, purge(&[2, 3])));
        assert_eq!(record(did).methods.len(), 1);
        assert!(held(&bob()) < before);
        System::assert_has_event(Event::MethodsPurged { did }.into());
    });
}

#[test]
fn no_number_is_given_out_again() {
    with_chain(|| {
        let did = three_keys();
        assert_ok!(act(&alice(), did, purge(&[3])));
        let add = update(&[Change::AddKey(for_all(alice().p256()))]);
        assert_ok!(act(&alice(), did, add));
        assert_eq!(record(did).methods.last().unwrap().index, 4);
    });
}

#[test]
fn keys_in_use_and_unknown_ones_are_not_forgotten() {
    with_chain(|| {
        let did = three_keys();
        for (indices, error) in [
            (&[1][..], Error::<Test>::KeyActive),
            (&[2, 1], Error::KeyActive),
            (&[9], Error::KeyNotFound),
            (&[2, 2], Error::KeyNotFound),
        ] {
            assert_eq!(act(&alice(), did, purge(indices)), Err(error.into()));
        }
        assert_eq!(record(did).methods.len(), 3);
    });
}
