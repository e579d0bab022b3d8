//! Each rule is broken on its own.

use crate::model::*;
use aura_identity::{
    credential::{secure, CheckName, Expected, Facts, Report},
    data_integrity::{Cryptosuite, ProofConfig, ProofPurpose},
    DateTime,
};
use aura_primitives::{
    credentials::{IssuancePolicy, Standing, Status},
    did::{
        view::{VerificationMethodView, View},
        PublicKey, Relationships,
    },
};
use serde_json::{json, Value};

/// Report on the good credential, with changed facts.
fn if_facts(change: impl FnOnce(&mut Facts)) -> Report {
    let mut facts = facts();
    change(&mut facts);
    report(&credential(), &facts)
}

/// Report on a credential that was changed before signing.
fn if_signed(change: impl FnOnce(&mut Value)) -> Report {
    let mut draft = draft();
    change(&mut draft);
    report(&sign(&draft), &facts())
}

/// Report on a credential that was changed after signing.
fn if_altered(change: impl FnOnce(&mut Value)) -> Report {
    let mut credential = credential();
    change(&mut credential);
    report(&credential, &facts())
}

fn if_key(change: impl FnOnce(&mut VerificationMethodView)) -> Report {
    if_facts(|facts| {
        let Some(Some(View::Active(view))) = facts.dids.get_mut(&issuer()) else {
            panic!()
        };
        change(&mut view.methods[0]);
    })
}

fn if_config(change: impl FnOnce(&mut ProofConfig)) -> Report {
    let mut config = config(
        Cryptosuite::EddsaJcs2022,
        &issuer(),
        ProofPurpose::AssertionMethod,
    );
    change(&mut config);
    report(&sign_with(&draft(), &config, &key(&issuer())), &facts())
}

#[test]
fn an_issuer_that_was_given_up() {
    let all = |reason| {
        [
            CheckName::Issuer,
            CheckName::Proof,
            CheckName::VerificationMethod,
        ]
        .map(|name| (name, reason))
    };
    let report = if_facts(|facts| {
        facts.dids.insert(issuer(), Some(deactivated()));
    });
    assert_fails(&report, &all("deactivated"));
    let report = if_facts(|facts| {
        facts.dids.insert(issuer(), None);
    });
    assert_fails(&report, &all("no-such-did"));
}

#[test]
fn an_issuer_of_another_method() {
    let report = if_signed(|draft| draft["issuer"] = json!("did:web:issuer.example"));
    let failures = failures(&report);
    assert!(
        failures.contains(&(CheckName::Issuer, "other-method".into())),
        "{failures:?}"
    );
    assert!(
        failures.contains(&(CheckName::Proof, "other-method".into())),
        "{failures:?}"
    );
}

#[test]
fn a_method_of_another_did() {
    let config = config(
        Cryptosuite::EddsaJcs2022,
        &stranger(),
        ProofPurpose::AssertionMethod,
    );
    let report = report(&sign_with(&draft(), &config, &key(&stranger())), &facts());
    let names = [
        CheckName::Proof,
        CheckName::VerificationMethod,
        CheckName::ProofPurpose,
        CheckName::ProofDates,
    ];
    assert_fails(&report, &names.map(|name| (name, "another-did")));
}

#[test]
fn no_proof_at_all() {
    let names = [
        CheckName::Proof,
        CheckName::VerificationMethod,
        CheckName::ProofPurpose,
        CheckName::ProofDates,
    ];
    assert_fails(
        &report(&draft(), &facts()),
        &names.map(|name| (name, "no-proof")),
    );
}

#[test]
fn every_proof_of_the_issuer_must_hold() {
    let mut credential = sign(&credential());
    assert_fails(&report(&credential, &facts()), &[]);
    credential["proof"][0]["proofValue"] = credential["proof"][1]["proofValue"].clone();
    credential["proof"][1]["created"] = json!("2026-01-31T10:59:59Z");
    assert_fails(
        &report(&credential, &facts()),
        &[(CheckName::Proof, "signature")],
    );
}

#[test]
fn the_proof_of_somebody_else_says_nothing() {
    let config = config(
        Cryptosuite::EddsaRdfc2022,
        &stranger(),
        ProofPurpose::Authentication,
    );
    let credential = sign_with(&credential(), &config, &key(&stranger()));
    assert_fails(&report(&credential, &facts()), &[]);
}

#[test]
fn a_wrong_purpose() {
    let report = if_config(|config| config.purpose = ProofPurpose::Authentication);
    assert_fails(&report, &[(CheckName::ProofPurpose, "purpose")]);
}

