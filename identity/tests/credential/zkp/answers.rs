//! Presentations: content and format.

use super::model::*;
use aura_identity::{
    data_integrity::{contexts, rdfc},
    zkp::{
        read, AuthenticatedRequest, Keys, PresentedRecords, Questions, Request, ZkpError, NOBODY,
    },
};
use aura_primitives::zkp::{Circuit, KeyId};
use aura_zkp_core::{
    credential::nullifier,
    groth16::Proof,
    statement::{Predicate, Statement},
};
use base64::{engine::general_purpose::URL_SAFE_NO_PAD, Engine};
use proptest::prelude::*;
use serde_json::{json, Value};
use std::sync::LazyLock;

static ADULTS: LazyLock<(Value, Value)> = LazyLock::new(|| {
    let request = asking(&adult());
    let answer = shown(&request, &answer_with(&request, |_| ()));
    (request, answer)
});

fn adults() -> (Value, Value) {
    ADULTS.clone()
}

fn entry(answer: &Value) -> &Value {
    &answer["verifiableCredential"][0]["proof"]
}

fn bytes_of(answer: &Value) -> Vec<u8> {
    let text = entry(answer)["proofValue"].as_str().unwrap();
    URL_SAFE_NO_PAD.decode(&text[1..]).unwrap()
}

fn with_bytes(answer: &Value, bytes: &[u8]) -> Value {
    let mut answer = answer.clone();
    let text = format!("u{}", URL_SAFE_NO_PAD.encode(bytes));
    answer["verifiableCredential"][0]["proof"]["proofValue"] = text.into();
    answer
}

#[test]
fn it_shows_issuer_schema_and_predicate_and_nothing_else() {
    for (predicate, subject) in predicates().into_iter().zip([
        json!({"auraProves": "ownership"}),
        json!({"auraProves": "age", "auraClaim": "birthDate", "auraYears": 18}),
        json!({"auraProves": "range", "auraClaim": "points", "auraLeast": -5, "auraGreatest": 20}),
        json!({"auraProves": "membership", "auraClaim": "country"}),
    ]) {
        let request = asking(&request(predicate));
        let answer = shown(&request, &answer_with(&request, |_| ()));
        let credential = &answer["verifiableCredential"][0];
        let names: Vec<_> = credential.as_object().unwrap().keys().collect();
        assert_eq!(
            names,
            [
                "@context",
                "credentialSchema",
                "credentialSubject",
                "issuer",
                "proof",
                "type"
            ]
        );
        let mut found = credential["credentialSubject"].clone();
        if let Some(root) = found.as_object_mut().unwrap().remove("auraSetRoot") {
            assert_eq!(root.as_str().unwrap().len(), 44);
        }
        assert_eq!(found, subject);
        assert_eq!(credential["issuer"], json!(issuer().to_string()));
        assert_eq!(credential["credentialSchema"], draft()["credentialSchema"]);
        let names: Vec<_> = answer.as_object().unwrap().keys().collect();
        assert_eq!(names, ["@context", "type", "verifiableCredential"]);
        // Neither the subject nor the status index is shown.
        let text = answer.to_string();
        let own = draft()["credentialSubject"].clone();
        for secret in [
            &own["id"],
            &own["salt"],
            &own["claimsRoot"],
            &own["holderCommitment"],
        ] {
            assert!(!text.contains(secret.as_str().unwrap()));
        }
        assert!(!text.contains(&INDEX.to_string()));
    }
}

/// Every member has a meaning for readers of JSON-LD.
#[test]
fn it_is_json_ld_of_which_every_term_is_defined() {
    for predicate in predicates() {
        let request = asking(&request(predicate));
        let answer = shown(&request, &answer_with(&request, |_| ()));
        let quads = rdfc::canonical(&answer).unwrap();
        let url = aura_identity::credential::schema_url(&owner(), &schema().id);
        assert!(quads.contains(&format!("<{url}#auraProves>")), "{quads}");
        assert_eq!(answer["@context"], json!([contexts::CREDENTIALS_V2]));
    }
}

