//! Each error with its cause.

use crate::model::{did, full, lived, Broken, Model};
use aura_identity::did::{
    dereference, multikey, resolve, BlockRef, Chain, ChainError, ErrorType, Head, Problem,
    ResolutionError, ResolutionOptions,
};
use aura_primitives::did::{view::View, Did};
use serde_json::{json, to_value};

/// The type (behind its `#`), the reason and the status of an error.
type Summary<'a> = (&'a str, &'a str, u16);

fn summary(problem: &Problem) -> Summary<'_> {
    let name = problem.error_type.split('#').nth(1).unwrap();
    assert!(!problem.title.is_empty() && !problem.detail.is_empty());
    (name, &problem.reason, problem.status())
}

fn resolving(chain: &impl Chain, did: &str, options: &ResolutionOptions, expected: Summary<'_>) {
    let result = resolve(chain, did, options);
    let problem = result.did_resolution_metadata.error.as_ref().unwrap();
    assert_eq!(summary(problem), expected, "{did} with {options:?}");
    assert_eq!(result.status(), expected.2);
    let json = to_value(&result).unwrap();
    assert_eq!(json["didDocument"], json!(null));
    assert_eq!(json["didDocumentMetadata"], json!({}));
    assert_eq!(json["didResolutionMetadata"].get("contentType"), None);
}

fn dereferencing(did_url: &str, options: &ResolutionOptions, expected: Summary<'_>) {
    let chain = Model::new(vec![View::Active(full())]);
    let result = dereference(&chain, did_url, options);
    let problem = result.dereferencing_metadata.error.as_ref().unwrap();
    assert_eq!(summary(problem), expected, "{did_url} with {options:?}");
    assert_eq!(result.status(), expected.2);
    let json = to_value(&result).unwrap();
    assert_eq!(json["content"], json!(null));
    assert_eq!(json["contentMetadata"], json!({}));
}

#[test]
fn of_the_did() {
    let chain = Model::new(lived());
    let none = ResolutionOptions::default();
    let long = format!("did:aura:{}", "1".repeat(5000));
    for (text, expected) in [
        ("", ("INVALID_DID", "NOT_A_DID", 400)),
        ("alice", ("INVALID_DID", "NOT_A_DID", 400)),
        ("did:key", ("INVALID_DID", "NOT_A_DID", 400)),
        ("did:key:", ("INVALID_DID", "NOT_A_DID", 400)),
        ("did:Key:z6Mk", ("INVALID_DID", "NOT_A_DID", 400)),
        ("did:key:z6Mk/path", ("INVALID_DID", "NOT_A_DID", 400)),
        ("did:key:z6Mk?a=b", ("INVALID_DID", "NOT_A_DID", 400)),
        ("did:key:z6Mk#z6Mk", ("INVALID_DID", "NOT_A_DID", 400)),
        ("did:key:%", ("INVALID_DID", "NOT_A_DID", 400)),
        (
            "did:key:z6Mk",
            ("METHOD_NOT_SUPPORTED", "OTHER_METHOD", 501),
        ),
        (
            "did:web:a.example:b",
            ("METHOD_NOT_SUPPORTED", "OTHER_METHOD", 501),
        ),
        (
            "did:web:a.example%3A80",
            ("METHOD_NOT_SUPPORTED", "OTHER_METHOD", 501),
        ),
        (
            "did:aura:test:1111",
            ("INVALID_DID", "NETWORK_RESERVED", 400),
        ),
        ("did:aura:", ("INVALID_DID", "NOT_AN_ID", 400)),
        ("did:aura:1", ("INVALID_DID", "NOT_AN_ID", 400)),
        ("did:aura:0OIl", ("INVALID_DID", "NOT_AN_ID", 400)),
        (&long, ("INVALID_DID", "NOT_AN_ID", 400)),
        (
            "did:aura:11111111111111111111111111111111",
            ("NOT_FOUND", "NO_SUCH_DID", 404),
        ),
    ] {
        resolving(&chain, text, &none, expected);
    }
    let with_fragment = format!("{}#key-1", did());
    resolving(
        &chain,
        &with_fragment,
        &none,
        ("INVALID_DID", "NOT_AN_ID", 400),
    );
}

