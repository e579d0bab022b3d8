//! `ssi` verifies credentials of Aura, and makes credentials for Aura, all unchanged.
//!
//! Credentials of Aura are `aura.json` and `rdfc.json` in `identity/tests/credential/vectors/`.
//! Those of `ssi` are `ssi.json` there, which `identity/tests/ssi.rs` verifies.
//! `AURA_WRITE_VECTORS=1` writes that file; without it, the tests compare it with the present
//! output of `ssi`.

use aura_ssi::{verify_credential, verify_known_proofs, verify_presentation, Issuer};
use chrono::{DateTime, Utc};
use serde_json::{json, Value};
use ssi::status::bitstring_status_list::{BitString, BitstringStatusListCredential, StatusSize};

const VECTORS: &str = concat!(
    env!("CARGO_MANIFEST_DIR"),
    "/../../identity/tests/credential/vectors"
);

fn read(name: &str) -> Value {
    let text = std::fs::read_to_string(format!("{VECTORS}/{name}")).unwrap();
    serde_json::from_str(&text).unwrap()
}

fn now() -> DateTime<Utc> {
    "2026-01-31T12:00:00Z".parse().unwrap()
}

/// The DID document of the issuer or the holder, with its key under one relationship.
fn document(who: &str, relationship: &str) -> Value {
    let vectors = read("rdfc.json");
    let did = vectors[who].as_str().unwrap();
    let method = format!("{did}#key-1");
    json!({
        "id": did,
        "verificationMethod": [{
            "id": method,
            "type": "Multikey",
            "controller": did,
            "publicKeyMultibase": vectors[format!("{who}Key")],
        }],
        relationship: [method],
    })
}

/// A credential that Aura secured by eddsa-rdfc-2022: `ssi` has no eddsa-jcs-2022.
fn credential() -> Value {
    let vectors = read("aura.json");
    let suites = vectors["suites"].as_array().unwrap();
    let is_rdfc = |one: &&Value| one["cryptosuite"] == "eddsa-rdfc-2022";
    suites.iter().find(is_rdfc).unwrap()["secured"].clone()
}

#[test]
fn ssi_verifies_a_credential_of_aura() {
    let issuer = document("issuer", "assertionMethod");
    verify_credential(&credential(), &issuer, now()).unwrap();
}

#[test]
fn ssi_verifies_a_presentation_of_aura() {
    let presentation = &read("rdfc.json")["presentation"];
    let holder = document("holder", "authentication");
    verify_presentation(presentation, &holder, now()).unwrap();
    let mut altered = presentation.clone();
    altered["proof"]["challenge"] = json!("7f3b");
    assert!(verify_presentation(&altered, &holder, now()).is_err());
}

#[test]
fn ssi_refuses_what_was_altered_or_signed_by_another() {
    let issuer = document("issuer", "assertionMethod");
    for (pointer, value) in [
        ("/credentialSubject/points", json!(13)),
        ("/credentialSubject/birthDate", json!("1990-03-01")),
        ("/credentialStatus/0/statusListIndex", json!("1235")),
        ("/validUntil", json!("2027-01-01T00:00:00Z")),
        ("/proof/created", json!("2026-01-31T11:00:01Z")),
    ] {
        let mut altered = credential();
        *altered.pointer_mut(pointer).unwrap() = value;
        assert!(
            verify_credential(&altered, &issuer, now()).is_err(),
            "{pointer}"
        );
    }
    let mut other = issuer.clone();
    other["verificationMethod"][0]["publicKeyMultibase"] = read("rdfc.json")["holderKey"].clone();
    assert!(verify_credential(&credential(), &other, now()).is_err());
    let later = "2026-02-01T12:00:01Z".parse().unwrap();
    assert!(verify_credential(&credential(), &issuer, later).is_err());
}