#[test]
fn its_value_is_laid_out_as_specified() {
    let (request, shown) = adults();
    let answer = answer_with(&request, |_| ());
    let bytes = bytes_of(&shown);
    let proof = Proof::read(&answer.proof).unwrap().to_compressed();
    let expected = [
        &b"ag\x01\x01"[..],
        answer.policy.as_bytes(),
        &NOBODY,
        &VERSION.to_le_bytes(),
        issuer().as_bytes(),
        &KEY.to_le_bytes(),
        &LIST.to_le_bytes(),
        &answer.status_root,
        &today().0.to_le_bytes(),
        &answer.nullifier,
        &[8; 32],
        &EXPIRES.to_le_bytes(),
        &proof,
    ]
    .concat();
    assert_eq!(bytes, expected);
    assert_eq!(bytes.len(), 406);
}

#[test]
fn it_is_read_as_it_was_written() {
    for predicate in predicates() {
        let request = asking(&request(predicate));
        let answer = answer_with(&request, |answer| answer.beneficiary = [5; 32]);
        let read = read(&shown(&request, &answer)).unwrap();
        assert_eq!(read, answer);
    }
}

#[test]
fn other_values_are_refused() {
    let (_, answer) = adults();
    let bytes = bytes_of(&answer);
    let why = |bytes: &[u8]| {
        read(&with_bytes(&answer, bytes))
            .err()
            .map(|error| error.reason())
    };
    let with = |at: usize, value: u8| {
        let mut bytes = bytes.clone();
        bytes[at] = value;
        why(&bytes)
    };
    assert_eq!(why(&bytes), None);
    for (at, value) in [(0, 0), (1, 0), (2, 2), (3, 0)] {
        assert_eq!(with(at, value), Some("proof-version"));
    }
    assert_eq!(why(&bytes[..405]), Some("proof-value"));
    assert_eq!(why(&[&bytes[..], &[0]].concat()), Some("proof-value"));
    // Issuer and key index are also in the entry.
    assert_eq!(with(70, 0), Some("no-such-method"));
    assert_eq!(with(102, 9), Some("no-such-method"));
    // A proof with invalid points.
    assert_eq!(with(214, 0), Some("proof-invalid"));
    let mut identity = bytes.clone();
    identity[214..262].fill(0);
    identity[214] = 0b1100_0000;
    assert_eq!(why(&identity), Some("proof-invalid"));
}

#[test]
fn other_documents_are_refused() {
    let (_, answer) = adults();
    let why = |change: fn(&mut Value)| {
        let mut answer = answer.clone();
        change(&mut answer);
        read(&answer)
    };
    let wrong = |name| Err(ZkpError::Presentation(name));
    assert!(why(|_| ()).is_ok());
    assert_eq!(why(|it| *it = json!(1)), wrong("type"));
    assert_eq!(why(|it| it["type"] = json!(["Other"])), wrong("type"));
    let credentials = wrong("verifiableCredential");
    assert_eq!(
        why(|it| it["verifiableCredential"] = json!([])),
        credentials
    );
    let twice = why(|it| {
        let one = it["verifiableCredential"][0].clone();
        it["verifiableCredential"].as_array_mut().unwrap().push(one);
    });
    assert_eq!(twice, credentials);
    let entry = |it: &mut Value, name: &str, value| {
        it["verifiableCredential"][0]["proof"][name] = value;
    };
    let other = |it: &mut Value| entry(it, "cryptosuite", json!("eddsa-jcs-2022"));
    let mut document = answer.clone();
    other(&mut document);
    assert_eq!(read(&document), wrong("cryptosuite"));
    for (name, value, expected) in [
        ("proofPurpose", json!("authentication"), ZkpError::Purpose),
        ("created", json!("2026-01-31T10:00:00Z"), ZkpError::Members),
        ("type", json!("Proof"), ZkpError::Members),
        (
            "verificationMethod",
            json!("did:x:y#key-2"),
            ZkpError::Method,
        ),
        ("proofValue", json!(1), ZkpError::Value),
    ] {
        let mut document = answer.clone();
        entry(&mut document, name, value);
        assert_eq!(read(&document), Err(expected), "{name}");
    }
    // The issuer's proof is not a presentation.
    let mut base = answer.clone();
    base["verifiableCredential"][0]["proof"] = credential()["proof"][0].clone();
    assert!(matches!(read(&base), Err(ZkpError::Header(_))));
}

