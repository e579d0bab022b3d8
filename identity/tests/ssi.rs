//! Documents of the library `ssi` verify here, unchanged. The other direction is tested in
//! `tests/ssi`, which makes `ssi.json`; it verifies `rdfc.json`, which is made here.
//!
//! `AURA_WRITE_VECTORS=1` writes `rdfc.json`; otherwise the test compares it with a new one.

use aura_identity::{
    credential::{
        is_presentation, presentation, secure, verify, Expected, Facts, Questions, Report,
    },
    data_integrity::{jcs, proofs, Cryptosuite, ProofConfig, ProofPurpose},
    did::multikey,
    status::{Bitstring, StatusListCredential, StatusPurpose},
    DateTime,
};
use aura_primitives::did::PublicKey;
use ed25519_dalek::{Signer, SigningKey};
use serde_json::{json, Value};

/// 2026-01-31, noon.
const NOON: u64 = 1_769_860_800_000;
const HOUR: u64 = 3_600_000;
const FILE: &str = concat!(
    env!("CARGO_MANIFEST_DIR"),
    "/tests/credential/vectors/rdfc.json"
);
const REVOKED: [u32; 6] = [0, 7, 8, 1023, 94_567, 131_071];

fn ssi() -> Value {
    jcs::parse(include_bytes!("credential/vectors/ssi.json")).unwrap()
}

/// Verifies without facts: nothing of the document is on the chain.
fn check(document: &Value) -> Report {
    assert_eq!(Questions::of(document, &[]), Questions::default());
    // A credential alone meets no expectation of a presentation.
    let of_presentation = |text: &str| is_presentation(document).then(|| text.to_owned());
    let expected = Expected {
        challenge: of_presentation("7f3a"),
        domain: of_presentation("verifier.example"),
        ..Default::default()
    };
    let now = DateTime::from_millis(NOON);
    verify(document, &[], &Facts::default(), now, &expected)
}

#[test]
fn a_credential_of_ssi_holds() {
    let credential = &ssi()["credential"];
    let report = check(credential);
    assert!(report.verified, "{report:#?}");
    assert_eq!(credential["proof"]["cryptosuite"], "eddsa-rdfc-2022");
}

#[test]
fn a_presentation_of_ssi_holds_with_its_credential() {
    let report = check(&ssi()["presentation"]);
    assert!(report.verified, "{report:#?}");
    assert_eq!(report.credentials.len(), 1);
}

#[test]
fn what_was_altered_does_not_hold() {
    let other = json!("2025-12-30");
    for (document, pointer, value) in [
        ("credential", "/credentialSubject/graduated", other),
        ("credential", "/name/@language", json!("fr")),
        ("credential", "/issuer/name", json!("Another University")),
        ("credential", "/validUntil", json!("2028-01-01T00:00:00Z")),
        (
            "presentation",
            "/proof/created",
            json!("2026-01-31T11:00:01Z"),
        ),
        ("presentation", "/proof/challenge", json!("7f3b")),
    ] {
        let mut altered = ssi()[document].clone();
        *altered.pointer_mut(pointer).unwrap() = value;
        assert!(!check(&altered).verified, "{pointer}");
    }
}

#[test]
fn a_status_list_of_ssi_is_read() {
    let list = &ssi()["statusList"];
    let bits = Bitstring::decode(list["encodedList"].as_str().unwrap()).unwrap();
    assert_eq!(json!(bits.len()), list["length"]);
    assert_eq!(json!(set(&bits)), list["set"]);
}

fn set(bits: &Bitstring) -> Vec<u32> {
    let is_set = |index: &u32| bits.get(*index) == Some(true);
    (0..bits.len()).filter(is_set).collect()
}

/// Keys of issuer and holder in the vectors of the format.
struct Signers {
    vectors: Value,
}

impl Signers {
    fn text(&self, name: &str) -> &str {
        self.vectors[name].as_str().unwrap()
    }

    fn key(&self, who: &str) -> SigningKey {
        let secret = const_hex::decode_to_array(self.text(&format!("{who}SecretKey")));
        SigningKey::from_bytes(&secret.unwrap())
    }

    fn multikey(&self, who: &str) -> String {
        let key = PublicKey::Ed25519(self.key(who).verifying_key().to_bytes());
        multikey::encode(&key.to_multikey())
    }

    fn sign(&self, who: &str, document: &Value, config: ProofConfig) -> Value {
        let config = ProofConfig {
            created: Some(DateTime::from_millis(NOON - HOUR)),
            ..config
        };
        let sign = |bytes: &[u8]| Ok(self.key(who).sign(bytes).to_bytes());
        secure(document, &config, sign).unwrap()
    }

    fn config(&self, who: &str, purpose: ProofPurpose) -> ProofConfig {
        let method = format!("{}#key-1", self.text(who));
        ProofConfig::new(Cryptosuite::EddsaRdfc2022, purpose, method)
    }

    fn presentation(&self) -> Value {
        let suites = self.vectors["suites"].as_array().unwrap();
        let is_rdfc = |one: &&Value| one["cryptosuite"] == "eddsa-rdfc-2022";
        let credential = suites.iter().find(is_rdfc).unwrap()["secured"].clone();
        let unsigned = presentation(self.text("holder"), &[credential]).unwrap();
        let config = ProofConfig {
            challenge: Some("7f3a".into()),
            domain: Some("verifier.example".into()),
            ..self.config("holder", ProofPurpose::Authentication)
        };
        self.sign("holder", &unsigned, config)
    }

    fn status_list(&self) -> Value {
        let mut bits = Bitstring::new(0);
        for index in REVOKED {
            bits.set(index, true).unwrap();
        }
        let list = StatusListCredential {
            issuer: self.text("issuer"),
            url: "https://issuer.example/status/7/revocation",
            purpose: StatusPurpose::Revocation,
            list: &bits,
            valid_from: DateTime::from_millis(NOON - HOUR),
            valid_until: DateTime::from_millis(NOON + HOUR),
            ttl: 300_000,
        };
        let config = self.config("issuer", ProofPurpose::AssertionMethod);
        self.sign("issuer", &list.to_json().unwrap(), config)
    }
}

#[test]
fn the_vectors_for_ssi_are_what_is_made() {
    let signers = Signers {
        vectors: jcs::parse(include_bytes!("credential/vectors/aura.json")).unwrap(),
    };
    let mut made = json!({
        "about": "Secured by eddsa-rdfc-2022 with the keys of aura.json.",
        "issuer": signers.text("issuer"),
        "issuerKey": signers.multikey("issuer"),
        "holder": signers.text("holder"),
        "holderKey": signers.multikey("holder"),
        "presentation": signers.presentation(),
        "revoked": REVOKED,
        "statusList": signers.status_list(),
    });
    if std::env::var_os("AURA_WRITE_VECTORS").is_some() {
        let text = serde_json::to_string_pretty(&made).unwrap();
        std::fs::write(FILE, format!("{text}\n")).unwrap();
    }
    let kept = jcs::parse(&std::fs::read(FILE).unwrap()).unwrap();
    // Another compressor may pack the same bits in another way.
    let list = &kept["statusList"];
    let bits = list.pointer("/credentialSubject/encodedList").unwrap();
    let bits = Bitstring::decode(bits.as_str().unwrap()).unwrap();
    assert_eq!(set(&bits), REVOKED);
    let [proof] = proofs(list).unwrap().try_into().unwrap();
    let key = signers.key("issuer").verifying_key().to_bytes();
    proof.verify(list, &key).unwrap();
    made["statusList"] = list.clone();
    assert_eq!(kept, made);
}
