//! The issuer's proof beside the other proofs: the valid case, and each rule by breaking it.

use super::model::*;
use aura_identity::{
    credential::{secure, verify, CheckName, Expected, Outcome, Report},
    data_integrity::{Cryptosuite, ProofPurpose},
    zkp::{sign as sign_for_proofs, BaseProof, Binding, Signed, ZkpError},
};
use aura_primitives::did::{view::VerificationMethodView, PublicKey, Relationships};
use aura_zkp_core::{signature::SecretKey, Fr};
use ed25519_dalek::Signer;
use serde_json::{json, Value};

fn report(document: &Value) -> Report {
    report_with(document, &[], &records(), &Expected::default())
}

fn refused(change: impl FnOnce(&mut Value)) -> Report {
    report(&altered(change))
}

/// Report on the credential, with another key of the issuer.
fn if_key(change: impl FnOnce(&mut VerificationMethodView)) -> Report {
    let mut facts = records();
    change(&mut methods_of(&mut facts, &issuer())[1]);
    report_with(&credential(), &[], &facts, &Expected::default())
}

#[track_caller]
fn assert_refused(report: &Report, reason: &str) {
    assert_fails(report, &[(CheckName::AuraGroth16, reason)]);
}

fn value_of(secret: &SecretKey, document: &Value) -> Value {
    let mut bare = document.clone();
    bare.as_object_mut().unwrap().remove("proof");
    let signed = sign_for_proofs(&bare, &schema(), KEY, secret, &[5; 32]).unwrap();
    signed["proof"]["proofValue"].clone()
}

#[test]
fn it_stands_beside_those_for_everybody_in_any_order() {
    for suite in Cryptosuite::ALL {
        let config = config(suite, &issuer(), ProofPurpose::AssertionMethod);
        let sign = |document: &Value| sign_with(document, &config, &key(&issuer()));
        for document in [sign(&base(&draft())), base(&sign(&draft()))] {
            assert_eq!(document["proof"].as_array().unwrap().len(), 2);
            let report = report(&document);
            assert_fails(&report, &[]);
            let outcome = report.outcome(CheckName::AuraGroth16);
            assert_eq!(outcome, Some(&Outcome::Passed));
        }
    }
}

#[test]
fn the_proofs_for_everybody_do_not_change() {
    let config = config(
        Cryptosuite::EddsaRdfc2022,
        &issuer(),
        ProofPurpose::AssertionMethod,
    );
    let alone = sign_with(&draft(), &config, &key(&issuer()));
    let beside = sign_with(&base(&draft()), &config, &key(&issuer()));
    assert_eq!(alone["proof"], beside["proof"][1]);
}

#[test]
fn credentials_without_are_as_they_were() {
    let document = crate::model::credential();
    let subject = &document["credentialSubject"];
    assert!(subject.get("salt").is_none());
    let report = verify(
        &document,
        &[],
        &crate::model::facts(),
        now(),
        &Expected::default(),
    );
    assert!(report.verified);
    assert_eq!(report.outcome(CheckName::AuraGroth16), None);
}

#[test]
fn a_credential_can_lose_it() {
    let report = report(&sign(&draft()));
    assert_fails(&report, &[]);
    let outcome = report.outcome(CheckName::AuraGroth16);
    assert!(matches!(outcome, Some(Outcome::Skipped { .. })));
    // The members for proofs must still be correct.
    let mut altered = draft();
    altered["credentialSubject"]["points"] = json!(13);
    assert_refused(&self::report(&sign(&altered)), "claims-root");
}

#[test]
fn it_is_of_this_credential() {
    let of_another = {
        let (schema, subject) = (schema(), holder().to_string());
        let draft = drafted(&schema, &subject, &claims());
        let binding = Binding {
            holder: Fr::from(5),
            salt: [9; 31],
        };
        base(&draft.to_provable_json(&binding).unwrap())["proof"].clone()
    };
    assert_refused(
        &refused(|document| document["proof"] = of_another),
        "signature",
    );
}

#[test]
fn what_it_signs_cannot_be_changed() {
    let other = json!("uBQAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA");
    for (name, value, reason) in [
        ("holderCommitment", other.clone(), "signature"),
        ("claimsRoot", other, "claims-root"),
        (
            "salt",
            json!("uCgkJCQkJCQkJCQkJCQkJCQkJCQkJCQkJCQkJCQkJCQ"),
            "claims-root",
        ),
        ("points", json!(13), "claims-root"),
        ("birthDate", json!("1990-03-01"), "claims-root"),
        ("country", json!("LI"), "claims-root"),
        ("resident", json!(false), "claims-root"),
        ("badge", json!("uAQIE"), "claims-root"),
    ] {
        let report = refused(|document| document["credentialSubject"][name] = value.clone());
        assert_refused(&report, reason);
    }
    for (name, value) in [
        ("validFrom", json!("2026-01-29T12:00:00Z")),
        ("validUntil", json!("2026-02-02T12:00:00Z")),
    ] {
        assert_refused(
            &refused(|document| document[name] = value.clone()),
            "signature",
        );
    }
    // Without a whole day between, nothing can be proven.
    let report = refused(|document| document["validUntil"] = json!("2026-01-31T23:00:00Z"));
    assert_refused(&report, "never-in-force");
    let report = refused(|document| {
        document.as_object_mut().unwrap().remove("validUntil");
    });
    assert_refused(&report, "day");
}