#[test]
fn a_method_that_there_is_not() {
    let report = if_config(|config| config.verification_method = format!("{}#key-9", issuer()));
    let names = [CheckName::Proof, CheckName::VerificationMethod];
    assert_fails(&report, &names.map(|name| (name, "no-such-method")));
}

#[test]
fn a_key_that_was_revoked() {
    let report = if_key(|key| {
        key.revoked = Some(NOON + HOUR);
        key.relationships = Relationships::NONE;
    });
    assert_fails(&report, &[(CheckName::VerificationMethod, "key-revoked")]);
}

#[test]
fn a_key_that_states_no_facts() {
    let report = if_key(|key| key.relationships = Relationships::NONE);
    assert_fails(&report, &[(CheckName::VerificationMethod, "not-related")]);
}

#[test]
fn a_key_of_another_kind() {
    let report = if_key(|key| key.multikey = PublicKey::Sr25519([5; 32]).to_multikey());
    let names = [CheckName::Proof, CheckName::VerificationMethod];
    assert_fails(&report, &names.map(|name| (name, "key-kind")));
}

/// The date in a proof does not count: only the chain proves the time of signing.
#[test]
fn a_key_that_was_retired_before() {
    let refused = [(CheckName::VerificationMethod, "key-retired")];
    let mut config = config(
        Cryptosuite::EddsaJcs2022,
        &issuer(),
        ProofPurpose::AssertionMethod,
    );
    let anchored = NOON - HOUR;
    for (created, retired, with) in [
        (None, anchored, &[][..]),
        (None, anchored - 1, &refused[..]),
        (Some(NOON - 2 * HOUR), anchored - 1, &refused[..]),
    ] {
        config.created = created.map(DateTime::from_millis);
        let credential = sign_with(&draft(), &config, &key(&issuer()));
        let inclusion = inclusion(&credential);
        let mut facts = facts_with(&inclusion);
        let mut method = method(&issuer(), Relationships::ASSERTION);
        method.expires = Some(retired);
        facts.dids.insert(issuer(), Some(active(vec![method])));
        assert_fails(&report(&credential, &facts), &refused);
        let report = report_with(&credential, &[inclusion], &facts, &Expected::default());
        assert_fails(&report, with);
    }
}

#[test]
fn an_expired_proof() {
    let expires = |at| if_config(|config| config.expires = Some(DateTime::from_millis(at)));
    assert_fails(&expires(NOON - TOLERANCE), &[]);
    assert_fails(
        &expires(NOON - TOLERANCE - 1000),
        &[(CheckName::ProofDates, "proof-expired")],
    );
}

#[test]
fn a_proof_from_the_future() {
    let created = |at| if_config(|config| config.created = Some(DateTime::from_millis(at)));
    assert_fails(&created(NOON + TOLERANCE), &[]);
    assert_fails(
        &created(NOON + TOLERANCE + 1000),
        &[(CheckName::ProofDates, "created-in-future")],
    );
}

#[test]
fn dates_that_there_are_not() {
    for name in ["validFrom", "validUntil"] {
        for date in [
            json!("2023-02-29T00:00:00Z"),
            json!("2026-01-31"),
            json!(1),
            json!("2026-01-31T12:00:00+15:00"),
        ] {
            let report = if_altered(|vc| vc[name] = date);
            assert_fails(
                &report,
                &[
                    (CheckName::DataModel, "date"),
                    (CheckName::Proof, "signature"),
                    (CheckName::Validity, "date"),
                ],
            );
        }
    }
    let mut credential = credential();
    credential["proof"]["created"] = json!("2023-02-29T00:00:00Z");
    let failures = failures(&report(&credential, &facts()));
    assert!(
        failures.contains(&(CheckName::ProofDates, "date".into())),
        "{failures:?}"
    );
}

