//! Dereferencing of DID URLs.

use crate::{
    examples::example,
    model::{did, full, lived, Model},
};
use aura_identity::did::{
    dereference, Content, Dereferencing, DidUrl, Document, ResolutionOptions,
};
use aura_primitives::did::view::View;
use proptest::prelude::*;
use serde_json::{json, to_string_pretty, to_value};

fn ask(rest: &str, options: ResolutionOptions) -> Dereferencing {
    let chain = Model::new(vec![View::Active(full())]);
    let result = dereference(&chain, &format!("{}{rest}", did()), &options);
    assert_eq!(result.dereferencing_metadata.error, None, "{rest}");
    result
}

fn plain(rest: &str) -> Dereferencing {
    ask(rest, ResolutionOptions::default())
}

fn urls(rest: &str) -> Vec<String> {
    let result = ask(
        rest,
        ResolutionOptions::default().with_accept("text/uri-list"),
    );
    let media_type = result.dereferencing_metadata.content_type.as_deref();
    assert_eq!(media_type, Some("text/uri-list"));
    assert_eq!(result.status(), 303);
    match result.content.clone() {
        Some(Content::Urls(urls)) => {
            assert_eq!(result.location(), urls.first().map(String::as_str));
            urls
        }
        other => panic!("{other:?}"),
    }
}

#[test]
fn a_bare_did_names_its_document() {
    let result = plain("");
    let document = Document::new(&did(), &full());
    assert_eq!(result.content, Some(Content::Document(document)));
    assert_eq!(result.status(), 200);
    assert_eq!(result.content_metadata.version_id.as_deref(), Some("120"));
    let media_type = result.dereferencing_metadata.content_type.as_deref();
    assert_eq!(media_type, Some("application/did"));
}

#[test]
fn a_fragment_names_a_verification_method() {
    let result = plain("#key-1");
    let shown = to_string_pretty(&result.content).unwrap();
    assert_eq!(shown, example("verification method"));
    assert_eq!(result.status(), 200);
    // Percent-encoding does not matter.
    assert_eq!(plain("#%6Bey%2D1"), result);
}

#[test]
fn a_fragment_names_a_service() {
    assert_eq!(
        to_value(plain("#site").content).unwrap(),
        json!({
            "@context": "https://www.w3.org/ns/did/v1.1",
            "id": format!("{}#site", did()),
            "type": "LinkedDomains",
            "serviceEndpoint": "https://alice.example",
        })
    );
}

#[test]
fn a_verification_method_stands_under_the_relationship_that_is_asked_for() {
    for (rest, relationship) in [
        ("#key-1", "authentication"),
        ("#key-1", "assertionMethod"),
        ("#key-1", "capabilityInvocation"),
        ("#key-1", "capabilityDelegation"),
        ("#key-2", "keyAgreement"),
        ("#key-3", "assertionMethod"),
    ] {
        let options = ResolutionOptions::default().with("verificationRelationship", relationship);
        assert_eq!(ask(rest, options).content, plain(rest).content);
    }
}

#[test]
fn services_are_selected_by_name_and_by_type() {
    let did = did();
    for (rest, selected) in [
        ("?service=files".to_owned(), "files"),
        ("?service=%23files".to_owned(), "files"),
        (format!("?service={did}%23files"), "files"),
        ("?serviceType=LinkedDomains".to_owned(), "site"),
        ("?service=site&serviceType=LinkedDomains".to_owned(), "site"),
    ] {
        let result = plain(&rest);
        let Some(Content::Document(document)) = &result.content else {
            panic!("{result:?}");
        };
        assert_eq!(document.service.len(), 1);
        assert_eq!(document.service[0].id, format!("{did}#{selected}"));
        // Everything else is unchanged.
        assert_eq!(document.verification_method.len(), 4);
        assert_eq!(result.status(), 200);
    }
    let result = plain("?service=files#files");
    assert!(matches!(result.content, Some(Content::Service(_))));
}

