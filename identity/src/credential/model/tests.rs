//! One valid and one invalid case, or more, for each clause of the standard.

use super::*;
use crate::data_integrity::multibase;
use base64::{engine::general_purpose::STANDARD, Engine};
use serde_json::json;
use sha2::{Digest, Sha256, Sha384};

fn base(more: Value) -> Value {
    let mut document = json!({
        "@context": [CREDENTIALS_V2],
        "type": ["VerifiableCredential"],
        "issuer": "did:example:library",
        "credentialSubject": {"id": "did:example:reader"},
    });
    document
        .as_object_mut()
        .unwrap()
        .extend(more.as_object().unwrap().clone());
    document
}

fn presented(more: Value) -> Value {
    let mut document = json!({
        "@context": [CREDENTIALS_V2],
        "type": "VerifiablePresentation",
    });
    document
        .as_object_mut()
        .unwrap()
        .extend(more.as_object().unwrap().clone());
    document
}

/// Path of the malformed member of a document, if there is one.
fn wrong(checked: Result<(), CredentialError>) -> Option<String> {
    match checked {
        Ok(()) => None,
        Err(CredentialError::Property { path, .. }) => Some(path),
        Err(CredentialError::Date(name)) => Some(name.into()),
        Err(CredentialError::Dates) => Some("period".into()),
        Err(other) => panic!("{other}"),
    }
}

/// Asserts that each value is valid for a property.
fn good(name: &str, values: impl IntoIterator<Item = Value>) {
    for value in values {
        let document = base(json!({ name: value }));
        assert_eq!(wrong(credential(&document)), None, "{document}");
    }
}

/// Asserts that each value is refused, with the path of the fault.
fn bad<'a>(name: &str, values: impl IntoIterator<Item = (&'a str, Value)>) {
    for (path, value) in values {
        let document = base(json!({ name: value }));
        let found = wrong(credential(&document));
        assert_eq!(found.as_deref(), Some(path), "{document}");
    }
}

fn missing(name: &str) -> Option<String> {
    let mut document = base(json!({}));
    document.as_object_mut().unwrap().remove(name);
    wrong(credential(&document))
}

#[test]
fn contexts_begin_with_that_of_the_standard() {
    good(
        "@context",
        [
            json!([CREDENTIALS_V2, "https://a.example/terms"]),
            json!([CREDENTIALS_V2, {"shelf": "https://a.example/#shelf"}]),
        ],
    );
    let path = "@context";
    assert_eq!(missing(path).as_deref(), Some(path));
    bad(
        path,
        [
            (path, json!([])),
            (path, json!(null)),
            (path, json!(["https://a.example/terms", CREDENTIALS_V2])),
            (path, json!([CREDENTIALS_V2, 7])),
            (path, json!([CREDENTIALS_V2, "no url"])),
            (path, json!([CREDENTIALS_V2, [CREDENTIALS_V2]])),
        ],
    );
}

#[test]
fn an_id_is_one_url() {
    good(
        "id",
        ["urn:uuid:1", "https://a.example/1#2"].map(Value::from),
    );
    for value in [
        json!(null),
        json!(7),
        json!(""),
        json!("reader"),
        json!("_:b0"),
        json!("https ://a.example"),
        json!(["urn:a:1", "urn:a:2"]),
        json!(["urn:a:1"]),
        json!({"id": "urn:a:1"}),
    ] {
        bad("id", [("id", value.clone())]);
        let within = json!({"id": value});
        bad("issuer", [("issuer.id", within.clone())]);
        bad("credentialSubject", [("credentialSubject.id", within)]);
        let status = json!([{"type": "urn:a:T"}, {"type": "urn:a:T", "id": value}]);
        bad("credentialStatus", [("credentialStatus[1].id", status)]);
    }
}

