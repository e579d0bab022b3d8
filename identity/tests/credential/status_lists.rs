//! Status lists as credentials, and issuers that are not on the chain.

use crate::model::*;
use aura_identity::{
    credential::{CheckName, Expected, Facts, Outcome, Questions, Report},
    data_integrity::{Cryptosuite, ProofConfig, ProofPurpose},
    status::{status_list_url, Bitstring, StatusListCredential, StatusPurpose},
    DateTime,
};
use ed25519_dalek::SigningKey;
use serde_json::{json, Value};

const URL: &str = "https://issuer.example/lists/1";

fn signer() -> SigningKey {
    SigningKey::from_bytes(&[11; 32])
}

fn sign_by_key(document: &Value, suite: Cryptosuite) -> Value {
    let did = did_key(&signer());
    let method = format!("{did}#{}", did.strip_prefix("did:key:").unwrap());
    let config = ProofConfig {
        created: Some(DateTime::from_millis(NOON - HOUR)),
        ..ProofConfig::new(suite, ProofPurpose::AssertionMethod, method)
    };
    sign_with(document, &config, &signer())
}

fn unsigned() -> Value {
    json!({
        "@context": ["https://www.w3.org/ns/credentials/v2", {
            "degree": "https://issuer.example/terms#degree",
        }],
        "id": "urn:uuid:58172aac-d8ba-11ed-83dd-0b3aef56cc33",
        "type": ["VerifiableCredential"],
        "issuer": {"id": did_key(&signer()), "name": "An Issuer"},
        "validFrom": "2026-01-01T00:00:00Z",
        "credentialSubject": {"id": "did:example:holder", "degree": "MSc"},
        "credentialStatus": {
            "id": format!("{URL}#42"),
            "type": "BitstringStatusListEntry",
            "statusPurpose": "revocation",
            "statusListIndex": "42",
            "statusListCredential": URL,
        },
    })
}

fn list(set: &[u32], change: impl FnOnce(&mut Value)) -> Value {
    let mut bits = Bitstring::new(0);
    for index in set {
        bits.set(*index, true).unwrap();
    }
    let mut document = StatusListCredential {
        issuer: &did_key(&signer()),
        url: URL,
        purpose: StatusPurpose::Revocation,
        list: &bits,
        valid_from: DateTime::from_millis(NOON - HOUR),
        valid_until: DateTime::from_millis(NOON + HOUR),
        ttl: 300_000,
    }
    .to_json()
    .unwrap();
    change(&mut document);
    sign_by_key(&document, Cryptosuite::EddsaJcs2022)
}

fn check(document: &Value, list: Option<Value>) -> Report {
    let mut facts = Facts::default();
    facts
        .status_lists
        .extend(list.map(|list| (URL.into(), list)));
    report(document, &facts)
}

#[test]
fn a_did_key_issues_on_its_own() {
    for suite in Cryptosuite::ALL {
        let credential = sign_by_key(&unsigned(), suite);
        let questions = Questions::of(&credential, &[]);
        assert_eq!(questions.status_lists, [URL.to_owned()].into());
        assert!(questions.dids.is_empty() && questions.lists.is_empty());
        let report = check(&credential, Some(list(&[41, 43], |_| ())));
        assert_fails(&report, &[]);
        for name in [
            CheckName::Schema,
            CheckName::Accreditation,
            CheckName::Anchor,
        ] {
            assert!(
                matches!(report.outcome(name), Some(Outcome::Skipped { .. })),
                "{name:?}"
            );
        }
    }
}

#[test]
fn a_did_key_has_one_key_of_one_kind() {
    let mut credential = sign_by_key(&unsigned(), Cryptosuite::EddsaJcs2022);
    let method = format!("{}#key-1", did_key(&signer()));
    credential["proof"]["verificationMethod"] = json!(method);
    let failures = failures(&check(&credential, Some(list(&[], |_| ()))));
    assert!(
        failures.contains(&(CheckName::Proof, "no-such-method".into())),
        "{failures:?}"
    );

    let p256 = "did:key:zDnaerDaTF5BXEavCrfRZEk316dpbLsfPDZ3WJ5hRTPFU2169";
    credential["issuer"] = json!(p256);
    let failures = crate::model::failures(&check(&credential, None));
    assert!(
        failures.contains(&(CheckName::Issuer, "other-method".into())),
        "{failures:?}"
    );
}