#[test]
fn urls_of_services_are_extended() {
    for (rest, expected) in [
        (
            "?service=files",
            [
                "https://files.example/alice/",
                "https://backup.example/alice",
            ],
        ),
        (
            "?service=files&relativeRef=cv.pdf",
            [
                "https://files.example/alice/cv.pdf",
                "https://backup.example/cv.pdf",
            ],
        ),
        (
            "?service=files&relativeRef=%2Fcv.pdf%3Fversion%3D2",
            [
                "https://files.example/cv.pdf?version=2",
                "https://backup.example/cv.pdf?version=2",
            ],
        ),
        (
            "?service=files&relativeRef=%3Fa=b",
            [
                "https://files.example/alice/?a=b",
                "https://backup.example/alice?a=b",
            ],
        ),
        (
            "?service=files&relativeRef=a/./b#page-2",
            [
                "https://files.example/alice/a/b#page-2",
                "https://backup.example/a/b#page-2",
            ],
        ),
        (
            "?service=files&relativeRef=",
            [
                "https://files.example/alice/",
                "https://backup.example/alice",
            ],
        ),
        (
            "?service=files&relativeRef=caf%25C3%25A9",
            [
                "https://files.example/alice/caf%C3%A9",
                "https://backup.example/caf%C3%A9",
            ],
        ),
    ] {
        assert_eq!(urls(rest), expected, "{rest}");
    }
    assert_eq!(
        urls("?serviceType=LinkedDomains#top"),
        ["https://alice.example#top"]
    );
}

#[test]
fn a_service_that_cannot_be_extended_is_left_out() {
    let mut view = full();
    view.services[1].endpoints = vec!["https://[".into(), "https://good.example#here".into()];
    let chain = Model::new(vec![View::Active(view)]);
    let options = ResolutionOptions::default().with_accept("text/uri-list");
    let url = format!("{}?service=files&relativeRef=a", did());
    let result = dereference(&chain, &url, &options);
    assert_eq!(result.location(), Some("https://good.example/a"));
}

#[test]
fn a_did_that_was_given_up_names_nothing() {
    let chain = Model::new(lived());
    for rest in ["", "#key-1", "?service=files", "/path"] {
        let url = format!("{}{rest}", did());
        let result = dereference(&chain, &url, &ResolutionOptions::default());
        assert_eq!(result.content, None);
        assert_eq!(result.dereferencing_metadata.error, None);
        assert_eq!(result.content_metadata.deactivated, Some(true));
        assert_eq!(result.status(), 410);
    }
}

proptest! {
    #[test]
    fn no_did_url_makes_it_panic(rest in "[#?/&=%.a-z0-9\\PC]{0,40}") {
        let chain = Model::new(vec![View::Active(full())]);
        let options = ResolutionOptions::default().with_accept("text/uri-list, */*;q=0.1");
        dereference(&chain, &rest, &options);
        dereference(&chain, &format!("{}{rest}", did()), &options);
        let relative = format!("{}?service=files&relativeRef={rest}", did());
        let result = dereference(&chain, &relative, &options);
        // The URL stays on the host of the service.
        let within = |url: &str| url.starts_with("https://files.example/");
        prop_assert!(result.location().is_none_or(within));
    }

    #[test]
    fn what_is_read_is_written_the_same(
        rest in "(/[a-z%41@:]{0,5}){0,2}(\\?[a-z&=%/?]{0,10})?(#[a-z0-9/?-]{0,5})?",
    ) {
        let text = format!("{}{rest}", did());
        if let Ok(url) = text.parse::<DidUrl>() {
            prop_assert_eq!(url.to_string(), text);
        }
    }

    #[test]
    fn parameters_are_decoded(value in "\\PC{0,20}") {
        let encoded = percent_encoding::utf8_percent_encode(
            &value,
            percent_encoding::NON_ALPHANUMERIC,
        );
        let url: DidUrl = format!("{}?a=b&service={encoded}", did()).parse().unwrap();
        prop_assert_eq!(url.parameter("service"), Some(value.as_str()));
        prop_assert_eq!(url.parameter("a"), Some("b"));
        prop_assert_eq!(url.parameter("b"), None);
    }
}
