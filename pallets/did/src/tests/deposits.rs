//! Who pays for an entry.

use crate::{mock::*, *};
use aura_primitives::did::Change;
use frame_support::{assert_ok, traits::fungible::Mutate};

fn grow() -> Call<Test> {
    update(&[Change::SetService(service("site", "https://alice.example"))])
}

fn shrink() -> Call<Test> {
    let name = aura_primitives::did::ServiceName::new("site").unwrap();
    update(&[Change::RemoveService(name)])
}

fn by_alice(did: Did, call: Call<Test>, submitter: &Person) -> DispatchResult {
    let operation = operation(did, call);
    let signature = by(&operation, &alice(), 1);
    submit(submitter, operation, vec![signature]).unwrap()
}

#[test]
fn whoever_makes_it_grow_pays_for_all_of_it() {
    with_chain(|| {
        let did = simple(&alice());
        assert_eq!(held(&bob()), price(did));
        assert_ok!(by_alice(did, grow(), &carol()));
        assert_eq!(depositor(did), carol().account());
        assert_eq!((held(&bob()), held(&carol())), (0, price(did)));
    });
}

#[test]
fn what_shrinks_is_paid_back_to_whoever_paid() {
    with_chain(|| {
        let did = simple(&alice());
        assert_ok!(by_alice(did, grow(), &bob()));
        let before = held(&bob());
        assert_ok!(by_alice(did, shrink(), &carol()));
        assert_eq!(depositor(did), bob().account());
        assert!(held(&bob()) < before);
        assert_eq!(held(&carol()), 0);
    });
}

#[test]
fn keys_can_be_revoked_without_any_money() {
    with_chain(|| {
        let methods = [for_all(alice().ed25519()), for_all(alice().sr25519())];
        let did = create_signed(&alice(), document(&methods), &bob());
        go_on(1);
        // Nobody has anything left but what is held.
        let bob = bob().account();
        Balances::set_balance(&bob, 1);
        let poor = person("Poor");
        assert_ok!(by_alice(did, update(&[Change::RevokeKey(2)]), &poor));
        assert_eq!(depositor(did), bob);
    });
}

#[test]
fn nothing_grows_that_the_submitter_cannot_pay() {
    with_chain(|| {
        let did = simple(&alice());
        let before = record(did);
        assert!(by_alice(did, grow(), &person("Poor")).is_err());
        let mut after = record(did);
        after.nonce = before.nonce;
        assert_eq!(after, before);
        assert_eq!(depositor(did), bob().account());
    });
}

#[test]
fn a_sponsor_pays_only_for_what_it_submitted() {
    with_chain(|| {
        let did = simple(&alice());
        let before = Balances::free_balance(bob().account());
        for _ in 0..3 {
            assert_ok!(by_alice(did, grow(), &carol()));
            assert_ok!(by_alice(did, shrink(), &carol()));
        }
        assert!(Balances::free_balance(bob().account()) >= before);
    });
}

#[test]
fn all_but_the_tombstones_share_comes_back() {
    with_chain(|| {
        let did = simple(&alice());
        assert_ok!(by_alice(did, grow(), &carol()));
        assert_ok!(by_alice(did, Call::deactivate {}, &bob()));
        assert_eq!(Balances::free_balance(bob().account()), RICH);
        let share = u128::from(BASE) + types::TOMBSTONE as u128;
        assert_eq!(Balances::free_balance(carol().account()), RICH - share);
    });
}