#[test]
fn of_the_options() {
    let chain = Model::new(lived());
    let with =
        |name: &str, value: serde_json::Value| ResolutionOptions::default().with(name, value);
    let invalid = ("INVALID_OPTIONS", "INVALID_OPTION", 400);
    for (options, expected) in [
        (
            with("versionID", json!("5")),
            ("FEATURE_NOT_SUPPORTED", "UNKNOWN_OPTION", 501),
        ),
        (
            with("", json!("5")),
            ("FEATURE_NOT_SUPPORTED", "UNKNOWN_OPTION", 501),
        ),
        (
            // This option is only for dereferencing.
            with("verificationRelationship", json!("authentication")),
            ("FEATURE_NOT_SUPPORTED", "UNKNOWN_OPTION", 501),
        ),
        // Support is checked before values.
        (
            with("versionId", json!("x")).with("proof", true),
            ("FEATURE_NOT_SUPPORTED", "UNKNOWN_OPTION", 501),
        ),
        (
            with("head", json!("best")).with("head", "best"),
            ("INVALID_OPTIONS", "REPEATED_OPTION", 400),
        ),
        (
            with("versionId", json!("120")).with("versionId", "120"),
            ("INVALID_OPTIONS", "REPEATED_OPTION", 400),
        ),
        (
            with("versionId", json!("120")).with("versionTime", "2026-01-31T12:00:40Z"),
            ("INVALID_OPTIONS", "VERSION_ID_AND_TIME", 400),
        ),
        (
            with("versionTime", json!("2026-01-31T12:00:40Z")).with("versionId", "120"),
            ("INVALID_OPTIONS", "VERSION_ID_AND_TIME", 400),
        ),
        (
            ResolutionOptions::from_query((0..40).map(|_| ("head", "best"))),
            ("INVALID_OPTIONS", "TOO_MANY_OPTIONS", 400),
        ),
        (with("versionId", json!("")), invalid),
        (with("versionId", json!("one")), invalid),
        (with("versionId", json!("0120")), invalid),
        (with("versionId", json!("+120")), invalid),
        (with("versionId", json!("4294967296")), invalid),
        (with("versionId", json!(120)), invalid),
        (with("versionTime", json!("2026-01-31")), invalid),
        (
            with("versionTime", json!("2026-01-31T13:00:40+01:00")),
            invalid,
        ),
        (with("versionTime", json!("2026-02-30T12:00:40Z")), invalid),
        (with("versionTime", json!(1769860840)), invalid),
        (with("head", json!("finalised")), invalid),
        (with("head", json!(1)), invalid),
        (with("expandRelativeUrls", json!("yes")), invalid),
        (with("noCache", json!(null)), invalid),
        (with("accept", json!(["application/did"])), invalid),
        (with("accept", json!("did")), invalid),
        (
            with("accept", json!("text/html")),
            ("REPRESENTATION_NOT_SUPPORTED", "NOT_ACCEPTABLE", 406),
        ),
        (
            with("versionId", json!("121")),
            ("NOT_FOUND", "NO_SUCH_VERSION", 404),
        ),
        (
            with("versionTime", json!("2026-01-31T11:59:59Z")),
            ("NOT_FOUND", "BEFORE_CREATION", 404),
        ),
    ] {
        resolving(&chain, &did().to_string(), &options, expected);
    }
    // Errors of the DID come first.
    resolving(
        &chain,
        "did:aura:1",
        &with("proof", json!(true)),
        ("INVALID_DID", "NOT_AN_ID", 400),
    );
}

#[test]
fn of_the_chain() {
    let none = ResolutionOptions::default();
    let did = did().to_string();
    resolving(
        &Broken,
        &did,
        &none,
        ("INTERNAL_ERROR", "CHAIN_FAILED", 500),
    );

    let mut chain = Model::new(lived());
    chain.kept_from = 200;
    let old = none.clone().with_version_id(120);
    resolving(
        &chain,
        &did,
        &old,
        ("FEATURE_NOT_SUPPORTED", "HISTORY_NOT_KEPT", 501),
    );

    // The state of block 120 lacks the DID that was created in block 100.
    let mut chain = Model::new(lived());
    chain.versions.drain(..2);
    resolving(
        &chain,
        &did,
        &old,
        ("INTERNAL_ERROR", "CHAIN_INCONSISTENT", 500),
    );
}

/// A chain with the same view in every block.
struct Stubborn(View<[u8; 32]>);

impl Chain for Stubborn {
    fn head(&self, _: Head) -> Result<BlockRef, ChainError> {
        let hash = [0; 32];
        Ok(BlockRef { number: 150, hash })
    }

