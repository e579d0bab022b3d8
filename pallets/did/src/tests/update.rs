//! Changes of a document.

use crate::{mock::*, *};
use aura_primitives::did::{
    Change, KeyState, NewVerificationMethod, PublicKey, Relationships, ServiceName, Uri,
};
use frame_support::assert_ok;

#[test]
fn keys_come_under_numbers_of_their_own() {
    with_chain(|| {
        let did = simple(&alice());
        let changes = [
            Change::AddKey(for_all(alice().sr25519())),
            Change::AddKey(for_one(alice().p256(), Relationship::KeyAgreement)),
        ];
        assert_ok!(act(&alice(), did, update(&changes)));
        let record = record(did);
        let numbers: Vec<_> = record.methods.iter().map(|method| method.index).collect();
        assert_eq!(numbers, [1, 2, 3]);
        assert_eq!(record.next_key, 4);
    });
}

#[test]
fn a_key_is_related_retired_and_revoked() {
    with_chain(|| {
        let methods = [
            for_all(alice().ed25519()),
            for_all(alice().sr25519()),
            for_all(alice().secp256k1()),
            for_all(alice().p256()),
        ];
        let did = create_signed(&alice(), document(&methods), &bob());
        go_on(1);
        let changes = [
            Change::SetKeyRelationships(2, Relationships::ASSERTION),
            Change::RetireKey(3),
            Change::RevokeKey(4),
        ];
        assert_ok!(act(&alice(), did, update(&changes)));
        let now = crate::now::<Test>();
        let record = record(did);
        let states: Vec<_> = record.methods.iter().map(|method| method.state).collect();
        use KeyState::*;
        assert_eq!(states, [Active, Active, Retired(now), Revoked(now)]);
        assert_eq!(record.methods[1].relationships, Relationships::ASSERTION);
        // A retired key can be found to be compromised.
        let later = update(&[Change::RevokeKey(3)]);
        assert_ok!(act(&alice(), did, later));
        assert_eq!(
            super::super::mock::record(did).methods[2].state,
            Revoked(now)
        );
    });
}

#[test]
fn services_are_set_and_removed_by_name() {
    with_chain(|| {
        let did = simple(&alice());
        let name = |name| ServiceName::new(name).unwrap();
        let changes = [
            Change::SetService(service("a", "https://a.example")),
            Change::SetService(service("b", "https://b.example")),
            Change::SetService(service("a", "https://other.example")),
            Change::RemoveService(name("b")),
        ];
        assert_ok!(act(&alice(), did, update(&changes)));
        let services = record(did).services;
        assert_eq!(services.to_vec(), [service("a", "https://other.example")]);
    });
}

#[test]
fn other_names_are_replaced() {
    with_chain(|| {
        let did = simple(&alice());
        let names = |text: &str| vec![Uri::new(text).unwrap()].try_into().unwrap();
        let changes = [
            Change::SetAlsoKnownAs(names("did:key:z6Mk")),
            Change::SetAlsoKnownAs(names("https://alice.example")),
        ];
        assert_ok!(act(&alice(), did, update(&changes)));
        assert_eq!(record(did).also_known_as, names("https://alice.example"));
    });
}