#[test]
fn its_place_in_the_list_cannot_be_changed() {
    let moved = |from: &str, to: &str| {
        altered(|document| {
            let text = document["credentialStatus"].to_string().replace(from, to);
            document["credentialStatus"] = serde_json::from_str(&text).unwrap();
        })
    };
    let mut facts = records();
    let index = moved(&INDEX.to_string(), "1235");
    facts
        .statuses
        .insert((LIST, 1235), facts.statuses[&(LIST, INDEX)]);
    let list = moved("/status/7/", "/status/8/");
    facts.lists.insert(8, facts.lists[&LIST]);
    facts
        .statuses
        .insert((8, INDEX), facts.statuses[&(LIST, INDEX)]);
    for document in [index, list] {
        let report = report_with(&document, &[], &facts, &Expected::default());
        assert_refused(&report, "signature");
    }
}

#[test]
fn members_and_context_come_together() {
    // Under the old context, the members are undefined terms.
    let mut document = draft();
    document["@context"] = aura_identity::credential::context(&schema());
    let config = config(
        Cryptosuite::EddsaJcs2022,
        &issuer(),
        ProofPurpose::AssertionMethod,
    );
    assert!(secure(&document, &config, |_| Ok([0; 64])).is_err());
    // Without the members, the new context is not that of the credential.
    let report = refused(|document| {
        let subject = document["credentialSubject"].as_object_mut().unwrap();
        for name in ["holderCommitment", "salt", "claimsRoot"] {
            subject.remove(name);
        }
    });
    assert_fails(
        &report,
        &[
            (CheckName::Contexts, "schema-context"),
            (CheckName::AuraGroth16, "unbound"),
        ],
    );
    for name in ["holderCommitment", "salt", "claimsRoot"] {
        let report = refused(|document| {
            let subject = document["credentialSubject"].as_object_mut().unwrap();
            subject.remove(name);
        });
        assert_fails(
            &report,
            &[
                (CheckName::Contexts, "schema-context"),
                (CheckName::Schema, "no-such-claim"),
                (CheckName::AuraGroth16, "unbound"),
            ],
        );
    }
}

#[test]
fn a_proof_needs_what_it_is_about() {
    let mut document = crate::model::draft();
    document["proof"] = base(&draft())["proof"].clone();
    let facts = crate::model::facts();
    let report = report_with(&sign(&document), &[], &facts, &Expected::default());
    assert_refused(&report, "unbound");
}

#[test]
fn the_key_is_the_issuers() {
    assert_fails(&if_key(|_| ()), &[]);
    let revoked = if_key(|key| {
        key.revoked = Some(NOON + HOUR);
        key.relationships = Relationships::NONE;
    });
    assert_refused(&revoked, "key-revoked");
    let unrelated = if_key(|key| key.relationships = Relationships::NONE);
    assert_refused(&unrelated, "not-related");
    let none = if_key(|key| key.fragment = "key-3".into());
    assert_refused(&none, "no-such-method");
    let other = if_key(|key| key.multikey = PublicKey::Ed25519([5; 32]).to_multikey());
    assert_refused(&other, "not-a-key");
    let other = SecretKey::from_seed(&[2; 32]).public_key().to_bytes();
    let other = if_key(|key| key.multikey = PublicKey::Jubjub(other).to_multikey());
    assert_refused(&other, "other-key");
    // The identity is not a key either, whatever the node answers.
    let mut identity = [0; 32];
    identity[0] = 1;
    let identity = if_key(|key| key.multikey = PublicKey::Jubjub(identity).to_multikey());
    assert_refused(&identity, "not-a-key");
    // Signatures from before the retirement of a key stay valid.
    assert_fails(&if_key(|key| key.expires = Some(NOON - HOUR)), &[]);
}

#[test]
fn the_key_of_another_did_says_nothing() {
    let method = json!(format!("{}#key-{KEY}", stranger()));
    let report = refused(|document| document["proof"]["verificationMethod"] = method);
    assert_refused(&report, "another-did");
}

#[test]
fn another_key_can_sign_and_is_not_the_issuers() {
    let value = value_of(&SecretKey::from_seed(&[2; 32]), &draft());
    let report = refused(|document| document["proof"]["proofValue"] = value);
    assert_refused(&report, "other-key");
}

