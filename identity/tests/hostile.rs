//! Hostile documents, as a verifier receives them. Each is refused by name.

use aura_identity::{
    credential::{secure, verify, verify_bytes, CheckName, Expected, Facts, Report},
    data_integrity::{jcs, Cryptosuite, ProofConfig, ProofPurpose},
    did::multikey,
    status::{Bitstring, StatusListCredential, StatusPurpose},
    DateTime,
};
use aura_primitives::did::PublicKey;
use base64::{engine::general_purpose::URL_SAFE_NO_PAD, Engine};
use ed25519_dalek::{Signer, SigningKey};
use flate2::{write::GzEncoder, Compression};
use serde_json::{json, Value};
use std::io::Write;

/// 2026-01-31, noon.
const NOON: u64 = 1_769_860_800_000;
const HOUR: u64 = 3_600_000;
const URL: &str = "https://issuer.example/lists/1";

fn key() -> SigningKey {
    SigningKey::from_bytes(&[11; 32])
}

fn issuer() -> String {
    let key = PublicKey::Ed25519(key().verifying_key().to_bytes());
    format!("did:key:{}", multikey::encode(&key.to_multikey()))
}

fn sign(document: &Value) -> Value {
    let issuer = issuer();
    let method = format!("{issuer}#{}", issuer.strip_prefix("did:key:").unwrap());
    let config = ProofConfig::new(
        Cryptosuite::EddsaJcs2022,
        ProofPurpose::AssertionMethod,
        method,
    );
    secure(document, &config, |bytes| Ok(key().sign(bytes).to_bytes())).unwrap()
}

/// A credential whose status is in a list of its issuer.
fn credential() -> Value {
    sign(&json!({
        "@context": ["https://www.w3.org/ns/credentials/v2"],
        "type": ["VerifiableCredential"],
        "issuer": issuer(),
        "credentialSubject": {"id": "did:example:holder", "name": "Holder"},
        "credentialStatus": {
            "id": format!("{URL}#42"),
            "type": "BitstringStatusListEntry",
            "statusPurpose": "revocation",
            "statusListIndex": "42",
            "statusListCredential": URL,
        },
    }))
}

/// Verifies the credential with a list of these encoded bits.
fn by_list(encoded: &str) -> Report {
    let bits = Bitstring::new(0);
    let list = StatusListCredential {
        issuer: &issuer(),
        url: URL,
        purpose: StatusPurpose::Revocation,
        list: &bits,
        valid_from: DateTime::from_millis(NOON - HOUR),
        valid_until: DateTime::from_millis(NOON + HOUR),
        ttl: 300_000,
    };
    let mut list = list.to_json().unwrap();
    list["credentialSubject"]["encodedList"] = json!(encoded);
    let facts = Facts {
        status_lists: [(URL.to_owned(), sign(&list))].into(),
        ..Facts::default()
    };
    verify(&credential(), &[], &facts, now(), &Expected::default())
}

fn now() -> DateTime {
    DateTime::from_millis(NOON)
}

fn failures(report: &Report) -> Vec<(CheckName, &str)> {
    assert_eq!(report.verified, report.failures().next().is_none());
    report.failures().collect()
}

fn packed(bytes: &[u8]) -> String {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::best());
    encoder.write_all(bytes).unwrap();
    format!("u{}", URL_SAFE_NO_PAD.encode(encoder.finish().unwrap()))
}

#[test]
fn a_status_list_that_unpacks_to_too_much() {
    assert_eq!(failures(&by_list(&packed(&[0; 16_384]))), []);
    let bomb = packed(&vec![0; 64 << 20]);
    for (encoded, reason) in [
        (bomb.as_str(), "list-too-large"),
        (&"u".repeat(200_000), "list-too-large"),
        (&packed(&[0; 16_383]), "list-too-small"),
        (&format!("{}AAAA", packed(&[0; 16_384])), "encoded-list"),
        (&packed(&[0; 16_384])[1..], "encoded-list"),
    ] {
        assert_eq!(
            failures(&by_list(encoded)),
            [(CheckName::Revocation, reason)]
        );
    }
}

