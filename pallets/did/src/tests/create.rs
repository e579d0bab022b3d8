//! Creation of DIDs.

use crate::{mock::*, *};
use aura_primitives::did::{PublicKey, Relationships};
use frame_support::{assert_noop, assert_ok};

#[test]
fn one_signature_makes_a_did_and_anybody_pays() {
    with_chain(|| {
        let mut document = document(&[
            for_all(alice().ed25519()),
            for_one(alice().p256(), Relationship::KeyAgreement),
        ]);
        document.services = vec![service("site", "https://alice.example")]
            .try_into()
            .unwrap();
        let did = create_signed(&alice(), document.clone(), &bob());

        let record = record(did);
        let numbers: Vec<_> = record.methods.iter().map(|method| method.index).collect();
        assert_eq!(numbers, [1, 2]);
        assert_eq!(record.services, document.services);
        assert!(record.control.is_own());
        assert_eq!((record.nonce, record.next_key), (0, 3));
        assert_eq!(record.created, record.updated);
        assert_eq!(record.previous, None);
        assert_eq!(depositor(did), bob().account());
        assert_eq!(held(&alice()), 0);
        System::assert_last_event(
            Event::Created {
                did,
                depositor: bob().account(),
            }
            .into(),
        );
    });
}

#[test]
fn keys_of_every_kind_that_signs_make_a_did() {
    with_chain(|| {
        for key in [
            alice().ed25519(),
            alice().sr25519(),
            alice().secp256k1(),
            alice().p256(),
        ] {
            create_signed(&alice(), document(&[for_all(key)]), &bob());
        }
        assert_eq!(Dids::<Test>::iter().count(), 4);
    });
}

#[test]
fn an_account_controls_what_it_creates_without_a_signature() {
    with_chain(|| {
        let did = of_account(&alice());
        assert_eq!(record(did).control, Control::account(alice().account()));
        assert!(record(did).methods.is_empty());
        assert_eq!(depositor(did), alice().account());
    });
}

#[test]
fn whoever_copies_an_extrinsic_does_not_get_the_did() {
    with_chain(|| {
        let create = || Identifiers::create(bob().origin(), Box::default(), [0; 32], None, RICH);
        assert_ok!(create());
        let did = of_account(&alice());
        assert_eq!(record(did).control, Control::account(alice().account()));
        // With a signature, the copy creates the signer's DID.
        let did = simple(&alice());
        assert_eq!(record(did).methods[0].key, alice().ed25519());
    });
}

#[test]
fn a_did_is_created_once() {
    with_chain(|| {
        let document = document(&[for_all(alice().ed25519())]);
        create_signed(&alice(), document.clone(), &bob());
        let (_, signature) = signed_creation(&alice(), &document);
        let again = Identifiers::create(
            carol().origin(),
            Box::new(document),
            [0; 32],
            Some(signature),
            RICH,
        );
        assert_eq!(again, Err(Error::<Test>::AlreadyExists.into()));
    });
}

#[test]
fn a_did_that_was_given_up_is_not_created_again() {
    with_chain(|| {
        let did = simple(&alice());
        assert_ok!(act(&alice(), did, Call::deactivate {}));
        let document = document(&[for_all(alice().ed25519())]);
        let (_, signature) = signed_creation(&alice(), &document);
        assert_noop!(
            Identifiers::create(
                bob().origin(),
                Box::new(document),
                [0; 32],
                Some(signature),
                RICH
            ),
            Error::<Test>::AlreadyExists
        );
    });
}

#[test]
fn the_signature_covers_the_document_and_the_salt() {
    with_chain(|| {
        let signed = document(&[for_all(alice().ed25519())]);
        let (_, signature) = signed_creation(&alice(), &signed);
        let mut other = signed.clone();
        other.services = vec![service("site", "https://mallory.example")]
            .try_into()
            .unwrap();
        for (document, salt) in [(other, [0; 32]), (signed, [1; 32])] {
            assert_noop!(
                Identifiers::create(
                    bob().origin(),
                    Box::new(document),
                    salt,
                    Some(signature.clone()),
                    RICH
                ),
                Error::<Test>::InvalidSignature
            );
        }
    });
}

#[test]
fn the_first_key_must_control_the_did() {
    with_chain(|| {
        for methods in [
            vec![],
            vec![for_one(alice().ed25519(), Relationship::Authentication)],
            vec![
                for_one(alice().ed25519(), Relationship::AssertionMethod),
                for_all(alice().sr25519()),
            ],
        ] {
            assert_noop!(
                Identifiers::create(
                    bob().origin(),
                    Box::new(document(&methods)),
                    [0; 32],
                    Some(Signature::Ed25519([0; 64])),
                    RICH
                ),
                Error::<Test>::NotAuthorized
            );
        }
    });
}

#[test]
fn a_bad_document_is_refused() {
    with_chain(|| {
        let key = |key, relationships| NewVerificationMethod { key, relationships };
        let all = Relationships::SIGNING;
        let site = service("site", "https://alice.example");
        let mut nowhere = site.clone();
        nowhere.endpoints = Default::default();
        let with = |services: Vec<Service>| Document {
            services: services.try_into().unwrap(),
            ..Default::default()
        };
        for (bad, error) in [
            (
                document(&[key(PublicKey::Ed25519([0; 32]), all)]),
                Error::<Test>::InvalidKey,
            ),
            (
                document(&[key(PublicKey::Jubjub([1; 32]), Relationships::ASSERTION)]),
                Error::PossessionNotProven,
            ),
            (
                document(&[key(alice().ed25519(), Relationships::KEY_AGREEMENT)]),
                Error::RelationshipNotAllowed,
            ),
            (
                document(&[for_all(alice().ed25519()), for_all(alice().ed25519())]),
                Error::KeyAlreadyExists,
            ),
            (with(vec![site.clone(), site]), Error::ServiceAlreadyExists),
            (with(vec![nowhere]), Error::EndpointMissing),
        ] {
            assert_noop!(
                Identifiers::create(alice().origin(), Box::new(bad), [0; 32], None, RICH),
                error
            );
        }
    });
}

#[test]
fn nothing_is_created_that_nobody_pays_for() {
    with_chain(|| {
        let poor = person("Poor");
        assert!(Identifiers::create(poor.origin(), Box::default(), [0; 32], None, RICH).is_err());
        assert_eq!(Dids::<Test>::iter().count(), 0);
    });
}

#[test]
fn only_accounts_create() {
    with_chain(|| {
        assert_noop!(
            Identifiers::create(RuntimeOrigin::root(), Box::default(), [0; 32], None, RICH),
            DispatchError::BadOrigin
        );
    });
}

#[test]
fn the_largest_entry_is_within_its_bound() {
    assert!(State::<u128>::max_encoded_len() <= limits::MAX_RECORD_BYTES as usize);
    let key_and_variant = 32 + 1;
    assert!(key_and_variant + Tombstone::max_encoded_len() <= types::TOMBSTONE_BYTES);
}

use aura_primitives::did::NewVerificationMethod;