#[test]
fn there_is_one_entry_with_nothing_unsigned() {
    type Change = fn(&mut Value);
    let cases: [(Change, &str); 8] = [
        (
            |proof| proof["proofPurpose"] = json!("authentication"),
            "purpose",
        ),
        (
            |proof| proof["created"] = json!("2026-01-31T10:00:00Z"),
            "proof-members",
        ),
        (|proof| proof["@context"] = json!([]), "proof-members"),
        (
            |proof| proof["verificationMethod"] = json!("did:aura:x#key-2"),
            "no-such-method",
        ),
        (
            |proof| proof["verificationMethod"] = json!(format!("{}#name", issuer())),
            "no-such-method",
        ),
        (
            |proof| proof["verificationMethod"] = json!(format!("{}#key-02", issuer())),
            "no-such-method",
        ),
        (|proof| proof["proofValue"] = json!("uAAAA"), "proof-value"),
        (|proof| *proof = json!([proof, proof]), "proof-twice"),
    ];
    for (change, reason) in cases {
        let report = refused(|document| change(&mut document["proof"]));
        let failures = failures(&report);
        let found = failures
            .iter()
            .find(|(name, _)| *name == CheckName::AuraGroth16);
        assert_eq!(found.unwrap().1, reason, "{report:#?}");
    }
    let twice = sign_for_proofs(&credential(), &schema(), KEY, &secret_key(), &[0; 32]);
    assert_eq!(twice, Err(ZkpError::Twice));
}

#[test]
fn its_value_is_packed_in_one_way() {
    use base64::{engine::general_purpose::URL_SAFE_NO_PAD, Engine};
    let document = credential();
    let text = document["proof"][0]["proofValue"].as_str().unwrap();
    let bytes = URL_SAFE_NO_PAD.decode(&text[1..]).unwrap();
    assert_eq!(bytes.len(), 84);
    assert_eq!(bytes[..4], *b"ag\x01\x00");
    assert_eq!(bytes[4..36], secret_key().public_key().to_bytes());
    let find = |bytes: &[u8]| {
        let mut document = document.clone();
        let text = format!("u{}", URL_SAFE_NO_PAD.encode(bytes));
        document["proof"][0]["proofValue"] = text.into();
        BaseProof::find(&document).err().map(|error| error.reason())
    };
    let with = |at: usize, value: u8| {
        let mut bytes = bytes.clone();
        bytes[at] = value;
        find(&bytes)
    };
    assert_eq!(find(&bytes), None);
    for (at, value) in [(0, 0), (1, 0), (2, 0), (2, 2), (3, 1), (3, 2)] {
        assert_eq!(with(at, value), Some("proof-version"));
    }
    assert_eq!(find(&bytes[..83]), Some("proof-value"));
    assert_eq!(find(&[&bytes[..], &[0]].concat()), Some("proof-value"));
    assert_eq!(find(&[]), Some("proof-value"));
    // A response above the order, and a key that is not a point.
    assert_eq!(with(83, 0xff), Some("signature"));
    let mut no_key = bytes.clone();
    no_key[4..36].fill(0);
    assert_eq!(find(&no_key), Some("not-a-key"));
    let mut base58 = document.clone();
    base58["proof"][0]["proofValue"] = json!(format!("z{}", bs58::encode(&bytes).into_string()));
    assert_eq!(BaseProof::find(&base58), Err(ZkpError::Value));
}

#[test]
fn a_wallet_checks_what_it_was_given() {
    let document = credential();
    let signed = Signed::read(&document, &schema()).unwrap();
    let proof = BaseProof::find(&document).unwrap().unwrap();
    assert_eq!((proof.issuer, proof.key_index), (issuer(), KEY));
    assert_eq!(proof.verify(&signed), Ok(()));
    let other = Signed {
        holder: Fr::from(1),
        ..signed
    };
    assert_eq!(proof.verify(&other), Err(ZkpError::Signature));
    assert_eq!(BaseProof::find(&draft()), Ok(None));
}

#[test]
fn what_was_not_asked_fails() {
    let document = credential();
    let report = verify(
        &document,
        &[],
        &Default::default(),
        now(),
        &Expected::default(),
    );
    let failures = failures(&report);
    assert!(failures.contains(&(CheckName::AuraGroth16, "not-asked".into())));
}

/// A did:key has no document with keys for proofs.
#[test]
fn only_dids_of_the_chain_issue_for_proofs() {
    let issuer = key(&issuer());
    let mut document = draft();
    document["issuer"] = json!(did_key(&issuer));
    let refused = sign_for_proofs(&document, &schema(), KEY, &secret_key(), &[0; 32]);
    assert_eq!(refused, Err(ZkpError::Issuer));
    let report = refused_key(&document, &issuer);
    let failures = failures(&report);
    assert!(
        failures.contains(&(CheckName::AuraGroth16, "other-method".into())),
        "{failures:?}"
    );
}

fn refused_key(document: &Value, issuer: &ed25519_dalek::SigningKey) -> Report {
    let did = did_key(issuer);
    let mut config = config(
        Cryptosuite::EddsaJcs2022,
        &stranger(),
        ProofPurpose::AssertionMethod,
    );
    config.verification_method = format!("{did}#{}", did.strip_prefix("did:key:").unwrap());
    let signed = secure(document, &config, |bytes| Ok(issuer.sign(bytes).to_bytes())).unwrap();
    report(&signed)
}