#[test]
fn a_did_key_follows_no_schema() {
    let credential = sign_by_key(&unsigned(), Cryptosuite::EddsaJcs2022);
    let mut facts = Facts::default();
    facts.status_lists.insert(URL.into(), list(&[], |_| ()));
    let expected = Expected {
        schemas: vec![schema_id()],
        ..Default::default()
    };
    let report = report_with(&credential, &[], &facts, &expected);
    assert_fails(&report, &[(CheckName::Schema, "wrong-schema")]);
}

#[test]
fn a_list_says_who_was_revoked() {
    let credential = sign_by_key(&unsigned(), Cryptosuite::EddsaRdfc2022);
    let revocation = |reason| [(CheckName::Revocation, reason)];
    assert_fails(
        &check(&credential, Some(list(&[42], |_| ()))),
        &revocation("revoked"),
    );
    assert_fails(&check(&credential, None), &revocation("not-asked"));
}

#[test]
fn a_list_that_is_not_good_says_nothing() {
    let credential = sign_by_key(&unsigned(), Cryptosuite::EddsaJcs2022);
    let stranger = did_key(&SigningKey::from_bytes(&[12; 32]));
    for (reason, list) in [
        (
            "stale",
            list(&[], |list| {
                list["validUntil"] = json!("2026-01-31T11:54:59Z")
            }),
        ),
        (
            "status-list-invalid",
            list(&[], |list| {
                list["validFrom"] = json!("2026-01-31T12:05:01Z")
            }),
        ),
        (
            "anothers-list",
            list(&[], |list| list["issuer"] = json!(stranger)),
        ),
        (
            "malformed",
            list(&[], |list| {
                list["id"] = json!("https://issuer.example/lists/2")
            }),
        ),
        (
            "malformed",
            list(&[], |list| list["type"] = json!(["VerifiableCredential"])),
        ),
        (
            "malformed",
            list(&[], |list| {
                list["credentialStatus"] = unsigned()["credentialStatus"].clone()
            }),
        ),
        (
            "status-disagrees",
            list(&[], |list| {
                list["credentialSubject"]["statusPurpose"] = json!("suspension")
            }),
        ),
        (
            "encoded-list",
            list(&[], |list| {
                list["credentialSubject"]["encodedList"] = json!("uAAAA")
            }),
        ),
        ("status-list-invalid", {
            let mut list = list(&[42], |_| ());
            list["credentialSubject"]["encodedList"] = json!(Bitstring::new(0).encode().unwrap());
            list
        }),
    ] {
        assert_fails(
            &check(&credential, Some(list)),
            &[(CheckName::Revocation, reason)],
        );
    }
}

#[test]
fn an_index_beyond_the_list() {
    let mut beyond = unsigned();
    beyond["credentialStatus"]["statusListIndex"] = json!("131072");
    let credential = sign_by_key(&beyond, Cryptosuite::EddsaJcs2022);
    let report = check(&credential, Some(list(&[], |_| ())));
    assert_fails(&report, &[(CheckName::Revocation, "not-allocated")]);
}

#[test]
fn a_did_key_cannot_name_a_list_of_the_chain() {
    let mut credential = unsigned();
    credential["credentialStatus"] = draft()["credentialStatus"].clone();
    let credential = sign_by_key(&credential, Cryptosuite::EddsaJcs2022);
    let names = [
        CheckName::StatusList,
        CheckName::Revocation,
        CheckName::Suspension,
    ];
    assert_fails(
        &report(&credential, &facts()),
        &names.map(|name| (name, "anothers-list")),
    );
}

/// Without a queried status, the list that the issuer signed is used.
#[test]
fn a_list_of_the_chain_can_come_as_a_credential() {
    let credential = credential();
    let issuer = issuer().to_string();
    let mut facts = facts();
    facts.statuses.clear();
    for (purpose, set) in [
        (StatusPurpose::Revocation, false),
        (StatusPurpose::Suspension, true),
    ] {
        let url = status_list_url(&issuer, LIST, purpose);
        let mut bits = Bitstring::new(0);
        bits.set(INDEX, set).unwrap();
        let list = StatusListCredential {
            issuer: &issuer,
            url: &url,
            purpose,
            list: &bits,
            valid_from: DateTime::from_millis(NOON - HOUR),
            valid_until: DateTime::from_millis(NOON + HOUR),
            ttl: 300_000,
        };
        facts
            .status_lists
            .insert(url.clone(), sign(&list.to_json().unwrap()));
    }
    assert_fails(
        &report(&credential, &facts),
        &[(CheckName::Suspension, "suspended")],
    );
}