#[test]
fn a_type_is_a_term_or_a_url_and_has_that_of_the_standard() {
    good(
        "type",
        [
            json!("VerifiableCredential"),
            json!(["urn:a:Card", "VerifiableCredential", "LibraryCard"]),
        ],
    );
    assert_eq!(missing("type").as_deref(), Some("type"));
    bad(
        "type",
        [
            ("type", json!([])),
            ("type", json!("LibraryCard")),
            ("type", json!(["verifiablecredential"])),
            ("type[1]", json!(["VerifiableCredential", 7])),
            ("type[1]", json!(["VerifiableCredential", ""])),
            ("type[1]", json!(["VerifiableCredential", "a b"])),
            ("type[1]", json!(["VerifiableCredential", "1:2"])),
            (
                "type",
                json!(["VerifiableCredential", "VerifiablePresentation"]),
            ),
        ],
    );
}

#[test]
fn names_and_descriptions_are_strings_or_language_values() {
    let texts = || {
        [
            json!("Card"),
            json!(""),
            json!({"@value": "Card"}),
            json!({"@value": "Card", "@language": "en-GB"}),
            json!({"@value": "Karte", "@language": "de", "@direction": "ltr"}),
            json!([
                {"@value": "Card", "@language": "en"},
                {"@value": "بطاقة", "@language": "ar", "@direction": "rtl"},
            ]),
        ]
    };
    let broken = [
        ("", json!(5)),
        ("", json!(true)),
        ("", json!(null)),
        ("", json!({})),
        ("", json!([])),
        ("[0]", json!(["Card"])),
        ("[1]", json!([{"@value": "Card"}, 5])),
        ("", json!({"@language": "en"})),
        (".@value", json!({"@value": 5})),
        (".@value", json!({"@value": ["Card"]})),
        (".@language", json!({"@value": "Card", "@language": "x y"})),
        (".@language", json!({"@value": "Card", "@language": ["en"]})),
        (".@direction", json!({"@value": "Card", "@direction": "up"})),
        (".url", json!({"@value": "Card", "url": "urn:a:1"})),
        (".@type", json!({"@value": "Card", "@type": "urn:a:T"})),
    ];
    for name in ["name", "description"] {
        good(name, texts());
        good(
            "issuer",
            texts().map(|text| json!({"id": "urn:a:1", name: text})),
        );
        good(
            "evidence",
            texts().map(|text| json!({"type": "urn:a:T", name: text})),
        );
        for (path, value) in &broken {
            bad(name, [(&*format!("{name}{path}"), value.clone())]);
            let issuer = json!({"id": "urn:a:1", name: value});
            bad("issuer", [(&*format!("issuer.{name}{path}"), issuer)]);
            let evidence = json!({"type": "urn:a:T", name: value});
            bad("evidence", [(&*format!("evidence.{name}{path}"), evidence)]);
        }
    }
}

/// The rule also applies to claims, which the standard leaves open otherwise.
#[test]
fn language_values_have_their_form_everywhere() {
    let claim = |value: Value| json!([{"id": "did:example:reader", "motto": {"first": value}}]);
    good(
        "credentialSubject",
        [
            claim(json!({"@value": "a", "@direction": "rtl"})),
            claim(json!({"name": 5})),
        ],
    );
    let path = "credentialSubject[0].motto.first.@direction";
    let value = json!({"@value": "a", "@direction": "auto"});
    bad("credentialSubject", [(path, claim(value))]);
}

#[test]
fn an_issuer_is_a_url_or_has_one() {
    good(
        "issuer",
        [
            json!("https://a.example"),
            json!({"id": "did:example:a", "image": "urn:a:1"}),
        ],
    );
    assert_eq!(missing("issuer").as_deref(), Some("issuer"));
    bad(
        "issuer",
        [
            ("issuer", json!(null)),
            ("issuer", json!("library")),
            ("issuer", json!(["did:example:a"])),
            ("issuer.id", json!({})),
            ("issuer.id", json!({"name": "Library"})),
        ],
    );
}

