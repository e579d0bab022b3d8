//! Vectors of `docs/credential-format.md`.
//!
//! `AURA_WRITE_VECTORS=1` writes them; otherwise the test compares them with new ones.

use crate::model::*;
use aura_identity::{
    anchoring::leaf,
    credential::{inline_context, presentation, verify, Expected},
    data_integrity::{jcs as strict, proofs, Cryptosuite, ProofConfig, ProofPurpose},
};
use serde_json::{json, Value};

const FILE: &str = concat!(
    env!("CARGO_MANIFEST_DIR"),
    "/tests/credential/vectors/aura.json"
);

fn secured(suite: Cryptosuite) -> Value {
    let config = config(suite, &issuer(), ProofPurpose::AssertionMethod);
    let credential = sign_with(&draft(), &config, &key(&issuer()));
    let mut options = credential["proof"].clone();
    options.as_object_mut().unwrap().remove("proofValue");
    let data = suite.hash(&draft(), &options).unwrap();
    json!({
        "cryptosuite": suite.name(),
        "canonicalDocument": data.document,
        "canonicalConfig": data.config,
        "documentHash": const_hex::encode(data.document_hash()),
        "configHash": const_hex::encode(data.config_hash()),
        "secured": credential,
        "salt": const_hex::encode([2; 32]),
        "leaf": const_hex::encode(leaf(&[2; 32], &credential)),
        "inclusion": inclusion(&credential),
    })
}

fn made() -> Value {
    let config = ProofConfig {
        challenge: Some("7f3a".into()),
        domain: Some("verifier.example".into()),
        ..config(
            Cryptosuite::EddsaJcs2022,
            &holder(),
            ProofPurpose::Authentication,
        )
    };
    let unsigned = presentation(&holder().to_string(), &[credential()]).unwrap();
    json!({
        "about": "Secret keys of Ed25519 are the 32 bytes of the DIDs of issuer and holder.",
        "issuer": issuer().to_string(),
        "issuerSecretKey": const_hex::encode(issuer().as_bytes()),
        "issuerPublicKey": const_hex::encode(key(&issuer()).verifying_key().to_bytes()),
        "holder": holder().to_string(),
        "holderSecretKey": const_hex::encode(holder().as_bytes()),
        "holderPublicKey": const_hex::encode(key(&holder()).verifying_key().to_bytes()),
        "schema": {
            "id": schema_id().to_string(),
            "owner": owner().to_string(),
            "digest": const_hex::encode(schema().digest),
            "claims": schema().claims.iter().map(|claim| json!({
                "name": claim.name,
                "kind": format!("{:?}", claim.kind),
                "slot": claim.slot,
            })).collect::<Value>(),
        },
        "list": LIST,
        "index": INDEX,
        "inlineContext": inline_context(&schema()),
        "unsigned": draft(),
        "suites": Cryptosuite::ALL.map(secured),
        "presentation": sign_with(&unsigned, &config, &key(&holder())),
    })
}

#[test]
fn the_vectors_are_what_is_made() {
    let made = made();
    if std::env::var_os("AURA_WRITE_VECTORS").is_some() {
        let text = serde_json::to_string_pretty(&made).unwrap();
        std::fs::write(FILE, format!("{text}\n")).unwrap();
    }
    let kept = strict::parse(&std::fs::read(FILE).unwrap()).unwrap();
    assert_eq!(strict::canonical(&kept), strict::canonical(&made));
}

#[test]
fn the_vectors_hold() {
    let kept = strict::parse(&std::fs::read(FILE).unwrap()).unwrap();
    for suite in kept["suites"].as_array().unwrap() {
        let credential = &suite["secured"];
        let [proof] = proofs(credential).unwrap().try_into().unwrap();
        let public = const_hex::decode_to_array(kept["issuerPublicKey"].as_str().unwrap()).unwrap();
        proof.verify(credential, &public).unwrap();
        let report = verify(credential, &[], &facts(), now(), &Expected::default());
        assert!(report.verified, "{report:#?}");
    }
    let expected = Expected {
        challenge: Some("7f3a".into()),
        domain: Some("verifier.example".into()),
        ..Default::default()
    };
    let report = verify(&kept["presentation"], &[], &facts(), now(), &expected);
    assert!(report.verified, "{report:#?}");
}

#[test]
fn the_specification_shows_the_vectors() {
    let text = include_str!("../../../docs/credential-format.md");
    let kept = strict::parse(&std::fs::read(FILE).unwrap()).unwrap();
    for suite in kept["suites"].as_array().unwrap() {
        for name in ["documentHash", "configHash", "leaf"] {
            assert!(text.contains(suite[name].as_str().unwrap()), "{name}");
        }
    }
    // The documentation has every check under its name in reports.
    let report = verify(
        &kept["presentation"],
        &[],
        &facts(),
        now(),
        &Expected::default(),
    );
    let checks = report.checks.iter().chain(&report.credentials[0].checks);
    for check in checks {
        let name = serde_json::to_value(check.name).unwrap();
        assert!(
            text.contains(&format!("`{}`", name.as_str().unwrap())),
            "{name}"
        );
    }
}
