//! Results from a node are read as they were written.

use crate::model::{did, full, lived, living, Model};
use aura_identity::did::{
    dereference, resolve, Dereferencing, Document, DocumentMetadata, Resolution, ResolutionOptions,
};
use aura_primitives::did::view::View;
use serde::{de::DeserializeOwned, Serialize};
use serde_json::{from_str, from_value, json, to_string, to_value};
use std::fmt::Debug;

fn check<T: Serialize + DeserializeOwned + PartialEq + Debug>(value: &T) {
    let text = to_string(value).unwrap();
    assert_eq!(&from_str::<T>(&text).unwrap(), value);
    assert_eq!(&from_value::<T>(to_value(value).unwrap()).unwrap(), value);
}

#[test]
fn resolutions() {
    let none = ResolutionOptions::default();
    for versions in [lived(), living(), vec![View::Active(full())]] {
        let chain = Model::new(versions);
        for did in [did().to_string(), "did:aura:1".into()] {
            check(&resolve(&chain, &did, &none));
            check(&resolve(&chain, &did, &none.clone().with_version_id(120)));
        }
    }
}

#[test]
fn dereferencings() {
    let chain = Model::new(vec![View::Active(full())]);
    let options = ResolutionOptions::default().with_accept("text/uri-list, */*;q=0.1");
    for rest in ["", "#key-1", "#site", "?service=site", "#nothing", "/path"] {
        check(&dereference(&chain, &format!("{}{rest}", did()), &options));
    }
    check(&dereference(
        &Model::new(lived()),
        &did().to_string(),
        &options,
    ));
}

#[test]
fn what_is_missing_is_taken_for_absent() {
    let empty = json!({
        "didDocument": null, "didResolutionMetadata": {}, "didDocumentMetadata": {}
    });
    let result: Resolution = from_value(empty).unwrap();
    assert_eq!(result.status(), 200);
}

#[test]
fn what_is_no_result_is_refused() {
    let document = |member: &str, value| {
        let mut document = to_value(Document::new(&did(), &full())).unwrap();
        document[member] = value;
        document
    };
    for bad in [
        document("@context", json!("https://www.w3.org/ns/did/v1")),
        document("@context", json!(["https://www.w3.org/ns/did/v1.1"])),
        document("@context", json!([])),
        document("authentication", json!("#key-1")),
        document("alsoKnownAs", json!(vec!["urn:a:b"; 257])),
        document("controller", json!(vec!["did:aura:1"; 257])),
        document("service", json!([{ "id": "a", "type": "b" }])),
    ] {
        assert!(from_value::<Document>(bad.clone()).is_err(), "{bad}");
    }
    let metadata = |member: &str, value| {
        json!({
            "content": null,
            "dereferencingMetadata": {},
            "contentMetadata": { member: value },
        })
    };
    for bad in [
        metadata("created", json!("yesterday")),
        metadata("history", json!("00")),
        metadata("history", json!(format!("0x{}", "0".repeat(62)))),
        metadata("nonce", json!(-1)),
        metadata("nonce", json!("-1")),
        metadata("nonce", json!("+1")),
        metadata("nonce", json!("01")),
        metadata("nonce", json!("18446744073709551616")),
    ] {
        assert!(from_value::<Dereferencing>(bad.clone()).is_err(), "{bad}");
    }
}

#[test]
fn numbers_beyond_32_bits_are_texts() {
    let large = u64::MAX;
    let about = |nonce| json!({ "nonce": nonce });
    let read: DocumentMetadata = from_value(about(json!(large.to_string()))).unwrap();
    assert_eq!(read.nonce, Some(large));
    assert_eq!(to_value(&read).unwrap(), about(json!(large.to_string())));
    // The format of older nodes.
    let read: DocumentMetadata = from_value(about(json!(7))).unwrap();
    assert_eq!(read.nonce, Some(7));
}

#[test]
fn content_has_both_of_its_names() {
    let chain = Model::new(vec![View::Active(full())]);
    let result = dereference(
        &chain,
        &format!("{}#key-1", did()),
        &ResolutionOptions::default(),
    );
    let written = to_value(&result).unwrap();
    assert_eq!(written["content"], written["contentStream"]);
    assert!(written["content"].is_object());
    // Either name is read, if the two do not disagree.
    for name in ["content", "contentStream"] {
        let mut one = written.clone();
        one.as_object_mut().unwrap().remove(name);
        assert_eq!(from_value::<Dereferencing>(one).unwrap(), result);
        let mut other = written.clone();
        other[name] = json!(["https://elsewhere.example"]);
        assert!(from_value::<Dereferencing>(other).is_err());
    }
    let failed = dereference(&chain, "did:aura:1#x", &ResolutionOptions::default());
    let written = to_value(&failed).unwrap();
    assert_eq!(written.get("content"), Some(&json!(null)));
    assert_eq!(written.get("contentStream"), Some(&json!(null)));
}
