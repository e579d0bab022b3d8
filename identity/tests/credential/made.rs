//! Made credentials are valid.

use crate::model::*;
use aura_identity::DateTime;
use aura_identity::{
    credential::{
        secure, verify_bytes, CheckName, CredentialError, Draft, Expected, Outcome, Questions,
        Report,
    },
    data_integrity::{jcs, Cryptosuite, DataIntegrityError, ProofPurpose},
};
use serde_json::{json, Value};

#[test]
fn a_credential_of_either_suite_holds() {
    for suite in Cryptosuite::ALL {
        let config = config(suite, &issuer(), ProofPurpose::AssertionMethod);
        let credential = sign_with(&draft(), &config, &key(&issuer()));
        let report = report(&credential, &facts());
        assert_fails(&report, &[]);
        assert!(report.verified);
        assert!(matches!(
            report.outcome(CheckName::Anchor),
            Some(Outcome::Skipped { .. })
        ));
    }
}

#[test]
fn a_credential_holds_with_its_inclusion() {
    let credential = credential();
    let inclusion = inclusion(&credential);
    let expected = Expected {
        anchored: true,
        schemas: vec![schema_id()],
        ..Default::default()
    };
    let report = report_with(
        &credential,
        std::slice::from_ref(&inclusion),
        &facts_with(&inclusion),
        &expected,
    );
    assert_fails(&report, &[]);
    assert!(
        report
            .checks
            .iter()
            .all(|check| check.outcome == Outcome::Passed),
        "{report:#?}"
    );
}

#[test]
fn a_proof_of_another_suite_stands_beside() {
    let mut draft = draft();
    draft["proof"] = json!({
        "type": "DataIntegrityProof",
        "cryptosuite": "bbs-2023",
        "verificationMethod": format!("{}#key-2", issuer()),
        "proofPurpose": "assertionMethod",
        "proofValue": "u2V0CAAA",
    });
    let credential = sign(&draft);
    assert_eq!(credential["proof"].as_array().unwrap().len(), 2);
    assert_fails(&report(&credential, &facts()), &[]);
}

#[test]
fn the_questions_name_all_that_is_needed() {
    let credential = credential();
    let inclusion = inclusion(&credential);
    let questions = Questions::of(&credential, std::slice::from_ref(&inclusion));
    assert_eq!(questions.dids, [issuer()].into());
    assert_eq!(questions.schemas, [schema_id()].into());
    assert_eq!(questions.standings, [(schema_id(), issuer())].into());
    assert_eq!(questions.lists, [LIST].into());
    assert_eq!(questions.statuses, [(LIST, INDEX)].into());
    assert_eq!(questions.batches, [(LIST, inclusion.root)].into());
    assert!(questions.status_lists.is_empty());
    assert_eq!(
        Questions::of(&json!({"verifiableCredential": 1}), &[]),
        Questions::default()
    );
}

/// Without facts, every check that needs one fails.
#[test]
fn what_was_not_asked_fails() {
    let report = report(&credential(), &Default::default());
    let not_asked = |name| (name, "not-asked");
    assert_fails(
        &report,
        &[
            not_asked(CheckName::Contexts),
            not_asked(CheckName::Issuer),
            not_asked(CheckName::Proof),
            not_asked(CheckName::VerificationMethod),
            not_asked(CheckName::Schema),
            not_asked(CheckName::Accreditation),
            not_asked(CheckName::StatusList),
            not_asked(CheckName::Revocation),
            not_asked(CheckName::Suspension),
        ],
    );
}

#[test]
fn what_cannot_be_made_is_refused() {
    let (holder, schema) = (holder().to_string(), schema());
    let draft = || Draft {
        schema: &schema,
        issuer: issuer(),
        subject: &holder,
        claims: Default::default(),
        list: LIST,
        index: INDEX,
        status_base: None,
        valid_from: now(),
        valid_until: None,
    };
    assert!(draft().to_json().is_ok());
    let claim = |name: &str, value| {
        let mut draft = draft();
        draft.claims.insert(name.into(), value);
        draft.to_json()
    };
    assert_eq!(
        claim("salary", json!(1)),
        Err(CredentialError::NoSuchClaim("salary".into()))
    );
    assert_eq!(
        claim("id", json!("did:x:y")),
        Err(CredentialError::NoSuchClaim("id".into()))
    );
    let refused = claim("birthDate", json!("2023-02-29"));
    assert!(matches!(refused, Err(CredentialError::Claim { .. })));
    let malformed = |name| Err(CredentialError::Malformed(name));
    let subject = Draft {
        subject: "holder",
        ..draft()
    };
    assert_eq!(subject.to_json(), malformed("credentialSubject.id"));
    for base in [
        "http://a.example",
        "https://a.example/",
        "https://a.example?a",
        "https://a b",
    ] {
        let draft = Draft {
            status_base: Some(base),
            ..draft()
        };
        assert_eq!(draft.to_json(), malformed("statusListCredential"));
    }
    let valid_until = Some(DateTime::from_millis(NOON - HOUR));
    assert_eq!(
        Draft {
            valid_until,
            ..draft()
        }
        .to_json(),
        Err(CredentialError::Dates)
    );
}

#[test]
fn whoever_does_not_sign_says_so() {
    let config = config(
        Cryptosuite::EddsaJcs2022,
        &issuer(),
        ProofPurpose::AssertionMethod,
    );
    let refused = DataIntegrityError::NotSigned("the key is locked".into());
    assert_eq!(
        secure(&draft(), &config, |_| Err(refused.clone())),
        Err(refused.into())
    );
}

#[test]
fn a_report_is_json_and_back() {
    let report = report(&credential(), &Default::default());
    let written = serde_json::to_value(&report).unwrap();
    assert_eq!(written["verified"], json!(false));
    assert_eq!(
        written["checks"][4],
        json!({
            "name": "issuer",
            "outcome": "failed",
            "reason": "not-asked",
            "detail": "a DID was not queried: answer all questions of the verification",
        })
    );
    assert_eq!(serde_json::from_value::<Report>(written).unwrap(), report);
}

#[test]
fn bytes_are_read_strictly_first() {
    let verify =
        |bytes: &str| verify_bytes(bytes.as_bytes(), &[], &facts(), now(), &Expected::default());
    let text = jcs::canonical(&credential());
    assert!(verify(&text).verified);
    let twice = text.replacen(
        "{\"@context\"",
        "{\"issuer\":\"did:example:x\",\"@context\"",
        1,
    );
    assert_fails(&verify(&twice), &[(CheckName::Json, "duplicate-key")]);
    assert_fails(&verify(&text[1..]), &[(CheckName::Json, "json")]);
    for value in [
        Value::Null,
        json!([]),
        json!({}),
        json!("x"),
        json!({"type": "VerifiablePresentation"}),
    ] {
        assert!(!verify(&value.to_string()).verified);
    }
}
