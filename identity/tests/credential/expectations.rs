//! Every stated expectation is met or fails, for any kind of document.

use crate::{model::*, zkp::model as zk};
use aura_identity::{
    anchoring::Inclusion,
    credential::{presentation, verify, CheckName, Expected, Facts, Outcome, Report},
    data_integrity::{Cryptosuite, ProofConfig, ProofPurpose},
    status::{status_list_url, Bitstring, StatusListCredential, StatusPurpose},
    zkp as proofs, DateTime,
};
use aura_primitives::credentials::SchemaId;
use ed25519_dalek::SigningKey;
use serde_json::{json, Value};

const CHALLENGE: &str = "7f3a";
const DOMAIN: &str = "verifier.example";

/// A document with its inclusions and facts.
struct Case {
    document: Value,
    inclusions: Vec<Inclusion>,
    facts: Facts,
}

impl Case {
    fn new(document: Value) -> Self {
        Self {
            document,
            inclusions: vec![],
            facts: facts(),
        }
    }

    fn anchored(document: Value, of: &Value) -> Self {
        let inclusion = inclusion(of);
        Self {
            document,
            facts: facts_with(&inclusion),
            inclusions: vec![inclusion],
        }
    }

    fn for_proofs(document: Value) -> Self {
        Self {
            facts: zk::records(),
            ..Self::new(document)
        }
    }

    fn report(&self, expected: &Expected) -> Report {
        report_with(&self.document, &self.inclusions, &self.facts, expected)
    }
}

fn signer() -> SigningKey {
    SigningKey::from_bytes(&[11; 32])
}

fn sign_by_key(document: &Value) -> Value {
    let did = did_key(&signer());
    let method = format!("{did}#{}", did.strip_prefix("did:key:").unwrap());
    let suite = Cryptosuite::EddsaJcs2022;
    let config = ProofConfig::new(suite, ProofPurpose::AssertionMethod, method);
    sign_with(document, &config, &signer())
}

fn of_key() -> Value {
    sign_by_key(&json!({
        "@context": ["https://www.w3.org/ns/credentials/v2"],
        "type": ["VerifiableCredential"],
        "issuer": did_key(&signer()),
        "credentialSubject": {"id": holder().to_string()},
    }))
}

fn status_list() -> Value {
    let did = did_key(&signer());
    let purpose = StatusPurpose::Revocation;
    let list = StatusListCredential {
        issuer: &did,
        url: &status_list_url("https://issuer.example", LIST, purpose),
        purpose,
        list: &Bitstring::new(0),
        valid_from: DateTime::from_millis(NOON - HOUR),
        valid_until: DateTime::from_millis(NOON + HOUR),
        ttl: 300_000,
    };
    sign_by_key(&list.to_json().unwrap())
}

fn proof() -> ProofConfig {
    ProofConfig {
        challenge: Some(CHALLENGE.into()),
        domain: Some(DOMAIN.into()),
        ..config(
            Cryptosuite::EddsaJcs2022,
            &holder(),
            ProofPurpose::Authentication,
        )
    }
}

fn presented(credential: &Value) -> Value {
    let unsigned = presentation(&holder().to_string(), std::slice::from_ref(credential)).unwrap();
    sign_with(&unsigned, &proof(), &key(&holder()))
}

/// A presentation with these credentials, which may be none.
fn presented_as(credentials: Option<Value>) -> Value {
    let mut unsigned = presentation(&holder().to_string(), &[credential()]).unwrap();
    let members = unsigned.as_object_mut().unwrap();
    members.remove("verifiableCredential");
    members.extend(credentials.map(|all| ("verifiableCredential".into(), all)));
    sign_with(&unsigned, &proof(), &key(&holder()))
}

/// The answer to a request for a proof, and that request.
fn derived() -> (Value, Value) {
    let request = zk::asking(&zk::adult());
    let answer = zk::shown(&request, &zk::answer_with(&request, |_| ()));
    (request, answer)
}