#[test]
fn subjects_are_objects_with_claims() {
    good(
        "credentialSubject",
        [
            json!({"shelf": "A"}),
            json!([{"id": "did:example:a"}, {"id": "did:example:b", "shelf": "A"}]),
        ],
    );
    let path = "credentialSubject";
    assert_eq!(missing(path).as_deref(), Some(path));
    bad(
        path,
        [
            (path, json!(null)),
            (path, json!("did:example:a")),
            (path, json!({})),
            (path, json!([])),
            ("credentialSubject[0]", json!([{}])),
            ("credentialSubject[1]", json!([{"shelf": "A"}, {}])),
            ("credentialSubject[0]", json!(["did:example:a"])),
        ],
    );
}

#[test]
fn the_period_is_of_timestamps_in_their_order() {
    for name in ["validFrom", "validUntil"] {
        good(
            name,
            [
                "2026-01-01T00:00:00Z",
                "2026-01-01T00:00:00.123+02:00",
                "1999-12-31T24:00:00-14:00",
            ]
            .map(Value::from),
        );
        for value in [
            json!(null),
            json!(1),
            json!("2026-01-01"),
            json!("2026-01-01T00:00:00"),
            json!("2026-02-30T00:00:00Z"),
            json!(["2026-01-01T00:00:00Z"]),
        ] {
            bad(name, [(name, value)]);
        }
    }
    for (from, until, found) in [
        ("2026-01-01T00:00:00Z", "2026-01-01T00:00:00Z", None),
        ("2026-01-01T00:00:00+01:00", "2025-12-31T23:00:00Z", None),
        (
            "2026-01-01T00:00:00+01:00",
            "2025-12-31T22:59:59Z",
            Some("period"),
        ),
    ] {
        let document = base(json!({"validFrom": from, "validUntil": until}));
        assert_eq!(wrong(credential(&document)).as_deref(), found);
    }
}

#[test]
fn what_points_elsewhere_has_a_type() {
    for name in [
        "credentialStatus",
        "refreshService",
        "termsOfUse",
        "evidence",
        "renderMethod",
        "confidenceMethod",
        "proof",
    ] {
        good(
            name,
            [
                json!({"type": "urn:a:T"}),
                json!({"type": ["Term"], "id": "urn:a:1", "more": 1}),
                json!([{"type": "urn:a:T"}, {"type": "urn:a:T"}]),
            ],
        );
        let path = |rest: &str| format!("{name}{rest}");
        for (rest, value) in [
            ("", json!(null)),
            ("", json!("urn:a:1")),
            ("", json!([])),
            (".type", json!({})),
            (".type", json!({"id": "urn:a:1"})),
            (".type", json!({"type": 2})),
            (".type", json!({"type": []})),
            (".type", json!({"type": ""})),
            (".id", json!({"type": "urn:a:T", "id": 2})),
            ("[1].type", json!([{"type": "urn:a:T"}, {}])),
            ("[0]", json!(["urn:a:1"])),
        ] {
            bad(name, [(&*path(rest), value)]);
        }
    }
}

#[test]
fn a_schema_has_a_type_and_an_id() {
    let path = "credentialSchema";
    good(
        path,
        [
            json!({"id": "https://a.example/s.json", "type": "JsonSchema"}),
            json!([{"id": "urn:a:1", "type": "urn:a:T"}, {"id": "urn:a:2", "type": ["urn:a:T"]}]),
        ],
    );
    bad(
        path,
        [
            (path, json!("urn:a:1")),
            (path, json!([])),
            ("credentialSchema.id", json!({"type": "JsonSchema"})),
            ("credentialSchema.type", json!({"id": "urn:a:1"})),
            (
                "credentialSchema.id",
                json!({"id": "s.json", "type": "JsonSchema"}),
            ),
            (
                "credentialSchema[1].type",
                json!([{"id": "urn:a:1", "type": "urn:a:T"}, {"id": "urn:a:2"}]),
            ),
        ],
    );
}