/// Dates are compared as times, and signed as texts.
#[test]
fn dates_have_offsets() {
    for (from, until, failure) in [
        (
            "2026-01-01T00:00:00+00:00",
            "2026-01-31T14:00:00+02:00",
            None,
        ),
        (
            "2026-01-31T14:00:00.9+02:00",
            "2026-01-31T10:00:00-02:00",
            None,
        ),
        (
            "2026-01-31T14:05:01+02:00",
            "2026-02-01T00:00:00Z",
            Some("not-yet-valid"),
        ),
        (
            "2026-01-01T00:00:00-02:00",
            "2026-01-31T13:54:59+02:00",
            Some("expired"),
        ),
    ] {
        for suite in Cryptosuite::ALL {
            let config = config(suite, &issuer(), ProofPurpose::AssertionMethod);
            let mut draft = draft();
            draft["validFrom"] = json!(from);
            draft["validUntil"] = json!(until);
            let credential = sign_with(&draft, &config, &key(&issuer()));
            assert_eq!(credential["validFrom"], from);
            let expected: Vec<_> = failure
                .map(|why| (CheckName::Validity, why))
                .into_iter()
                .collect();
            assert_fails(&report(&credential, &facts()), &expected);
            // The same time in another spelling is another text.
            let mut other = credential.clone();
            other["validUntil"] = json!("2026-12-31T23:59:59Z");
            let failures = failures(&report(&other, &facts()));
            assert!(
                failures.contains(&(CheckName::Proof, "signature".into())),
                "{failures:?}"
            );
        }
    }
    let mut credential = credential();
    credential["proof"]["created"] = json!("2026-01-31T12:00:00+01:00");
    let failures = failures(&report(&credential, &facts()));
    assert_eq!(failures, [(CheckName::Proof, "signature".into())]);
}

#[test]
fn not_yet_or_no_longer_valid() {
    let valid = |name: &str, time: &str| if_signed(|draft| draft[name] = json!(time));
    let report = valid("validFrom", "2026-01-31T12:05:01Z");
    assert_fails(&report, &[(CheckName::Validity, "not-yet-valid")]);
    let report = valid("validUntil", "2026-01-31T11:54:59Z");
    assert_fails(&report, &[(CheckName::Validity, "expired")]);
    // Differences within the tolerance are accepted.
    assert_fails(&valid("validFrom", "2026-01-31T12:05:00Z"), &[]);
    assert_fails(&valid("validUntil", "2026-01-31T11:55:00Z"), &[]);
}

#[test]
fn altered_claims() {
    let signature = [(CheckName::Proof, "signature")];
    assert_fails(
        &if_altered(|vc| vc["credentialSubject"]["country"] = json!("LI")),
        &signature,
    );
    assert_fails(
        &if_altered(|vc| vc["credentialSubject"]["resident"] = json!(false)),
        &signature,
    );
    let report = if_altered(|vc| {
        vc["credentialSubject"]
            .as_object_mut()
            .unwrap()
            .remove("points");
    });
    assert_fails(&report, &signature);
}

#[test]
fn undefined_terms() {
    let report = if_altered(|vc| vc["credentialSubject"]["salary"] = json!(1));
    assert_fails(
        &report,
        &[
            (CheckName::Terms, "undefined-term"),
            (CheckName::Proof, "undefined-term"),
            (CheckName::Schema, "no-such-claim"),
        ],
    );
}

#[test]
fn other_contexts_than_the_schemas() {
    let report = if_signed(|draft| {
        let (iri, changed) = (
            "/@context/1/country",
            json!("https://evil.example/#country"),
        );
        *draft.pointer_mut(iri).unwrap() = changed;
    });
    assert_fails(&report, &[(CheckName::Contexts, "schema-context")]);
    let report =
        if_signed(|draft| draft["@context"][1]["more"] = json!("https://evil.example/#more"));
    assert_fails(&report, &[(CheckName::Contexts, "schema-context")]);
    let report =
        if_altered(|vc| vc["@context"][0] = json!("https://www.w3.org/2018/credentials/v1"));
    let failures = failures(&report);
    assert!(
        failures.contains(&(CheckName::Contexts, "unknown-context".into())),
        "{failures:?}"
    );
}

#[test]
fn a_schema_that_there_is_not_or_another_one() {
    let report = if_facts(|facts| {
        facts.schemas.insert(schema_id(), None);
    });
    let names = [
        CheckName::Contexts,
        CheckName::Schema,
        CheckName::Accreditation,
    ];
    assert_fails(&report, &names.map(|name| (name, "no-such-schema")));

    let expected = Expected {
        schemas: vec![[9; 32].into()],
        ..Default::default()
    };
    let report = report_with(&credential(), &[], &facts(), &expected);
    assert_fails(&report, &[(CheckName::Schema, "wrong-schema")]);

    let digest = json!("uEiAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA");
    let report = if_signed(|draft| draft["credentialSchema"]["digestMultibase"] = digest);
    assert_fails(&report, &[(CheckName::Schema, "schema-differs")]);
    let report = if_signed(|draft| {
        draft["credentialSchema"]["id"] = json!(format!("{}/schemas/{}", stranger(), schema_id()));
    });
    assert_fails(&report, &[(CheckName::Schema, "schema-differs")]);
}