#[test]
fn a_change_that_cannot_be_made_says_why_and_nothing_changes() {
    with_chain(|| {
        let methods = [
            for_all(alice().ed25519()),
            for_all(alice().sr25519()),
            // A key that never signs from then on.
            for_one(alice().p256(), Relationship::KeyAgreement),
        ];
        let did = create_signed(&alice(), document(&methods), &bob());
        assert_ok!(act(&alice(), did, update(&[Change::RevokeKey(2)])));
        let add = |key, relationships| Change::AddKey(NewVerificationMethod { key, relationships });
        let mut nowhere = service("a", "https://a.example");
        nowhere.endpoints = Default::default();
        let all = Relationships::SIGNING;
        use Error as E;
        for (change, error) in [
            (add(PublicKey::Ed25519([0; 32]), all), E::<Test>::InvalidKey),
            (
                add(PublicKey::Jubjub([1; 32]), Relationships::ASSERTION),
                E::PossessionNotProven,
            ),
            (
                add(bob().ed25519(), Relationships::ALL),
                E::RelationshipNotAllowed,
            ),
            (
                add(bob().ed25519(), Relationships::NONE),
                E::RelationshipNotAllowed,
            ),
            // A key that is in the document cannot be added again, even if it is revoked.
            (add(alice().ed25519(), all), E::KeyAlreadyExists),
            (add(alice().sr25519(), all), E::KeyAlreadyExists),
            (
                Change::SetKeyRelationships(3, Relationships::SIGNING),
                E::RelationshipNotAllowed,
            ),
            (Change::SetKeyRelationships(9, all), E::KeyNotFound),
            (Change::SetKeyRelationships(2, all), E::KeyNotActive),
            (
                Change::SetKeyRelationships(1, Relationships::KEY_AGREEMENT),
                E::RelationshipNotAllowed,
            ),
            (Change::RetireKey(9), E::KeyNotFound),
            (Change::RetireKey(2), E::KeyNotActive),
            (Change::RevokeKey(9), E::KeyNotFound),
            (Change::RevokeKey(2), E::KeyNotActive),
            (Change::SetService(nowhere), E::EndpointMissing),
            (
                Change::RemoveService(ServiceName::new("none").unwrap()),
                E::ServiceNotFound,
            ),
        ] {
            let before = record(did);
            let good = Change::SetService(service("good", "https://good.example"));
            let result = act(&alice(), did, update(&[good, change.clone()]));
            assert_eq!(result, Err(error.into()), "{change:?}");
            let mut after = record(did);
            after.nonce = before.nonce;
            assert_eq!(after, before);
        }
    });
}

#[test]
fn the_last_key_in_control_stays() {
    with_chain(|| {
        let methods = [
            for_all(alice().ed25519()),
            for_one(alice().sr25519(), Relationship::AssertionMethod),
        ];
        let did = create_signed(&alice(), document(&methods), &bob());
        for change in [
            Change::RetireKey(1),
            Change::RevokeKey(1),
            Change::SetKeyRelationships(1, Relationships::ASSERTION),
        ] {
            let result = act(&alice(), did, update(&[change]));
            assert_eq!(result, Err(Error::<Test>::InvalidThreshold.into()));
        }
        // It can be removed when another is added in the same update.
        let swap = [
            Change::RevokeKey(1),
            Change::AddKey(for_all(alice().secp256k1())),
        ];
        assert_ok!(act(&alice(), did, update(&swap)));
    });
}

#[test]
fn a_did_that_accounts_control_needs_no_key() {
    with_chain(|| {
        let did = of_account(&alice());
        let dispatch = |changes: &[Change]| {
            Identifiers::dispatch_as(
                alice().origin(),
                did,
                Box::new(update(changes).into()),
                RICH,
            )
        };
        assert_ok!(dispatch(&[Change::AddKey(for_all(alice().ed25519()))]));
        assert_ok!(dispatch(&[Change::RevokeKey(1)]));
    });
}

#[test]
fn there_is_room_for_so_many() {
    with_chain(|| {
        let did = simple(&alice());
        let add = |number: u32| Change::AddKey(for_all(person(&number.to_string()).ed25519()));
        let set =
            |number: u32| Change::SetService(service(&format!("s{number}"), "https://a.example"));
        let all: Vec<_> = (1..limits::MAX_METHODS).map(add).collect();
        assert_ok!(act(&alice(), did, update(&all)));
        assert_eq!(
            act(&alice(), did, update(&[add(99)])),
            Err(Error::<Test>::MaxMethodsExceeded.into())
        );
        let all: Vec<_> = (0..limits::MAX_SERVICES).map(set).collect();
        assert_ok!(act(&alice(), did, update(&all)));
        assert_eq!(
            act(&alice(), did, update(&[set(99)])),
            Err(Error::<Test>::MaxServicesExceeded.into())
        );
        // Replacing an existing one is still possible.
        assert_ok!(act(&alice(), did, update(&[set(0)])));
    });
}
