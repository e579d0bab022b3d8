//! Credentials are presented by their subject, to the intended verifier.

use crate::model::*;
use aura_identity::{
    credential::{presentation, secure, CheckName, CredentialError, Expected, Facts, Report},
    data_integrity::{Cryptosuite, ProofConfig, ProofPurpose},
    limits::MAX_CREDENTIALS,
};
use aura_primitives::did::{Did, Relationships};
use serde_json::{json, Value};

fn expected() -> Expected {
    Expected {
        challenge: Some("7f3a".into()),
        domain: Some("verifier.example".into()),
        ..Default::default()
    }
}

fn proof(presenter: &Did) -> ProofConfig {
    ProofConfig {
        challenge: Some("7f3a".into()),
        domain: Some("verifier.example".into()),
        ..config(
            Cryptosuite::EddsaJcs2022,
            presenter,
            ProofPurpose::Authentication,
        )
    }
}

fn presented(config: &ProofConfig) -> Value {
    let unsigned = presentation(&holder().to_string(), &[credential()]).unwrap();
    sign_with(&unsigned, config, &key(&holder()))
}

fn check(document: &Value, facts: &Facts) -> Report {
    report_with(document, &[], facts, &expected())
}

#[test]
fn a_presentation_of_either_suite_holds() {
    for suite in Cryptosuite::ALL {
        let config = ProofConfig {
            cryptosuite: suite,
            ..proof(&holder())
        };
        let report = check(&presented(&config), &facts());
        assert_fails(&report, &[]);
        assert!(report.verified && report.credentials.len() == 1);
    }
}

#[test]
fn inclusions_find_their_credentials() {
    let credentials = [credential(), sign(&credential())];
    let inclusions = credentials.clone().map(|credential| inclusion(&credential));
    let mut facts = facts_with(&inclusions[0]);
    facts.batches.extend(facts_with(&inclusions[1]).batches);
    let unsigned = presentation(&holder().to_string(), &credentials).unwrap();
    let signed = sign_with(&unsigned, &proof(&holder()), &key(&holder()));
    let expected = Expected {
        anchored: true,
        ..expected()
    };
    let report = report_with(&signed, &inclusions, &facts, &expected);
    assert!(report.verified, "{report:#?}");
    let report = report_with(&signed, &inclusions[1..], &facts, &expected);
    assert_fails(
        &report.credentials[0],
        &[(CheckName::Anchor, "not-anchored")],
    );
    assert_fails(&report.credentials[1], &[]);
    assert!(!report.verified);

    // A verifier without the expectation accepts the presentation.
    let expected = Expected {
        anchored: false,
        ..expected
    };
    let report = report_with(&signed, &inclusions[1..], &facts, &expected);
    assert!(report.verified, "{report:#?}");
}

#[test]
fn another_domain_or_challenge() {
    let domain = |domain: Option<&str>| {
        let config = ProofConfig {
            domain: domain.map(Into::into),
            ..proof(&holder())
        };
        check(&presented(&config), &facts())
    };
    let challenge = |challenge: Option<&str>| {
        let config = ProofConfig {
            challenge: challenge.map(Into::into),
            ..proof(&holder())
        };
        check(&presented(&config), &facts())
    };
    for other in [None, Some("evil.example"), Some("")] {
        assert_fails(&domain(other), &[(CheckName::Domain, "wrong-domain")]);
        assert_fails(
            &challenge(other),
            &[(CheckName::Challenge, "wrong-challenge")],
        );
    }
}

#[test]
fn another_purpose() {
    let config = ProofConfig {
        purpose: ProofPurpose::AssertionMethod,
        ..proof(&holder())
    };
    let report = check(&presented(&config), &facts());
    assert_fails(&report, &[(CheckName::ProofPurpose, "purpose")]);
}

#[test]
fn a_key_that_proves_nobody() {
    let mut facts = facts();
    let methods = vec![method(&holder(), Relationships::ASSERTION)];
    facts.dids.insert(holder(), Some(active(methods)));
    let report = check(&presented(&proof(&holder())), &facts);
    assert_fails(&report, &[(CheckName::VerificationMethod, "not-related")]);
}

#[test]
fn a_holder_that_was_given_up() {
    let mut facts = facts();
    facts.dids.insert(holder(), Some(deactivated()));
    let report = check(&presented(&proof(&holder())), &facts);
    let names = [
        CheckName::Issuer,
        CheckName::Proof,
        CheckName::VerificationMethod,
    ];
    assert_fails(&report, &names.map(|name| (name, "deactivated")));
}

#[test]
fn somebody_else_presents() {
    let unsigned = presentation(&stranger().to_string(), &[credential()]).unwrap();
    let signed = sign_with(&unsigned, &proof(&stranger()), &key(&stranger()));
    assert_fails(
        &check(&signed, &facts()),
        &[(CheckName::Holder, "not-subject")],
    );
    let expected = Expected {
        any_holder: true,
        ..expected()
    };
    assert_fails(&report_with(&signed, &[], &facts(), &expected), &[]);

    // A `holder` other than the owner of the key is refused as well.
    let unsigned = presentation(&holder().to_string(), &[credential()]).unwrap();
    let signed = sign_with(&unsigned, &proof(&stranger()), &key(&stranger()));
    let failures = failures(&check(&signed, &facts()));
    assert!(
        failures.contains(&(CheckName::Proof, "another-did".into())),
        "{failures:?}"
    );
}