#[test]
fn claims_that_are_not_of_their_kind() {
    for (name, value) in [
        ("birthDate", json!("1990-02-30")),
        ("birthDate", json!(19_900_228)),
        ("points", json!("12")),
        ("resident", json!("true")),
    ] {
        let report = if_signed(|draft| draft["credentialSubject"][name] = value);
        assert_fails(&report, &[(CheckName::Schema, "claim")]);
    }
}

#[test]
fn an_issuer_without_accreditation() {
    for standing in [
        Standing::Missing,
        Standing::Suspended(issuer()),
        Standing::Broken(owner()),
        Standing::Deactivated(owner()),
        Standing::TooDeep(issuer()),
    ] {
        let change = |facts: &mut Facts| {
            facts
                .standings
                .insert((schema_id(), issuer()), Some(standing));
        };
        assert_fails(
            &if_facts(change),
            &[(CheckName::Accreditation, "unaccredited")],
        );
        // Standing is not needed under an open policy.
        let report = if_facts(|facts| {
            change(facts);
            let schema = facts
                .schemas
                .get_mut(&schema_id())
                .unwrap()
                .as_mut()
                .unwrap();
            schema.policy = IssuancePolicy::Open;
        });
        assert_fails(&report, &[]);
    }
}

#[test]
fn a_lapsed_accreditation_is_good_for_what_was_anchored() {
    let credential = credential();
    let inclusion = inclusion(&credential);
    let mut facts = facts_with(&inclusion);
    facts
        .standings
        .insert((schema_id(), issuer()), Some(Standing::Expired(issuer())));
    assert_fails(
        &report(&credential, &facts),
        &[(CheckName::Accreditation, "lapsed")],
    );
    let report = report_with(&credential, &[inclusion], &facts, &Expected::default());
    assert_fails(&report, &[]);
}

fn if_list(change: impl FnOnce(&mut aura_primitives::credentials::view::ListView)) -> Report {
    if_facts(|facts| change(facts.lists.get_mut(&LIST).unwrap().as_mut().unwrap()))
}

/// A status is not read from a list that does not belong to the issuer.
fn of_list(reason: &str) -> [(CheckName, &str); 3] {
    [
        CheckName::StatusList,
        CheckName::Revocation,
        CheckName::Suspension,
    ]
    .map(|name| (name, reason))
}

#[test]
fn a_list_that_may_not_speak() {
    assert_fails(
        &if_list(|list| list.schema = [9; 32].into()),
        &of_list("another-schemas-list"),
    );
    assert_fails(
        &if_list(|list| list.owner = stranger()),
        &of_list("anothers-list"),
    );
    assert_fails(
        &if_list(|list| list.allocated = INDEX),
        &of_list("not-allocated"),
    );
    let report = if_facts(|facts| {
        facts.lists.insert(LIST, None);
    });
    assert_fails(&report, &of_list("no-such-list"));
}

#[test]
fn entries_that_name_the_list_of_another() {
    let report = if_signed(|draft| {
        let text = draft["credentialStatus"].to_string();
        let text = text.replace(&issuer().to_string(), &stranger().to_string());
        draft["credentialStatus"] = serde_json::from_str(&text).unwrap();
    });
    assert_fails(&report, &of_list("anothers-list"));
}

#[test]
fn entries_that_are_not_two() {
    let report = if_signed(|draft| {
        draft.as_object_mut().unwrap().remove("credentialStatus");
    });
    assert_fails(&report, &of_list("status-entries"));
    let report = if_signed(|draft| {
        draft["credentialStatus"].as_array_mut().unwrap().pop();
    });
    assert_fails(&report, &of_list("status-entries"));
    let report =
        if_signed(|draft| draft["credentialStatus"][1] = draft["credentialStatus"][0].clone());
    assert_fails(&report, &of_list("status-entries"));
    let report = if_signed(|draft| draft["credentialStatus"][1]["statusListIndex"] = json!("0"));
    assert_fails(&report, &of_list("status-disagrees"));
}

#[test]
fn revoked_or_suspended() {
    let status = |status| {
        if_facts(|facts| {
            facts.statuses.insert((LIST, INDEX), status);
        })
    };
    assert_fails(
        &status(Some(Status::Revoked)),
        &[(CheckName::Revocation, "revoked")],
    );
    assert_fails(
        &status(Some(Status::Suspended)),
        &[(CheckName::Suspension, "suspended")],
    );
    assert_fails(
        &status(Some(Status::Held)),
        &[(CheckName::Suspension, "held")],
    );
    let names = [CheckName::Revocation, CheckName::Suspension];
    assert_fails(&status(None), &names.map(|name| (name, "not-allocated")));
}

