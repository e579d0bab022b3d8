//! A chain in memory with one issuer, one holder, one schema and one list.

use aura_identity::{
    anchoring::{leaf, BatchBuilder, Inclusion},
    credential::{secure, verify, CheckName, Draft, Expected, Facts, Questions, Report},
    data_integrity::{Cryptosuite, ProofConfig, ProofPurpose},
    DateTime,
};
use aura_primitives::{
    credentials::{
        view::{BatchView, ClaimView, ListView, SchemaView},
        Capacity, ClaimKind, IssuancePolicy, SchemaId, Standing, Status,
    },
    did::{
        view::{ActiveView, DeactivatedView, VerificationMethodView, View},
        Control, Did, PublicKey, Relationships, Stamp,
    },
};
use ed25519_dalek::{Signer, SigningKey};
use serde_json::{json, Value};

pub const LIST: u32 = 7;
pub const INDEX: u32 = 1234;
/// 2026-01-31, noon.
pub const NOON: u64 = 1_769_860_800_000;
pub const HOUR: u64 = 3_600_000;
/// Tolerance of clocks, in milliseconds.
pub const TOLERANCE: u64 = 300_000;

pub fn issuer() -> Did {
    [1; 32].into()
}

pub fn holder() -> Did {
    [2; 32].into()
}

pub fn owner() -> Did {
    [3; 32].into()
}

pub fn stranger() -> Did {
    [4; 32].into()
}

pub fn schema_id() -> SchemaId {
    [5; 32].into()
}

/// The key of a DID, the same for every test.
pub fn key(did: &Did) -> SigningKey {
    SigningKey::from_bytes(did.as_bytes())
}

pub fn did_key(key: &SigningKey) -> String {
    let multikey = PublicKey::Ed25519(key.verifying_key().to_bytes()).to_multikey();
    format!(
        "did:key:{}",
        aura_identity::did::multikey::encode(&multikey)
    )
}

pub fn method(did: &Did, relationships: Relationships) -> VerificationMethodView {
    VerificationMethodView {
        fragment: "key-1".into(),
        multikey: PublicKey::Ed25519(key(did).verifying_key().to_bytes()).to_multikey(),
        relationships,
        expires: None,
        revoked: None,
    }
}

pub fn active(methods: Vec<VerificationMethodView>) -> View<[u8; 32]> {
    let created = Stamp { block: 1, time: 0 };
    View::Active(ActiveView {
        methods,
        services: vec![],
        also_known_as: vec![],
        control: Control {
            controllers: vec![].try_into().unwrap(),
            threshold: 0,
        },
        nonce: 0,
        created,
        updated: created,
        previous: None,
        history: [0; 32],
        depositor: [0; 32],
    })
}

pub fn deactivated() -> View<[u8; 32]> {
    let created = Stamp { block: 1, time: 0 };
    View::Deactivated(DeactivatedView {
        created,
        deactivated: created,
        history: [0; 32],
    })
}

pub fn schema() -> SchemaView {
    let claim = |name: &str, kind, slot| ClaimView {
        name: name.into(),
        kind,
        slot,
    };
    SchemaView {
        id: schema_id(),
        owner: owner(),
        present_owner: owner(),
        digest: [6; 32],
        uri: "https://owner.example/person.json".into(),
        claims: vec![
            claim("birthDate", ClaimKind::Date, Some(4)),
            claim("country", ClaimKind::Text, Some(5)),
            claim("points", ClaimKind::Integer, Some(6)),
            claim("resident", ClaimKind::Boolean, None),
        ],
        policy: IssuancePolicy::Accredited,
        unique: false,
        created: Stamp { block: 1, time: 0 },
    }
}

pub fn now() -> DateTime {
    DateTime::from_millis(NOON)
}

/// An unsigned credential, valid for a day before and a day after noon.
pub fn draft() -> Value {
    let claims = json!({
        "birthDate": "1990-02-28", "country": "CH", "points": 12, "resident": true,
    });
    Draft {
        schema: &schema(),
        issuer: issuer(),
        subject: &holder().to_string(),
        claims: claims.as_object().unwrap().clone(),
        list: LIST,
        index: INDEX,
        status_base: None,
        valid_from: DateTime::from_millis(NOON - 24 * HOUR),
        valid_until: Some(DateTime::from_millis(NOON + 24 * HOUR)),
    }
    .to_json()
    .unwrap()
}

