//! Views of DIDs.

use crate::{mock::*, *};
use aura_primitives::did::{view::View, Change, PublicKey};
use frame_support::assert_ok;

fn changes(all: &[Change]) -> Changes {
    all.to_vec().try_into().unwrap()
}

fn key_of_carol() -> Change {
    Change::AddKey(for_one(carol().ed25519(), Relationship::Authentication))
}

#[test]
fn a_view_shows_the_entry() {
    with_chain(|| {
        let did = simple(&alice());
        go_on(1);
        assert_ok!(act(
            &alice(),
            did,
            update(&[Change::SetService(service("site", "https://a.b"))])
        ));
        let Some(View::Active(view)) = Identifiers::view(did) else {
            panic!("it is there")
        };
        let record = record(did);
        assert_eq!(view.methods.len(), 1);
        assert_eq!(view.methods[0].fragment, "key-1");
        assert_eq!(view.methods[0].multikey, alice().ed25519().to_multikey());
        assert_eq!(view.services[0].fragment, "site");
        assert!(view.also_known_as.is_empty());
        assert_eq!(view.control, record.control);
        assert_eq!(view.nonce, 1);
        assert_eq!(view.created, record.created);
        assert_eq!(view.updated, record.updated);
        assert_eq!(view.previous, Some(record.created.block));
        assert_eq!(view.history, record.history);
        assert_eq!(view.depositor, bob().account());
    });
}

#[test]
fn a_view_tells_what_was_given_up_from_what_never_was() {
    with_chain(|| {
        let did = simple(&alice());
        let created = record(did).created;
        go_on(1);
        assert_ok!(act(&alice(), did, Call::deactivate {}));
        let Some(View::Deactivated(view)) = Identifiers::view(did) else {
            panic!("there is a tombstone")
        };
        assert_eq!(view.created, created);
        assert_eq!(view.deactivated, crate::now::<Test>());
        assert_eq!(Identifiers::view([9; 32].into()), None);
    });
}

#[test]
fn the_deposit_of_a_creation_is_known_before() {
    with_chain(|| {
        let document = document(&[for_all(alice().ed25519()), for_all(alice().p256())]);
        let expected =
            Identifiers::footprint_of_creation(document.clone(), Control::own()).unwrap();
        let did = create_signed(&alice(), document, &bob());
        assert_eq!(expected.size, record(did).footprint() as u64);
        assert_eq!(expected.count, 1);
    });
}

#[test]
fn the_deposit_of_an_update_is_known_before_and_nothing_is_changed() {
    with_chain(|| {
        let did = simple(&alice());
        let before = record(did);
        let expected = Identifiers::footprint_of_update(did, changes(&[key_of_carol()])).unwrap();
        assert_eq!(record(did), before);
        assert_ok!(act(&alice(), did, update(&[key_of_carol()])));
        assert_eq!(expected.size, record(did).footprint() as u64);
    });
}

#[test]
fn what_cannot_be_done_is_refused_before() {
    with_chain(|| {
        let did = simple(&alice());
        let bad = document(&[for_all(PublicKey::Ed25519([0; 32]))]);
        assert!(matches!(
            Identifiers::footprint_of_creation(bad, Control::own()),
            Err(Error::InvalidKey)
        ));
        assert!(matches!(
            Identifiers::footprint_of_creation(Document::default(), Control::own()),
            Err(Error::InvalidThreshold)
        ));
        let update = Identifiers::footprint_of_update;
        assert!(matches!(
            update(did, changes(&[Change::RevokeKey(1)])),
            Err(Error::InvalidThreshold)
        ));
        assert!(matches!(update(did, changes(&[])), Err(Error::NothingToDo)));
        assert!(matches!(
            update([9; 32].into(), changes(&[key_of_carol()])),
            Err(Error::NotFound)
        ));
    });
}