#[test]
fn an_inclusion_of_something_else() {
    let credential = credential();
    let good = inclusion(&credential);
    let facts = facts_with(&good);
    let expected = Expected {
        anchored: true,
        ..Default::default()
    };
    let check =
        |inclusions: &[_], facts: &_| report_with(&credential, inclusions, facts, &expected);
    let anchor = |reason| [(CheckName::Anchor, reason)];
    assert_fails(&check(&[], &facts), &anchor("not-anchored"));

    let mut other = good.clone();
    other.position = 3;
    assert_fails(&check(&[other], &facts), &anchor("not-in-batch"));
    let mut other = good.clone();
    other.root = [0; 32];
    assert_fails(&check(&[other], &facts), &anchor("not-in-batch"));
    let mut other = good.clone();
    other.list = LIST + 1;
    assert_fails(&check(&[other], &facts), &anchor("not-anchored"));
    let mut other = good.clone();
    other.count = 6;
    assert_fails(&check(&[other], &facts), &anchor("another-batch"));

    let batch = |change: fn(&mut aura_primitives::credentials::view::BatchView)| {
        let mut facts = facts.clone();
        change(facts.batches.values_mut().next().unwrap().as_mut().unwrap());
        check(std::slice::from_ref(&good), &facts)
    };
    assert_fails(&batch(|batch| batch.count = 4), &anchor("another-batch"));
    assert_fails(
        &batch(|batch| batch.first = INDEX + 1),
        &anchor("another-batch"),
    );
    assert_fails(
        &batch(|batch| batch.first = INDEX - 5),
        &anchor("another-batch"),
    );
    let mut none = facts.clone();
    none.batches.insert((LIST, good.root), None);
    assert_fails(
        &check(std::slice::from_ref(&good), &none),
        &anchor("no-such-batch"),
    );

    // A batch of another issuer's list proves nothing about the time of signing.
    let mut others = facts.clone();
    let list = others.lists.get_mut(&LIST).unwrap().as_mut().unwrap();
    list.owner = stranger();
    let names = [
        CheckName::StatusList,
        CheckName::Revocation,
        CheckName::Suspension,
        CheckName::Anchor,
    ];
    assert_fails(
        &check(std::slice::from_ref(&good), &others),
        &names.map(|name| (name, "anothers-list")),
    );

    // A presented inclusion must be valid, even if none is expected.
    let mut other = good;
    other.salt = [9; 32];
    let report = report_with(&credential, &[other], &facts, &Expected::default());
    assert_fails(&report, &anchor("not-in-batch"));
}

#[test]
fn malformed_credentials() {
    for (member, value, reason) in [
        ("type", json!("VerifiablePresentationX"), "malformed"),
        ("issuer", json!("issuer"), "malformed"),
        ("issuer", json!(["did:example:a"]), "malformed"),
        ("credentialSubject", json!("did:example:a"), "malformed"),
        ("credentialSubject", json!({}), "malformed"),
        ("id", json!("not an IRI"), "malformed"),
        (
            "@context",
            json!("https://w3id.org/security/multikey/v1"),
            "malformed",
        ),
    ] {
        let report = if_altered(|vc| vc[member] = value);
        let failures = failures(&report);
        assert!(
            failures.contains(&(CheckName::DataModel, reason.into())),
            "{member}: {failures:?}"
        );
    }
}

/// `secure` refuses the same documents as `verify`.
#[test]
fn a_malformed_document_is_not_signed() {
    for suite in Cryptosuite::ALL {
        let config = config(suite, &issuer(), ProofPurpose::AssertionMethod);
        for (member, value) in [
            ("evidence", json!({})),
            ("name", json!(5)),
            ("validUntil", json!("2001-01-01T00:00:00Z")),
            ("relatedResource", json!(["urn:x:1"])),
        ] {
            let mut draft = draft();
            draft[member] = value;
            let refused = secure(&draft, &config, |_| panic!("it must not come to that"));
            let reason = refused.unwrap_err().reason();
            assert!(
                ["malformed", "dates"].contains(&reason),
                "{member}: {reason}"
            );
        }
    }
}

#[test]
fn a_document_is_not_signed_with_what_is_undefined() {
    let mut draft = draft();
    draft["credentialSubject"]["salary"] = json!(1);
    for suite in Cryptosuite::ALL {
        let config = config(suite, &issuer(), ProofPurpose::AssertionMethod);
        let refused = secure(&draft, &config, |_| panic!("it must not come to that"));
        assert_eq!(refused.unwrap_err().reason(), "undefined-term");
    }
}
