//! Documents, against the rules of DID Core.

use crate::{
    examples::example,
    model::{created, did, full, stamp},
};
use aura_identity::did::{Document, OneOrMany};
use aura_primitives::did::{Control, Controller, Did, Relationship};
use serde_json::{json, to_string_pretty, to_value};

#[test]
fn a_document_is_exactly_that_of_the_method_specification() {
    let document = Document::new(&did(), &full());
    assert_eq!(to_string_pretty(&document).unwrap(), example("document"));
}

#[test]
fn nothing_empty_is_shown() {
    let document = Document::new(&did(), &created(stamp(1, 0)));
    assert_eq!(
        to_value(document).unwrap(),
        json!({ "@context": "https://www.w3.org/ns/did/v1.1", "id": did().to_string() })
    );
}

#[test]
fn only_dids_are_named_as_controllers() {
    let account = Controller::Account([1; 32]);
    let [one, two] = [8, 9].map(|byte| Did::from([byte; 32]));
    let [first, second] = [one, two].map(Controller::Did);
    for (controllers, shown) in [
        (vec![], None),
        (vec![account.clone()], None),
        (
            vec![first.clone(), account],
            Some(OneOrMany::One(one.to_string())),
        ),
        (
            vec![first, second],
            Some(OneOrMany::Many(vec![one.to_string(), two.to_string()])),
        ),
    ] {
        let mut view = created(stamp(1, 0));
        view.control = Control {
            controllers: controllers.try_into().unwrap(),
            threshold: 1,
        };
        assert_eq!(Document::new(&did(), &view).controller, shown);
    }
}

#[test]
fn a_revoked_key_is_listed_and_stands_for_nothing() {
    let document = Document::new(&did(), &full());
    let key = document.verification_method.last().unwrap();
    assert_eq!(key.revoked.unwrap().to_string(), "2026-01-31T12:00:40Z");
    for relationship in Relationship::ALL {
        assert!(!document.relationship(relationship).contains(&key.id));
    }
}

#[test]
fn a_retired_key_stands_for_what_it_asserted() {
    let document = Document::new(&did(), &full());
    let key = &document.verification_method[2];
    assert_eq!(key.expires.unwrap().to_string(), "2026-01-31T12:00:40Z");
    for relationship in Relationship::ALL {
        assert_eq!(
            document.relationship(relationship).contains(&key.id),
            relationship == Relationship::AssertionMethod
        );
    }
}

#[test]
fn a_time_that_nobody_can_write_does_no_harm() {
    let mut view = full();
    view.methods[0].revoked = Some(u64::MAX);
    let document = Document::new(&did(), &view);
    let shown = document.verification_method[0].revoked.unwrap();
    assert_eq!(shown.to_string(), "9999-12-31T23:59:59Z");
}