fn sha384(bytes: &[u8]) -> String {
    format!("sha384-{}", STANDARD.encode(Sha384::digest(bytes)))
}

fn multihash(code: u8, digest: &[u8]) -> String {
    let length = u8::try_from(digest.len()).unwrap();
    multibase::base64url(&[&[code, length], digest].concat())
}

#[test]
fn related_resources_are_named_once_and_have_digests() {
    let (sri, multi) = (sha384(b"a"), multihash(0x12, &Sha256::digest(b"a")));
    let one = |id: &str| json!({"id": id, "digestSRI": sri});
    good(
        "relatedResource",
        [
            one("https://a.example/1"),
            json!({"id": "urn:a:1", "digestMultibase": multi, "mediaType": "image/svg+xml"}),
            json!([
                one("urn:a:1"),
                {"id": "urn:a:2", "digestMultibase": [multi], "digestSRI": sri},
            ]),
        ],
    );
    let path = "relatedResource";
    bad(
        path,
        [
            (path, json!("urn:a:1")),
            ("relatedResource[0]", json!(["urn:a:1"])),
            (path, json!([])),
            ("relatedResource.id", json!({"digestSRI": sri})),
            ("relatedResource.id", json!({"id": "1", "digestSRI": sri})),
            (path, json!({"id": "urn:a:1"})),
            (
                "relatedResource[1].id",
                json!([one("urn:a:1"), {"id": "urn:a:1", "digestMultibase": multi}]),
            ),
        ],
    );
}

/// The rule applies to any object, such as evidence.
#[test]
fn digests_and_media_types_are_well_formed() {
    let of = |name: &str, value: Value| json!({"type": "urn:a:T", "id": "urn:a:1", name: value});
    let sri = sha384(b"a");
    for value in [
        sri.clone(),
        sri.replace('+', "-").replace('/', "_"),
        format!("{sri}?foo  {}", sha384(b"b")),
    ] {
        good("evidence", [of("digestSRI", json!(value))]);
    }
    for value in [
        json!(""),
        json!(5),
        json!([]),
        json!("md5-AAAA"),
        json!("sha384-AAAA"),
        json!(format!("sha256-{}", &sri[7..])),
        json!(sri[7..]),
        json!(format!("{sri} x")),
    ] {
        bad("evidence", [("evidence.digestSRI", of("digestSRI", value))]);
    }
    let digest = Sha256::digest(b"a");
    for value in [
        multihash(0x12, &digest),
        // SHA3-256 and BLAKE3, which are not computed here.
        multihash(0x16, &digest),
        multihash(0x1e, &digest),
    ] {
        good("evidence", [of("digestMultibase", json!(value))]);
    }
    for value in [
        json!(""),
        json!(5),
        json!(multibase::base64url(&digest)),
        json!(multihash(0x12, &digest[..31])),
        json!(multihash(0x20, &digest)),
        json!(&multihash(0x12, &digest)[1..]),
        json!("u"),
    ] {
        let path = "evidence.digestMultibase";
        let fault = wrong(credential(&base(
            json!({"evidence": of("digestMultibase", value.clone())}),
        )));
        assert_eq!(fault.as_deref(), Some(path), "{value}");
    }
    for value in [
        "text/plain",
        "application/ld+json; profile=x",
        "application/vnd.a-b",
    ] {
        good("evidence", [of("mediaType", json!(value))]);
    }
    for value in [
        json!("text"),
        json!("text/"),
        json!("a b/c"),
        json!("a/b/c"),
        json!(1),
    ] {
        bad("evidence", [("evidence.mediaType", of("mediaType", value))]);
    }
}