#[test]
fn what_is_wrong_with_a_credential_is_wrong_with_the_presentation() {
    let mut credential = credential();
    credential["credentialSubject"]["country"] = json!("LI");
    let unsigned = presentation(&holder().to_string(), &[credential]).unwrap();
    let signed = sign_with(&unsigned, &proof(&holder()), &key(&holder()));
    let report = check(&signed, &facts());
    assert!(!report.verified);
    assert_fails(&report.credentials[0], &[(CheckName::Proof, "signature")]);
}

#[test]
fn a_credential_that_is_swapped_or_left_out_is_noticed() {
    let mut other = draft();
    other["credentialSubject"]["points"] = json!(99);
    for suite in Cryptosuite::ALL {
        let config = ProofConfig {
            cryptosuite: suite,
            ..proof(&holder())
        };
        let mut signed = presented(&config);
        signed["verifiableCredential"][0] = sign(&other);
        assert_fails(
            &check(&signed, &facts()),
            &[(CheckName::Proof, "signature")],
        );
        let mut signed = presented(&config);
        signed["verifiableCredential"]
            .as_array_mut()
            .unwrap()
            .push(credential());
        let report = check(&signed, &facts());
        // In RDF, the same credential twice is one credential.
        if suite == Cryptosuite::EddsaJcs2022 {
            assert_fails(&report, &[(CheckName::Proof, "signature")]);
        }
    }
}

fn unsigned_without_credentials() -> Value {
    let mut unsigned = presentation(&holder().to_string(), &[credential()]).unwrap();
    let members = unsigned.as_object_mut().unwrap();
    members.remove("verifiableCredential");
    unsigned
}

#[test]
fn an_envelope_is_not_opened() {
    let mut unsigned = unsigned_without_credentials();
    unsigned["verifiableCredential"] = json!({
        "@context": "https://www.w3.org/ns/credentials/v2",
        "id": "data:application/vc+jwt,eyJ.eyJ.AAAA",
        "type": "EnvelopedVerifiableCredential",
    });
    let signed = sign_with(&unsigned, &proof(&holder()), &key(&holder()));
    let expected = Expected {
        any_holder: true,
        ..expected()
    };
    let report = report_with(&signed, &[], &facts(), &expected);
    assert!(!report.verified);
    assert_fails(&report.credentials[0], &[(CheckName::Proof, "enveloped")]);
}

#[test]
fn a_presentation_has_something_to_show() {
    let holder = holder().to_string();
    let malformed = Err(CredentialError::Malformed("verifiableCredential"));
    assert_eq!(presentation(&holder, &[]), malformed);
    assert_eq!(
        presentation(&holder, &vec![credential(); MAX_CREDENTIALS + 1]),
        malformed
    );
    assert_eq!(
        presentation("me", &[credential()]),
        Err(CredentialError::Malformed("holder"))
    );
    // A presentation without credentials is legal, and proves only control of a key.
    let mut empty = unsigned_without_credentials();
    let expected_of = |any_holder: bool, schemas: Vec<_>, anchored: bool| Expected {
        any_holder,
        schemas,
        anchored,
        ..expected()
    };
    for suite in Cryptosuite::ALL {
        let config = ProofConfig {
            cryptosuite: suite,
            ..proof(&self::holder())
        };
        let signed = sign_with(&empty, &config, &key(&self::holder()));
        let check = |expected: &Expected| report_with(&signed, &[], &facts(), expected);
        assert_fails(&check(&expected_of(true, vec![], false)), &[]);
        // No expectation of credentials is met.
        for (expected, failure) in [
            (
                expected_of(false, vec![], false),
                (CheckName::Holder, "nothing-presented"),
            ),
            (
                expected_of(true, vec![schema_id()], false),
                (CheckName::Schema, "no-credential"),
            ),
            (
                expected_of(true, vec![], true),
                (CheckName::Anchor, "no-credential"),
            ),
        ] {
            assert_fails(&check(&expected), &[failure]);
        }
    }
    empty["holder"] = json!({"name": "nobody"});
    let refused = secure(&empty, &proof(&self::holder()), |_| {
        panic!("it must not come to that")
    });
    assert_eq!(refused.unwrap_err().reason(), "malformed");
    for value in [json!([]), json!("urn:x"), json!(["urn:x"]), json!([1])] {
        let mut document = presented(&proof(&self::holder()));
        document["verifiableCredential"] = value;
        let failures = failures(&check(&document, &facts()));
        assert!(
            failures.contains(&(CheckName::DataModel, "malformed".into())),
            "{failures:?}"
        );
    }
}