/// All public inputs follow from the request and the records.
#[test]
fn the_statement_is_made_of_the_request_and_the_records() {
    let facts = facts();
    let document = asking(&adult());
    let asked = AuthenticatedRequest::authenticate(&document, &facts).unwrap();
    let answer = asked.presentation(&named(), &wallet_secret());
    let scope = asked.scope();
    assert_eq!(
        answer.nullifier,
        nullifier(&wallet_secret(), &scope).to_bytes()
    );
    let id = KeyId {
        circuit: Circuit::Age,
        version: VERSION,
    };
    let digest = facts.keys[&id].as_ref().unwrap().key.digest;
    let key = secret_key().public_key();
    let statement = asked.statement(&answer, &key, &digest).unwrap();
    let inputs = |statement: Statement| statement.inputs().unwrap();
    let all = inputs(statement.clone());
    assert_eq!(all.len(), 10);
    assert_eq!(statement.scope, scope);
    let cutoff = today().years_before(18).unwrap();
    assert_eq!(statement.predicate, Predicate::Age { slot: 4, cutoff });
    // Every changed part makes another context.
    let context = |digest: &[u8; 32], named: PresentedRecords, request: &Request| {
        let asked = AuthenticatedRequest::authenticate(&asking(request), &facts).unwrap();
        let answer = asked.presentation(&named, &wallet_secret());
        asked
            .statement(&answer, &key, digest)
            .unwrap()
            .context
            .to_bytes()
    };
    let for_account = PresentedRecords {
        beneficiary: Some([1; 32]),
        ..named()
    };
    let changed = |change: fn(&mut Request)| {
        let mut request = adult();
        change(&mut request);
        context(&digest, named(), &request)
    };
    let mut contexts = vec![
        statement.context.to_bytes(),
        context(&[0; 32], named(), &adult()),
        context(&digest, for_account, &adult()),
        changed(|request| request.challenge = [0; 32]),
        changed(|request| request.expires += 1),
        changed(|request| request.keys = Keys::AtLeast(0)),
    ];
    contexts.sort();
    contexts.dedup();
    assert_eq!(contexts.len(), 6);
}

#[test]
fn the_beneficiary_of_the_request_comes_first() {
    let request = Request {
        beneficiary: Some([3; 32]),
        ..adult()
    };
    let asked = AuthenticatedRequest::authenticate(&asking(&request), &facts()).unwrap();
    let own = PresentedRecords {
        beneficiary: Some([4; 32]),
        ..named()
    };
    let beneficiary = |asked: &AuthenticatedRequest, named| {
        asked.presentation(named, &wallet_secret()).beneficiary
    };
    assert_eq!(beneficiary(&asked, &own), [3; 32]);
    let asked = AuthenticatedRequest::authenticate(&asking(&adult()), &facts()).unwrap();
    assert_eq!(beneficiary(&asked, &own), [4; 32]);
    assert_eq!(beneficiary(&asked, &named()), NOBODY);
}

#[test]
fn a_verifier_asks_for_all_that_is_named() {
    let (request, answer) = adults();
    let questions = Questions::of(&request, Some(&answer));
    assert_eq!(questions.records.dids, [verifier(), issuer()].into());
    assert_eq!(questions.records.schemas, [schema().id].into());
    assert_eq!(
        questions.records.standings,
        [(schema().id, issuer())].into()
    );
    assert_eq!(questions.records.lists, [LIST].into());
    assert!(questions.records.statuses.is_empty());
    let key = KeyId {
        circuit: Circuit::Age,
        version: VERSION,
    };
    assert_eq!(questions.keys, [key].into());
    assert_eq!(questions.roots, [LIST].into());
    let none = Questions::of(&request, Some(&json!({})));
    assert_eq!(none, Questions::of(&request, None));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]
    #[test]
    fn no_value_makes_reading_panic(
        bytes in prop::collection::vec(any::<u8>(), 0..420),
        whole: bool,
    ) {
        let (_, answer) = adults();
        let mut bytes = bytes;
        if whole {
            bytes.splice(0..bytes.len().min(4), *b"ag\x01\x01");
        }
        let _ = read(&with_bytes(&answer, &bytes));
    }
}