/// One expectation each, with the check that is to meet it.
fn expectations() -> [(CheckName, Expected); 9] {
    let none = Expected::default;
    let schema = |id: SchemaId| Expected {
        schemas: vec![id],
        ..none()
    };
    let challenge = |text: &str| Expected {
        challenge: Some(text.into()),
        ..none()
    };
    let domain = |text: &str| Expected {
        domain: Some(text.into()),
        ..none()
    };
    let holder_is = |did: aura_primitives::did::Did| Expected {
        holder: Some(did.to_string()),
        ..none()
    };
    let anchored = Expected {
        anchored: true,
        ..none()
    };
    [
        (CheckName::Schema, schema(schema_id())),
        (CheckName::Schema, schema([9; 32].into())),
        (CheckName::Challenge, challenge(CHALLENGE)),
        (CheckName::Challenge, challenge("other")),
        (CheckName::Domain, domain(DOMAIN)),
        (CheckName::Domain, domain("other.example")),
        (CheckName::Holder, holder_is(holder())),
        (CheckName::Holder, holder_is(stranger())),
        (CheckName::Anchor, anchored),
    ]
}

/// The outcome of a check in a report, or else in those of the credentials: the worst of them.
fn outcome(report: &Report, name: CheckName) -> String {
    let all = std::iter::once(report).chain(&report.credentials);
    let outcomes: Vec<_> = all.filter_map(|report| report.outcome(name)).collect();
    let failed = outcomes.iter().find_map(|outcome| match outcome {
        Outcome::Failed { reason, .. } => Some(reason.clone()),
        _ => None,
    });
    let all_passed = outcomes.iter().all(|one| **one == Outcome::Passed);
    match failed {
        Some(reason) => reason,
        None if outcomes.is_empty() => "left out".into(),
        None if all_passed => "met".into(),
        None => "skipped".into(),
    }
}