#[test]
fn a_document_that_is_read_in_two_ways_or_never_ends() {
    let text = jcs::canonical(&credential());
    let check = |text: &str| {
        let expected = Expected::default();
        verify_bytes(text.as_bytes(), &[], &Facts::default(), now(), &expected)
    };
    let twice = text.replacen("\"name\":", "\"id\":\"did:example:other\",\"name\":", 1);
    let deep = text.replacen(
        "\"Holder\"",
        &format!("{}{}", "[".repeat(99), "]".repeat(99)),
        1,
    );
    let huge = text.replacen("Holder", &"x".repeat(1 << 20), 1);
    let many = text.replacen("\"Holder\"", &format!("[{}1]", "1,".repeat(70_000)), 1);
    let number = text.replacen("\"Holder\"", "1e999", 1);
    for (text, reason) in [
        (twice, "duplicate-key"),
        (deep, "too-deep"),
        (huge, "too-large"),
        (many, "too-large"),
        (number, "number"),
        (format!("\u{feff}{text}"), "json"),
        (format!("{text}{{}}"), "json"),
    ] {
        let report = check(&text);
        assert_eq!(failures(&report), [(CheckName::Json, reason)]);
    }
    // The good document fails only for the list, which was not queried.
    let report = check(&text);
    assert_eq!(failures(&report), [(CheckName::Revocation, "not-asked")]);
}

/// A complete graph of six blank nodes: about the most steps that one document may take.
fn poison() -> Value {
    let name = |node: usize| json!({"id": format!("_:n{node}")});
    let all: Vec<_> = (0..6).map(name).collect();
    (0..6)
        .map(|node| json!({"id": format!("_:n{node}"), "knows": all}))
        .collect()
}

/// An expensive credential, with this number of proofs.
fn expensive(suite: Cryptosuite, proofs: usize, contexts: &Value, subject: &Value) -> Value {
    let issuer = issuer();
    let method = format!("{issuer}#{}", issuer.strip_prefix("did:key:").unwrap());
    let config = ProofConfig::new(suite, ProofPurpose::AssertionMethod, method);
    let document = json!({
        "@context": contexts,
        "type": ["VerifiableCredential"],
        "issuer": issuer,
        "credentialSubject": subject,
    });
    let sign = |bytes: &[u8]| Ok(key().sign(bytes).to_bytes());
    (0..proofs).fold(document, |document, _| {
        secure(&document, &config, sign).unwrap()
    })
}

fn presentation(credential: &Value, count: usize) -> Value {
    json!({
        "@context": ["https://www.w3.org/ns/credentials/v2"],
        "type": ["VerifiablePresentation"],
        "holder": issuer(),
        "verifiableCredential": vec![credential; count],
    })
}

/// Processor time of this thread, in nanoseconds.
fn processor_time() -> u64 {
    let text = std::fs::read_to_string("/proc/thread-self/schedstat").unwrap();
    text.split(' ').next().unwrap().parse().unwrap()
}

/// Prints the time of the worst presentations. By hand: `-- --ignored --nocapture`.
#[test]
#[ignore = "prints times"]
fn times_of_the_worst_presentations() {
    let knows = json!({"knows": "https://a.example/#knows", "x": "https://a.example/#x"});
    let base = "https://www.w3.org/ns/credentials/v2";
    let many: Vec<_> = (0..200)
        .map(|x| json!({"x": x, "knows": {"x": x}}))
        .collect();
    let large = "x".repeat(50_000);
    let terms: serde_json::Map<_, _> = (0..1000)
        .map(|term| (format!("t{term}"), "https://a.example/#t".into()))
        .collect();
    for (name, contexts, subject) in [
        ("alike", json!([base, knows]), json!({"knows": poison()})),
        (
            "contexts",
            json!([base, base, base, base, base, base, base, base]),
            json!({"name": "x"}),
        ),
        ("terms", json!([base, terms]), json!({"name": "x"})),
        ("quads", json!([base, knows]), json!({"knows": many})),
        ("bytes", json!([base, knows]), json!({"x": large})),
    ] {
        for suite in Cryptosuite::ALL {
            let presentation = presentation(&expensive(suite, 8, &contexts, &subject), 16);
            let start = processor_time();
            let report = verify(
                &presentation,
                &[],
                &Facts::default(),
                now(),
                &Expected::default(),
            );
            let (time, good) = (
                (processor_time() - start) / 1_000_000,
                report.credentials.iter().filter(|one| one.verified),
            );
            println!(
                "{name} {}: {time} ms, {} verified",
                suite.name(),
                good.count()
            );
        }
    }
}