    fn view(&self, _: &BlockRef, _: u32, _: &Did) -> Result<Option<View<[u8; 32]>>, ChainError> {
        Ok(Some(self.0.clone()))
    }
}

#[test]
fn of_a_chain_that_contradicts_itself() {
    let contradiction = ("INTERNAL_ERROR", "CHAIN_INCONSISTENT", 500);
    let none = ResolutionOptions::default();
    let did = did().to_string();
    let [_, second, third, last] = <[_; 4]>::try_from(lived()).unwrap();
    // A block in the future.
    for view in [third, last] {
        resolving(&Stubborn(view), &did, &none, contradiction);
    }
    let first = none.with_version_id(100);
    resolving(&Stubborn(second.clone()), &did, &first, contradiction);
    let noon = ResolutionOptions::default().with("versionTime", "2026-01-31T12:00:00Z");
    resolving(&Stubborn(second.clone()), &did, &noon, contradiction);
    // The previous version is later than the version.
    let View::Active(mut view) = second else {
        panic!("it is in use");
    };
    view.previous = Some(130);
    let none = ResolutionOptions::default();
    resolving(&Stubborn(View::Active(view)), &did, &none, contradiction);
}

#[test]
fn an_error_says_as_of_which_block_where_one_was_read() {
    let chain = Model::new(lived());
    let nobody = "did:aura:11111111111111111111111111111111";
    let result = resolve(&chain, nobody, &ResolutionOptions::default());
    assert_eq!(result.did_resolution_metadata.block.unwrap().number, 310);
    let result = resolve(&chain, "did:aura:1", &ResolutionOptions::default());
    assert_eq!(result.did_resolution_metadata.block, None);
}

#[test]
fn of_the_did_url() {
    let did = did();
    let none = ResolutionOptions::default();
    let long = format!("?a={}", "b".repeat(2048));
    for (rest, expected) in [
        ("#a b", ("INVALID_DID_URL", "SYNTAX", 400)),
        ("#a#b", ("INVALID_DID_URL", "SYNTAX", 400)),
        ("#%zz", ("INVALID_DID_URL", "SYNTAX", 400)),
        ("?a=\u{e9}", ("INVALID_DID_URL", "SYNTAX", 400)),
        ("/[", ("INVALID_DID_URL", "SYNTAX", 400)),
        ("?a=%ff", ("INVALID_DID_URL", "NOT_UTF8", 400)),
        ("#%ff", ("INVALID_DID_URL", "NOT_UTF8", 400)),
        (&long, ("INVALID_DID_URL", "TOO_LONG", 400)),
        (
            "?service=files&service=site",
            ("INVALID_DID_URL", "REPEATED_PARAMETER", 400),
        ),
        (
            "?service=files&%73ervice=files",
            ("INVALID_DID_URL", "REPEATED_PARAMETER", 400),
        ),
        (
            "?relativeRef=/a",
            ("INVALID_DID_URL", "RELATIVE_REF_ALONE", 400),
        ),
        ("?hl=zQm", ("FEATURE_NOT_SUPPORTED", "UNKNOWN_OPTION", 501)),
        (
            "?head=best",
            ("FEATURE_NOT_SUPPORTED", "UNKNOWN_OPTION", 501),
        ),
        ("?a", ("FEATURE_NOT_SUPPORTED", "UNKNOWN_OPTION", 501)),
        (
            "?versionId=120&versionTime=2026-01-31T12:00:40Z",
            ("INVALID_OPTIONS", "VERSION_ID_AND_TIME", 400),
        ),
        ("?versionId=x", ("INVALID_OPTIONS", "INVALID_OPTION", 400)),
        ("?versionId=121", ("NOT_FOUND", "NO_SUCH_VERSION", 404)),
        ("/path", ("NOT_FOUND", "NO_PATHS", 404)),
        ("/", ("NOT_FOUND", "NO_PATHS", 404)),
        ("/#key-1", ("NOT_FOUND", "NO_PATHS", 404)),
        ("#key-9", ("NOT_FOUND", "NO_SUCH_FRAGMENT", 404)),
        ("#", ("NOT_FOUND", "NO_SUCH_FRAGMENT", 404)),
        ("?service=nowhere", ("NOT_FOUND", "NO_SUCH_SERVICE", 404)),
        ("?service=key-1", ("NOT_FOUND", "NO_SUCH_SERVICE", 404)),
        (
            "?service=files&serviceType=LinkedDomains",
            ("NOT_FOUND", "NO_SUCH_SERVICE", 404),
        ),
        (
            "?service=files#key-9",
            ("NOT_FOUND", "NO_SUCH_FRAGMENT", 404),
        ),
    ] {
        dereferencing(&format!("{did}{rest}"), &none, expected);
    }
    for (text, expected) in [
        ("", ("INVALID_DID_URL", "SYNTAX", 400)),
        ("did:Aura:1#key-1", ("INVALID_DID_URL", "SYNTAX", 400)),
        ("https://aura.example", ("INVALID_DID_URL", "SYNTAX", 400)),
        (
            "did:key:z6Mk#z6Mk",
            ("METHOD_NOT_SUPPORTED", "OTHER_METHOD", 501),
        ),
        ("did:aura:1#key-1", ("INVALID_DID", "NOT_AN_ID", 400)),
        (
            "did:aura:a:1#key-1",
            ("INVALID_DID", "NETWORK_RESERVED", 400),
        ),
        (
            "did:aura:11111111111111111111111111111111#key-1",
            ("NOT_FOUND", "NO_SUCH_DID", 404),
        ),
    ] {
        dereferencing(text, &none, expected);
    }
    let twice = none.with_version_id(120);
    dereferencing(
        &format!("{did}?versionId=120"),
        &twice,
        ("INVALID_OPTIONS", "REPEATED_OPTION", 400),
    );
}