/// Columns: a schema, another; the challenge, another; the domain, another; the holder, another;
/// that it was anchored.
#[test]
fn every_expectation_of_every_kind_of_document() {
    let alone = "not-a-presentation";
    let (request, answer) = derived();
    let derived = answer["verifiableCredential"][0].clone();
    let table = [
        (
            "a credential",
            Case::new(credential()),
            [
                "met",
                "wrong-schema",
                alone,
                alone,
                alone,
                alone,
                alone,
                alone,
                "not-anchored",
            ],
        ),
        (
            "a credential with its inclusion",
            Case::anchored(credential(), &credential()),
            [
                "met",
                "wrong-schema",
                alone,
                alone,
                alone,
                alone,
                alone,
                alone,
                "met",
            ],
        ),
        (
            "a credential of a did:key",
            Case::new(of_key()),
            [
                "wrong-schema",
                "wrong-schema",
                alone,
                alone,
                alone,
                alone,
                alone,
                alone,
                "not-anchored",
            ],
        ),
        (
            "a status list",
            Case::new(status_list()),
            [
                "wrong-schema",
                "wrong-schema",
                alone,
                alone,
                alone,
                alone,
                alone,
                alone,
                "not-anchored",
            ],
        ),
        (
            "a presentation",
            Case::new(presented(&credential())),
            [
                "met",
                "wrong-schema",
                "met",
                "wrong-challenge",
                "met",
                "wrong-domain",
                "met",
                "wrong-holder",
                "not-anchored",
            ],
        ),
        (
            "a presentation with an inclusion",
            Case::anchored(presented(&credential()), &credential()),
            [
                "met",
                "wrong-schema",
                "met",
                "wrong-challenge",
                "met",
                "wrong-domain",
                "met",
                "wrong-holder",
                "met",
            ],
        ),
        (
            "a presentation of a credential of a did:key",
            Case::new(presented(&of_key())),
            [
                "wrong-schema",
                "wrong-schema",
                "met",
                "wrong-challenge",
                "met",
                "wrong-domain",
                "met",
                "wrong-holder",
                "not-anchored",
            ],
        ),
        (
            "a presentation of a credential of the chain and one of a did:key",
            Case::anchored(
                presented_as(Some(json!([credential(), of_key()]))),
                &credential(),
            ),
            [
                "wrong-schema",
                "wrong-schema",
                "met",
                "wrong-challenge",
                "met",
                "wrong-domain",
                "met",
                "wrong-holder",
                "not-anchored",
            ],
        ),
        (
            "a presentation of no credential",
            Case::new(presented_as(None)),
            [
                "no-credential",
                "no-credential",
                "met",
                "wrong-challenge",
                "met",
                "wrong-domain",
                "nothing-presented",
                "wrong-holder",
                "no-credential",
            ],
        ),
        (
            "a derived credential",
            Case::for_proofs(derived.clone()),
            [
                "wrong-schema",
                "wrong-schema",
                alone,
                alone,
                alone,
                alone,
                alone,
                alone,
                "not-anchored",
            ],
        ),
        (
            "a presentation of a derived credential, which its holder does not sign",
            Case::for_proofs(answer.clone()),
            [
                "wrong-schema",
                "wrong-schema",
                "malformed",
                "malformed",
                "malformed",
                "malformed",
                "malformed",
                "malformed",
                "not-anchored",
            ],
        ),
        (
            "a request",
            Case::for_proofs(request),
            [
                "malformed",
                "malformed",
                alone,
                alone,
                alone,
                alone,
                alone,
                alone,
                "malformed",
            ],
        ),
        (
            "an empty document",
            Case::new(json!({})),
            [
                "malformed",
                "malformed",
                alone,
                alone,
                alone,
                alone,
                alone,
                alone,
                "malformed",
            ],
        ),
    ];
    for (kind, case, row) in table {
        let is_good = case.report(&Expected::default()).verified;
        for ((name, expected), cell) in expectations().into_iter().zip(row) {
            let report = case.report(&expected);
            let found = outcome(&report, name);
            assert_eq!(found, cell, "{kind}: {expected:?}");
            if found == "met" {
                assert_eq!(report.verified, is_good, "{kind}: {expected:?}");
            } else {
                assert!(!report.verified, "{kind}: {expected:?}");
            }
        }
    }
}

#[test]
fn a_credential_is_refused_where_a_presentation_is_expected() {
    let expected = Expected {
        challenge: Some(CHALLENGE.into()),
        domain: Some(DOMAIN.into()),
        schemas: vec![schema_id()],
        anchored: true,
        ..Default::default()
    };
    let case = Case::anchored(credential(), &credential());
    let report = case.report(&expected);
    let names = [CheckName::Challenge, CheckName::Domain, CheckName::Holder];
    assert_fails(&report, &names.map(|name| (name, "not-a-presentation")));
    let Some(Outcome::Failed { detail, .. }) = report.outcome(CheckName::Challenge) else {
        panic!("{report:#?}");
    };
    assert_eq!(detail, "this is a credential, not a presentation");

    // An expected holder is an expectation of a presentation; `any_holder` is not.
    let expected = Expected {
        any_holder: true,
        ..Default::default()
    };
    let report = case.report(&expected);
    assert_fails(&report, &[]);
    assert_eq!(report.outcome(CheckName::Holder), None);
    let expected = Expected {
        challenge: Some(CHALLENGE.into()),
        ..expected
    };
    let refused = [(CheckName::Challenge, "not-a-presentation")];
    assert_fails(&case.report(&expected), &refused);
}

/// An unset variable of a shell is not a challenge.
#[test]
fn an_empty_expectation_is_met_by_nothing() {
    let config = ProofConfig {
        challenge: Some(String::new()),
        domain: Some(String::new()),
        ..proof()
    };
    let unsigned = presentation(&holder().to_string(), &[credential()]).unwrap();
    let case = Case::new(sign_with(&unsigned, &config, &key(&holder())));
    let expected = Expected {
        challenge: Some(String::new()),
        domain: Some(String::new()),
        holder: Some(String::new()),
        ..Default::default()
    };
    let refused = [
        (CheckName::Domain, "wrong-domain"),
        (CheckName::Challenge, "wrong-challenge"),
        (CheckName::Holder, "wrong-holder"),
    ];
    assert_fails(&case.report(&expected), &refused);
}

