//! Results of resolution.

use crate::{
    examples::example,
    model::{created, deactivated, did, full, lived, living, stamp, Model},
};
use aura_identity::did::{resolve, Resolution, ResolutionOptions};
use aura_primitives::did::{view::View, Control};
use serde_json::{json, to_string_pretty, to_value};

fn plain(chain: &Model) -> Resolution {
    resolve(chain, &did().to_string(), &ResolutionOptions::default())
}

#[test]
fn a_result_is_exactly_that_of_the_method_specification() {
    let chain = Model::new(vec![
        View::Active(created(stamp(100, 0))),
        View::Active(full()),
    ]);
    let mut result = to_value(plain(&chain)).unwrap();
    // The document is a separate example.
    result["didDocument"] = json!({ "@context": "https://www.w3.org/ns/did/v1.1" });
    let expected: serde_json::Value = serde_json::from_str(example("resolution")).unwrap();
    assert_eq!(result, expected);
}

#[test]
fn the_result_for_a_did_that_was_given_up_is_that_of_the_method_specification() {
    let result = plain(&Model::new(lived()));
    assert_eq!(to_string_pretty(&result).unwrap(), example("deactivated"));
    assert_eq!(result.status(), 410);
}

#[test]
fn the_result_of_an_error_is_that_of_the_method_specification() {
    let mut chain = Model::new(lived());
    chain.kept_from = 299;
    let options = ResolutionOptions::default().with_version_id(120);
    let result = resolve(&chain, &did().to_string(), &options);
    assert_eq!(to_string_pretty(&result).unwrap(), example("error"));
    assert_eq!(result.status(), 501);
}

#[test]
fn a_first_version_was_never_updated() {
    let result = plain(&Model::new(vec![View::Active(created(stamp(100, 0)))]));
    let metadata = result.did_document_metadata;
    assert_eq!(
        metadata.created.unwrap().to_string(),
        "2026-01-31T12:00:00Z"
    );
    assert_eq!(metadata.updated, None);
    assert_eq!(metadata.version_id.as_deref(), Some("100"));
    assert_eq!(metadata.deactivated, None);
    assert_eq!(metadata.next_version_id, None);
    assert_eq!(metadata.nonce, Some(0));
}

#[test]
fn an_old_version_says_what_came_next() {
    let options = ResolutionOptions::default().with_version_id(120);
    let result = resolve(&Model::new(living()), &did().to_string(), &options);
    let metadata = result.did_document_metadata.clone();
    assert_eq!(
        metadata.updated.unwrap().to_string(),
        "2026-01-31T12:00:40Z"
    );
    assert_eq!(metadata.version_id.as_deref(), Some("120"));
    assert_eq!(metadata.previous_version_id.as_deref(), Some("100"));
    assert_eq!(metadata.next_version_id.as_deref(), Some("200"));
    assert_eq!(
        metadata.next_update.unwrap().to_string(),
        "2026-01-31T12:03:20Z"
    );
    assert_eq!(metadata.deactivated, None);
    // The nonce in the state that was read would mean nothing.
    assert_eq!(metadata.nonce, None);
    assert_eq!(result.status(), 200);
}

#[test]
fn an_old_version_of_a_did_that_was_given_up_has_its_document() {
    let options = ResolutionOptions::default().with_version_id(200);
    let result = resolve(&Model::new(lived()), &did().to_string(), &options);
    let document = result.did_document.as_ref().unwrap();
    assert_eq!(document.also_known_as, ["urn:example:200"]);
    assert_eq!(result.did_document_metadata.deactivated, Some(true));
    assert_eq!(
        result.did_document_metadata.next_version_id.as_deref(),
        Some("300")
    );
    assert_eq!(result.status(), 410);
}

#[test]
fn a_did_may_be_given_up_in_the_block_that_created_it() {
    let at = stamp(100, 0);
    let chain = Model::new(vec![View::Deactivated(deactivated(&created(at), at))]);
    let result = plain(&chain);
    assert_eq!(result.did_document, None);
    assert_eq!(result.status(), 410);
    let options = ResolutionOptions::default().with_version_id(100);
    assert_eq!(resolve(&chain, &did().to_string(), &options).status(), 410);
    let options = ResolutionOptions::default().with_version_id(99);
    assert_eq!(resolve(&chain, &did().to_string(), &options).status(), 404);
}

#[test]
fn own_keys_in_control_are_shown_by_their_threshold_alone() {
    let mut view = created(stamp(100, 0));
    view.control = Control::own();
    let result = plain(&Model::new(vec![View::Active(view)]));
    let control = to_value(result.did_document_metadata.control).unwrap();
    assert_eq!(control, json!({ "threshold": 1 }));
}

#[test]
fn the_finalized_head_is_read_unless_the_best_one_is_asked_for() {
    let mut chain = Model::new(living());
    chain.finalized = 150;
    let versions = [
        (ResolutionOptions::default(), "120", 150, "finalized"),
        (
            ResolutionOptions::default().with("head", "finalized"),
            "120",
            150,
            "finalized",
        ),
        (ResolutionOptions::default().at_best(), "200", 212, "best"),
    ];
    for (options, version, number, head) in versions {
        let result = resolve(&chain, &did().to_string(), &options);
        assert_eq!(
            result.did_document_metadata.version_id.as_deref(),
            Some(version)
        );
        assert_eq!(
            to_value(result.did_resolution_metadata.block).unwrap(),
            json!({ "number": number, "hash": format!("0x{}", "ab".repeat(32)), "head": head })
        );
    }
}

#[test]
fn the_current_version_takes_one_look() {
    let chain = Model::new(living());
    plain(&chain);
    let options = ResolutionOptions::default().with_version_id(200);
    resolve(&chain, &did().to_string(), &options);
    assert_eq!(chain.reads.get(), 2);
}

#[test]
fn the_media_type_is_that_which_was_wanted() {
    for (accept, shown) in [
        ("*/*", "application/did"),
        ("application/did", "application/did"),
        ("application/json", "application/json"),
        (
            "application/ld+json, application/json;q=0.5",
            "application/ld+json",
        ),
    ] {
        let options = ResolutionOptions::default().with_accept(accept);
        let result = resolve(&Model::new(living()), &did().to_string(), &options);
        let metadata = result.did_resolution_metadata;
        assert_eq!(metadata.content_type.as_deref(), Some(shown));
    }
}

#[test]
fn formats_of_the_first_version_are_formats_too() {
    let chain = Model::new(vec![View::Active(full())]);
    let today = plain(&chain);
    for (accept, context) in [
        ("application/did", json!("https://www.w3.org/ns/did/v1.1")),
        (
            "application/did+json",
            json!("https://www.w3.org/ns/did/v1.1"),
        ),
        // The list must begin with the context of DID 1.0, which does not define Multikey.
        (
            "application/did+ld+json",
            json!([
                "https://www.w3.org/ns/did/v1",
                "https://w3id.org/security/multikey/v1"
            ]),
        ),
    ] {
        let options = ResolutionOptions::default().with_accept(accept);
        let result = resolve(&chain, &did().to_string(), &options);
        let media_type = result.did_resolution_metadata.content_type.as_deref();
        assert_eq!(media_type, Some(accept));
        let mut document = to_value(&result.did_document).unwrap();
        assert_eq!(document["@context"], context);
        document["@context"] = json!("https://www.w3.org/ns/did/v1.1");
        assert_eq!(document, to_value(&today.did_document).unwrap());
        assert_eq!(result.did_document_metadata, today.did_document_metadata);
        let read: Resolution = serde_json::from_value(to_value(&result).unwrap()).unwrap();
        assert_eq!(read, result);
    }
}
