//! Work of verifications, counted in bytes and steps.

use super::{verify_within, Shared};
use crate::{
    credential::{secure, Expected, Facts, Report},
    data_integrity::{Cryptosuite, ProofConfig, ProofPurpose},
    did::multikey,
    limits::{MAX_STEPS, MAX_VERIFICATION_STEPS},
    status::{Bitstring, StatusListCredential, StatusPurpose},
    DateTime,
};
use aura_primitives::did::PublicKey;
use ed25519_dalek::{Signer, SigningKey};
use serde_json::{json, Value};

const BASE: &str = "https://www.w3.org/ns/credentials/v2";

fn issuer() -> (SigningKey, String) {
    let key = SigningKey::from_bytes(&[11; 32]);
    let public = PublicKey::Ed25519(key.verifying_key().to_bytes());
    let text = multikey::encode(&public.to_multikey());
    (key, text)
}

fn sign(document: Value, suite: Cryptosuite, proofs: usize) -> Value {
    let (key, text) = issuer();
    let method = format!("did:key:{text}#{text}");
    let config = ProofConfig::new(suite, ProofPurpose::AssertionMethod, method);
    (0..proofs).fold(document, |document, _| {
        secure(&document, &config, |bytes| Ok(key.sign(bytes).to_bytes())).unwrap()
    })
}

/// A credential with six linked blank nodes: about the most steps that one document may take.
fn poison(suite: Cryptosuite, proofs: usize) -> Value {
    let name = |node: usize| json!({"id": format!("_:n{node}")});
    let all: Vec<_> = (0..6).map(name).collect();
    let nodes = (0..6).map(|node| json!({"id": format!("_:n{node}"), "knows": all}));
    let document = json!({
        "@context": [BASE, {"knows": "https://a.example/#knows"}],
        "type": ["VerifiableCredential"],
        "issuer": format!("did:key:{}", issuer().1),
        "credentialSubject": {"knows": nodes.collect::<Vec<_>>()},
    });
    sign(document, suite, proofs)
}

fn presentation(credentials: &[Value]) -> Value {
    json!({
        "@context": [BASE],
        "type": ["VerifiablePresentation"],
        "holder": format!("did:key:{}", issuer().1),
        "verifiableCredential": credentials,
    })
}

/// Verifies, and returns the report with the bytes and steps taken.
fn verify(document: &Value, facts: &Facts) -> (Report, usize, usize) {
    let (shared, now) = (Shared::default(), DateTime::from_millis(0));
    let expected = Expected::default();
    let report = verify_within(document, &[], facts, now, &expected, &shared);
    let (bytes, steps) = shared.budget.spent();
    (report, bytes, steps)
}

#[test]
fn a_document_is_canonicalized_once_for_all_its_proofs() {
    for suite in Cryptosuite::ALL {
        let spent = |proofs| {
            let (report, bytes, steps) = verify(&poison(suite, proofs), &Facts::default());
            assert!(report.verified);
            (bytes, steps)
        };
        let ((bytes, steps), (two, same), (eight, all)) = (spent(1), spent(2), spent(8));
        assert_eq!([same, all], [steps; 2]);
        // Each further proof costs its own options, and the options cost less than the document.
        assert_eq!(eight - bytes, 7 * (two - bytes));
        assert!(bytes > 2 * (two - bytes));
    }
}

#[test]
fn all_documents_and_proofs_of_a_verification_share_one_budget() {
    let credential = poison(Cryptosuite::EddsaRdfc2022, 8);
    let (_, _, one) = verify(&credential, &Facts::default());
    let (report, _, steps) = verify(&presentation(&vec![credential; 16]), &Facts::default());
    let whole = MAX_VERIFICATION_STEPS / one;
    assert!(steps <= MAX_VERIFICATION_STEPS && steps > whole * one);
    let reasons = report.credentials.iter().map(|one| one.failures().next());
    let reasons: Vec<_> = reasons
        .map(|first| first.map(|(_, reason)| reason))
        .collect();
    let (paid, refused) = reasons.split_at(whole);
    assert!(whole > 0 && paid.iter().all(Option::is_none));
    assert!(refused
        .iter()
        .all(|reason| *reason == Some("too-much-work")));
}

#[test]
fn options_of_a_proof_are_paid_from_the_same_budget() {
    let mut credential = poison(Cryptosuite::EddsaRdfc2022, 1);
    credential["proof"]["knows"] = credential["credentialSubject"]["knows"].take();
    credential["credentialSubject"] = json!({"id": "did:example:a"});
    let (_, _, one) = verify(&credential, &Facts::default());
    credential["proof"] = vec![credential["proof"].take(); 8].into();
    let (_, _, same) = verify(&credential, &Facts::default());
    assert!(one > MAX_STEPS / 2);
    // The first signature that does not fit ends the check.
    assert_eq!(same, one);
    let (_, _, most) = verify(&presentation(&vec![credential; 16]), &Facts::default());
    assert!(most <= MAX_VERIFICATION_STEPS && most > 2 * one);
}

#[test]
fn a_long_iri_is_paid_as_often_as_it_is_written() {
    let term = json!({"x": format!("https://a.example/{}", "x".repeat(60_000))});
    let mut credential = poison(Cryptosuite::EddsaJcs2022, 1);
    credential["@context"] = json!([BASE, term]);
    credential["credentialSubject"] = json!({"x": (0..1000).collect::<Vec<_>>()});
    let (report, _, _) = verify(&credential, &Facts::default());
    assert_eq!(report.failures().next().unwrap().1, "too-much-work");
}

#[test]
fn a_status_list_is_verified_once_for_all_that_name_it() {
    let url = "https://issuer.example/lists/1";
    let did = format!("did:key:{}", issuer().1);
    let list = StatusListCredential {
        issuer: &did,
        url,
        purpose: StatusPurpose::Revocation,
        list: &Bitstring::new(0),
        valid_from: DateTime::from_millis(0),
        valid_until: DateTime::from_millis(1),
        ttl: 300_000,
    };
    let list = sign(list.to_json().unwrap(), Cryptosuite::EddsaRdfc2022, 8);
    let facts = Facts {
        status_lists: [(url.to_owned(), list)].into(),
        ..Facts::default()
    };
    let spent = |entries: usize| {
        let entry = |index: usize| {
            json!({
                "id": format!("{url}#{index}"),
                "type": "BitstringStatusListEntry",
                "statusPurpose": "revocation",
                "statusListIndex": index.to_string(),
                "statusListCredential": url,
            })
        };
        let credential = json!({
            "@context": [BASE],
            "type": ["VerifiableCredential"],
            "issuer": did,
            "credentialSubject": {"id": "did:example:holder"},
            "credentialStatus": (0..entries).map(entry).collect::<Vec<_>>(),
        });
        let credential = sign(credential, Cryptosuite::EddsaJcs2022, 1);
        let (report, bytes, _) = verify(&credential, &facts);
        assert!(report.verified, "{report:?}");
        bytes
    };
    assert!(spent(8) < 2 * spent(1));
}