/// A verifier that uses the resource must have computed the digest.
#[test]
fn a_digest_of_a_context_that_is_used_must_be_right() {
    let bytes = contexts::known(CREDENTIALS_V2).unwrap();
    let resource = |name: &str, digest: String| json!({"id": CREDENTIALS_V2, name: digest});
    let path = "relatedResource";
    good(
        path,
        [
            resource("digestSRI", sha384(bytes)),
            // The strongest of several algorithms counts, with any digest of that strength.
            resource("digestSRI", {
                let weak = STANDARD.encode(Sha256::digest(b"a"));
                format!("sha256-{weak} {} {}", sha384(b"a"), sha384(bytes))
            }),
            resource("digestMultibase", multihash(0x12, &Sha256::digest(bytes))),
            resource("digestMultibase", multihash(0x20, &Sha384::digest(bytes))),
        ],
    );
    let sri = "relatedResource.digestSRI";
    let multi = "relatedResource.digestMultibase";
    bad(
        path,
        [
            (sri, resource("digestSRI", sha384(b"a"))),
            (
                multi,
                resource("digestMultibase", multihash(0x12, &Sha256::digest(b"a"))),
            ),
            (
                multi,
                resource("digestMultibase", multihash(0x16, &Sha256::digest(b"a"))),
            ),
        ],
    );
}

#[test]
fn a_presentation_may_be_empty_and_has_objects_alone() {
    for more in [
        json!({}),
        json!({"id": "urn:a:1", "holder": "did:example:reader"}),
        json!({"holder": {"id": "did:example:reader", "name": "Reader"}}),
        json!({"type": ["urn:a:Show", "VerifiablePresentation"]}),
        json!({"verifiableCredential": base(json!({}))}),
        json!({"verifiableCredential": [base(json!({}))], "termsOfUse": {"type": "urn:a:T"}}),
    ] {
        assert_eq!(wrong(presentation(&presented(more))), None);
    }
    for (path, more) in [
        ("@context", json!({"@context": ["urn:a:1", CREDENTIALS_V2]})),
        ("id", json!({"id": "1"})),
        ("type", json!({"type": "Show"})),
        ("holder", json!({"holder": "reader"})),
        ("holder.id", json!({"holder": {"name": "Reader"}})),
        ("holder.id", json!({"holder": {"id": "reader"}})),
        ("verifiableCredential", json!({"verifiableCredential": []})),
        (
            "verifiableCredential",
            json!({"verifiableCredential": "urn:a:1"}),
        ),
        (
            "verifiableCredential[0]",
            json!({"verifiableCredential": ["eyJ"]}),
        ),
        (
            "verifiableCredential[0]",
            json!({"verifiableCredential": [7]}),
        ),
        ("termsOfUse.type", json!({"termsOfUse": {}})),
        ("refreshService.type", json!({"refreshService": {}})),
        ("name", json!({"name": 5})),
        ("proof.type", json!({"proof": {}})),
    ] {
        assert_eq!(wrong(presentation(&presented(more))).as_deref(), Some(path));
    }
    for name in ["@context", "type"] {
        let mut document = presented(json!({}));
        document.as_object_mut().unwrap().remove(name);
        assert_eq!(wrong(presentation(&document)).as_deref(), Some(name));
    }
}

#[test]
fn an_envelope_has_a_data_url() {
    let envelope = |id: Value, context: Value| {
        let document = json!({
            "@context": context, "id": id, "type": "EnvelopedVerifiableCredential",
        });
        wrong(credential(&document))
    };
    let id = json!("data:application/vc+jwt,eyJ.eyJ.AAAA");
    assert_eq!(envelope(id.clone(), json!(CREDENTIALS_V2)), None);
    for (path, id, context) in [
        ("id", json!("eyJ.eyJ.AAAA"), json!(CREDENTIALS_V2)),
        ("id", json!("https://a.example/vc"), json!(CREDENTIALS_V2)),
        ("id", json!(null), json!(CREDENTIALS_V2)),
        ("@context", id.clone(), json!([])),
        ("@context", id, json!("urn:a:1")),
    ] {
        assert_eq!(envelope(id, context).as_deref(), Some(path));
    }
}