#[test]
fn of_references_relative_to_services() {
    let did = did();
    let urls = ResolutionOptions::default().with_accept("text/uri-list");
    for reference in [
        "https://evil.example/",
        "//evil.example/",
        "%2F%2Fevil.example",
        "..",
        "../bob/",
        "a/../../bob",
        "%2E%2E/bob",
        "%252E%252E%252Fbob",
        ".%2e/bob",
        "..%5Cbob",
        "a%5Cb",
        "a%255Cb",
        "%25255C%25252E%25252E",
        "a%20b",
        "%5B",
    ] {
        dereferencing(
            &format!("{did}?service=files&relativeRef={reference}"),
            &urls,
            ("INVALID_DID_URL", "RELATIVE_REF", 400),
        );
    }
    dereferencing(
        &format!("{did}?service=files&relativeRef=a%23b#c"),
        &urls,
        ("INVALID_DID_URL", "SERVICE_URL", 400),
    );
    dereferencing(
        &format!("{did}?service=files"),
        &ResolutionOptions::default().with_accept("text/html"),
        ("REPRESENTATION_NOT_SUPPORTED", "NOT_ACCEPTABLE", 406),
    );
    // Only services have endpoints.
    dereferencing(
        &format!("{did}#key-1"),
        &urls,
        ("REPRESENTATION_NOT_SUPPORTED", "NOT_ACCEPTABLE", 406),
    );
}

#[test]
fn of_verification_relationships() {
    let did = did();
    let relationship =
        |name: &str| ResolutionOptions::default().with("verificationRelationship", name);
    let no_method = (
        "INVALID_VERIFICATION_METHOD",
        "NOT_A_VERIFICATION_METHOD",
        500,
    );
    let not_related = (
        "INVALID_RELATIONSHIP_FOR_VERIFICATION_METHOD",
        "NOT_RELATED",
        500,
    );
    for (rest, name, expected) in [
        ("", "authentication", no_method),
        ("#site", "authentication", no_method),
        ("#nothing", "authentication", no_method),
        ("#key-1", "keyAgreement", not_related),
        // Retired, and revoked.
        ("#key-3", "authentication", not_related),
        ("#key-4", "assertionMethod", not_related),
        (
            "#key-1",
            "Authentication",
            ("INVALID_OPTIONS", "INVALID_OPTION", 400),
        ),
    ] {
        dereferencing(&format!("{did}{rest}"), &relationship(name), expected);
    }
}

#[test]
fn of_multikeys() {
    assert_eq!(multikey::decode("z6Mk"), Err(ResolutionError::Multikey));
    assert_eq!(
        ResolutionError::Multikey.error_type(),
        ErrorType::InvalidVerificationMethod
    );
}

#[test]
fn what_is_not_foreseen_is_an_internal_error() {
    assert_eq!(
        ResolutionError::from(ChainError::Failed("no answer".into())).error_type(),
        ErrorType::InternalError
    );
    let mut problem = Problem::from(&ResolutionError::NotFound);
    assert_eq!(problem.status(), 404);
    problem.error_type = "https://aura.example/of-tomorrow".into();
    assert_eq!(problem.status(), 500);
}