/// `ssi` verifies a proof set only if every proof is valid, and so refuses an unknown suite in it.
#[test]
fn ssi_verifies_what_stands_beside_a_proof_of_a_suite_unknown() {
    let issuer = document("issuer", "assertionMethod");
    let mut both = credential();
    let mut other = both["proof"].clone();
    other["cryptosuite"] = json!("aura-groth16-2026");
    both["proof"] = json!([both["proof"], other]);
    let refused = verify_credential(&both, &issuer, now()).unwrap_err();
    assert!(refused
        .to_string()
        .contains("unsupported cryptographic suite"));
    verify_known_proofs(&both, &issuer, now()).unwrap();
    both["credentialSubject"]["points"] = json!(13);
    assert!(verify_known_proofs(&both, &issuer, now()).is_err());
    both["proof"] = json!([other]);
    assert!(verify_known_proofs(&both, &issuer, now()).is_err());
}

#[test]
fn ssi_reads_a_status_list_of_aura() {
    let vectors = read("rdfc.json");
    let list = &vectors["statusList"];
    verify_credential(list, &document("issuer", "assertionMethod"), now()).unwrap();
    let list: BitstringStatusListCredential = serde_json::from_value(list.clone()).unwrap();
    let list = list.decode_status_list().unwrap();
    let bits = list.iter(StatusSize::DEFAULT).zip(0..);
    let set: Vec<u32> = bits
        .filter(|(bit, _)| *bit != 0)
        .map(|(_, index)| index)
        .collect();
    assert_eq!(json!(set), vectors["revoked"]);
}

/// The key of the first test of RFC 8032.
fn key() -> Value {
    json!({
        "kty": "OKP",
        "crv": "Ed25519",
        "d": "nWGxne_9WmC6hEr0kuwsxERJxWl7MmkZcDusAxyuf2A",
        "x": "11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo",
    })
}

fn issued() -> Value {
    let issuer = Issuer::new(key()).unwrap();
    let unsigned = json!({
        "@context": ["https://www.w3.org/ns/credentials/v2", {
            "@protected": true,
            "degree": "https://issuer.example/terms#degree",
            "graduated": {
                "@id": "https://issuer.example/terms#graduated",
                "@type": "http://www.w3.org/2001/XMLSchema#date",
            },
        }],
        "id": "urn:uuid:58172aac-d8ba-11ed-83dd-0b3aef56cc33",
        "type": ["VerifiableCredential"],
        "name": {"@value": "Diplom", "@language": "de"},
        "issuer": {"id": issuer.did, "name": "A University"},
        "validFrom": "2026-01-01T00:00:00Z",
        "validUntil": "2027-01-01T00:00:00Z",
        "credentialSubject": {
            "id": issuer.did,
            "degree": "MSc",
            "graduated": "2025-12-31",
        },
    });
    let credential = issuer.issue(unsigned, "2026-01-01T00:00:00Z").unwrap();
    let presentation = json!({
        "@context": ["https://www.w3.org/ns/credentials/v2"],
        "type": ["VerifiablePresentation"],
        "holder": issuer.did,
        "verifiableCredential": [credential],
    });
    let presentation = issuer
        .present(
            presentation,
            "2026-01-31T11:00:00Z",
            "7f3a",
            "verifier.example",
        )
        .unwrap();
    json!({
        "about": "Made by the library ssi; see tests/ssi.",
        "credential": credential,
        "presentation": presentation,
        "statusList": status_list(),
    })
}

const LENGTH: usize = 131_072;

fn status_list() -> Value {
    let set = [0, 7, 8, 1023, 94_567, LENGTH - 1];
    let mut list = BitString::new_zeroed(StatusSize::DEFAULT, LENGTH);
    for index in set {
        list.set(StatusSize::DEFAULT, index, 1).unwrap();
    }
    json!({ "length": LENGTH, "set": set, "encodedList": list.encode() })
}

#[test]
fn the_vectors_are_what_ssi_makes() {
    let issued = issued();
    if std::env::var_os("AURA_WRITE_VECTORS").is_some() {
        let text = serde_json::to_string_pretty(&issued).unwrap();
        std::fs::write(format!("{VECTORS}/ssi.json"), format!("{text}\n")).unwrap();
    }
    assert_eq!(read("ssi.json"), issued);
}