pub fn config(suite: Cryptosuite, signer: &Did, purpose: ProofPurpose) -> ProofConfig {
    ProofConfig {
        created: Some(DateTime::from_millis(NOON - HOUR)),
        ..ProofConfig::new(suite, purpose, format!("{signer}#key-1"))
    }
}

pub fn sign_with(document: &Value, config: &ProofConfig, key: &SigningKey) -> Value {
    secure(document, config, |bytes| Ok(key.sign(bytes).to_bytes())).unwrap()
}

/// Signs a document as the issuer.
pub fn sign(document: &Value) -> Value {
    let config = config(
        Cryptosuite::EddsaJcs2022,
        &issuer(),
        ProofPurpose::AssertionMethod,
    );
    sign_with(document, &config, &key(&issuer()))
}

pub fn credential() -> Value {
    sign(&draft())
}

/// Inclusion of a credential at position 2 of a batch of 5.
pub fn inclusion(credential: &Value) -> Inclusion {
    let mut builder = BatchBuilder::new();
    for position in 0..5_u8 {
        let of = if position == 2 {
            credential.clone()
        } else {
            json!(position)
        };
        builder.push(leaf(&[position; 32], &of)).unwrap();
    }
    Inclusion::new(LIST, &builder.build().unwrap(), 2, [2; 32]).unwrap()
}

/// Facts about all of the above.
pub fn facts() -> Facts {
    let mut facts = Facts::default();
    for did in [issuer(), holder(), owner(), stranger()] {
        let methods = vec![method(&did, Relationships::SIGNING)];
        facts.dids.insert(did, Some(active(methods)));
    }
    facts.schemas.insert(schema_id(), Some(schema()));
    facts
        .standings
        .insert((schema_id(), issuer()), Some(Standing::Good));
    let list = ListView {
        id: LIST,
        owner: issuer(),
        schema: schema_id(),
        capacity: Capacity::TwoTo17,
        allocated: 2000,
        batches: 1,
        strict: false,
        created: Stamp { block: 2, time: 0 },
    };
    facts.lists.insert(LIST, Some(list));
    facts.statuses.insert((LIST, INDEX), Some(Status::Valid));
    facts
}

/// As [`facts`], with the batch of an inclusion.
pub fn facts_with(inclusion: &Inclusion) -> Facts {
    let mut facts = facts();
    let batch = BatchView {
        root: inclusion.root,
        first: INDEX - 3,
        count: 5,
        anchored: Stamp {
            block: 3,
            time: NOON - HOUR,
        },
    };
    facts.batches.insert((LIST, inclusion.root), Some(batch));
    facts
}

/// Verifies without an inclusion, and asserts that all that was needed was among the questions.
pub fn report(document: &Value, facts: &Facts) -> Report {
    report_with(document, &[], facts, &Expected::default())
}

pub fn report_with(
    document: &Value,
    inclusions: &[Inclusion],
    facts: &Facts,
    expected: &Expected,
) -> Report {
    let questions = Questions::of(document, inclusions);
    let mut asked = facts.clone();
    asked.dids.retain(|did, _| questions.dids.contains(did));
    asked.schemas.retain(|id, _| questions.schemas.contains(id));
    asked
        .standings
        .retain(|of, _| questions.standings.contains(of));
    asked.lists.retain(|id, _| questions.lists.contains(id));
    asked
        .statuses
        .retain(|at, _| questions.statuses.contains(at));
    asked.batches.retain(|of, _| questions.batches.contains(of));
    let report = verify(document, inclusions, &asked, now(), expected);
    assert_eq!(report, verify(document, inclusions, facts, now(), expected));
    report
}

/// Names and reasons of failures.
pub fn failures(report: &Report) -> Vec<(CheckName, String)> {
    assert_eq!(report.verified, {
        let clean = |report: &Report| report.failures().next().is_none();
        clean(report) && report.credentials.iter().all(clean)
    });
    report
        .failures()
        .map(|(name, reason)| (name, reason.to_owned()))
        .collect()
}

/// Exactly these checks fail, for these reasons.
#[track_caller]
pub fn assert_fails(report: &Report, expected: &[(CheckName, &str)]) {
    let failures = failures(report);
    let failures: Vec<_> = failures
        .iter()
        .map(|(name, reason)| (*name, reason.as_str()))
        .collect();
    assert_eq!(failures, expected, "{report:#?}");
}