/// The expected holder must present, and the subject too, unless any holder is permitted.
#[test]
fn who_may_present() {
    let unsigned = presentation(&stranger().to_string(), &[credential()]).unwrap();
    let config = config(
        Cryptosuite::EddsaJcs2022,
        &stranger(),
        ProofPurpose::Authentication,
    );
    let case = Case::new(sign_with(&unsigned, &config, &key(&stranger())));
    for (by, any_holder, reason) in [
        (None, false, Some("not-subject")),
        (None, true, None),
        (Some(stranger()), false, Some("not-subject")),
        (Some(stranger()), true, None),
        (Some(holder()), false, Some("wrong-holder")),
        (Some(holder()), true, Some("wrong-holder")),
    ] {
        let expected = Expected {
            holder: by.map(|did| did.to_string()),
            any_holder,
            ..Default::default()
        };
        let refused = reason.map(|reason| (CheckName::Holder, reason));
        assert_fails(&case.report(&expected), refused.as_slice());
    }
}

#[test]
fn a_presentation_without_expectations_is_verified_with_warnings() {
    let case = Case::new(presented(&credential()));
    let reasons = |challenge: bool, domain: bool| {
        let expected = Expected {
            challenge: challenge.then(|| CHALLENGE.into()),
            domain: domain.then(|| DOMAIN.into()),
            ..Default::default()
        };
        let report = case.report(&expected);
        assert!(report.verified);
        let reasons = report.warnings.iter().map(|warning| warning.reason.clone());
        reasons.collect::<Vec<_>>()
    };
    assert_eq!(reasons(true, true), [""; 0]);
    assert_eq!(reasons(false, true), ["no-challenge"]);
    assert_eq!(reasons(true, false), ["no-domain"]);
    assert_eq!(reasons(false, false), ["no-challenge", "no-domain"]);
    let json = serde_json::to_value(case.report(&Expected::default())).unwrap();
    let detail = "no challenge was expected, so anybody who has seen the presentation could have \
                  replayed it";
    let warning = json!({"check": "challenge", "reason": "no-challenge", "detail": detail});
    assert_eq!(json["warnings"][0], warning);

    // A credential cannot be replayed: it does not claim a holder.
    let report = verify(&credential(), &[], &facts(), now(), &Expected::default());
    assert!(report.verified && report.warnings.is_empty());
}

/// The expected digest of a verifier of proofs, for every key.
#[test]
fn the_key_of_a_proof_is_expected_of_every_document() {
    let (request, answer) = derived();
    let facts = zk::facts();
    let digest = facts.keys.values().flatten().map(|fact| fact.key.digest);
    let used = |digest: &[u8; 32]| {
        let expected = proofs::Expected {
            key_digest: Some(*digest),
        };
        proofs::verify_expecting(&request, &answer, &facts, now(), &expected).verified
    };
    // Exactly one key of the chain made the proof.
    assert_eq!(digest.filter(used).count(), 1);
    for document in [
        zk::credential(),
        presented(&credential()),
        answer["verifiableCredential"][0].clone(),
        request.clone(),
        json!({}),
    ] {
        for key_digest in [None, Some([0; 32])] {
            let expected = proofs::Expected { key_digest };
            let report = proofs::verify_expecting(&request, &document, &facts, now(), &expected);
            let key = report.outcome(CheckName::VerifyingKey);
            assert!(matches!(key, Some(Outcome::Failed { .. })), "{document}");
            assert!(!report.verified);
        }
    }
    let expected = proofs::Expected {
        key_digest: Some([0; 32]),
    };
    let report = proofs::verify_expecting(&request, &answer, &facts, now(), &expected);
    assert!(!report.verified);
}
