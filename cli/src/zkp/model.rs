//! An issuer, a verifier and a wallet for tests, with the records that a chain would have of them.

use crate::wallet::Opening;
use aura_identity::{
    credential::{self, Draft},
    zkp::{sign, AuthenticatedRequest, Binding, Facts, Keys, Predicate, Request, Times},
    DateTime,
};
use aura_primitives::{
    credentials::{
        view::{ClaimView, ListView, SchemaView},
        Capacity, ClaimKind, IssuancePolicy, Standing,
    },
    did::{
        view::{ActiveView, VerificationMethodView, View},
        Control, Did, PublicKey, Relationships, Stamp,
    },
};
use aura_zkp_core::{credential::holder, date::Day, signature::SecretKey, Fr};
use serde_json::{json, Value};

pub const GENESIS: [u8; 32] = [7; 32];
pub const BLOCK: u32 = 100;
pub const LIST: u32 = 7;
pub const INDEX: u32 = 5;
/// Index of the issuer's key for proofs.
pub const KEY: u32 = 2;
/// Noon of 2026-01-31, in milliseconds since 1970.
pub const NOON: u64 = 1_769_860_800_000;
const DAY: u64 = 86_400_000;

pub fn issuer() -> Did {
    [1; 32].into()
}

pub fn verifier() -> Did {
    [9; 32].into()
}

pub fn today() -> Day {
    Day::from_unix_millis(NOON)
}

pub fn issuer_key() -> SecretKey {
    SecretKey::from_seed(&[3; 32])
}

pub fn opening() -> Opening {
    Opening {
        secret: Fr::from(77),
        blinding: Fr::from(88),
    }
}

pub fn schema() -> SchemaView {
    let claim = |name: &str, kind, slot| ClaimView {
        name: name.into(),
        kind,
        slot: Some(slot),
    };
    let mut schema = SchemaView {
        id: [0; 32].into(),
        owner: Did::from([2; 32]),
        present_owner: Did::from([2; 32]),
        digest: [2; 32],
        uri: "https://a.example/schema.json".into(),
        claims: vec![
            claim("birthDate", ClaimKind::Date, 4),
            claim("country", ClaimKind::Text, 5),
            claim("income", ClaimKind::Integer, 6),
        ],
        policy: IssuancePolicy::Open,
        unique: true,
        created: Stamp { block: 1, time: 2 },
    };
    schema.id = schema.schema().unwrap().id();
    schema
}

/// A credential without its proof of `aura-groth16-2026`.
pub fn unsigned(issuer: Did) -> Value {
    let schema = schema();
    let claims = json!({"birthDate": "1990-02-28", "country": "CH", "income": 50_000});
    let draft = Draft {
        schema: &schema,
        issuer,
        subject: "did:example:subject",
        claims: claims.as_object().unwrap().clone(),
        list: LIST,
        index: INDEX,
        status_base: None,
        valid_from: DateTime::from_millis(NOON - 10 * DAY),
        valid_until: Some(DateTime::from_millis(NOON + 10 * DAY)),
    };
    let Opening { secret, blinding } = opening();
    let binding = Binding {
        holder: holder(&secret, &blinding),
        salt: [9; 31],
    };
    draft.to_provable_json(&binding).unwrap()
}

pub fn credential() -> Value {
    sign(&unsigned(issuer()), &schema(), KEY, &issuer_key(), &[4; 32]).unwrap()
}

pub fn method(
    number: u32,
    key: &PublicKey,
    relationships: Relationships,
) -> VerificationMethodView {
    VerificationMethodView {
        fragment: format!("key-{number}"),
        multikey: key.to_multikey(),
        relationships,
        expires: None,
        revoked: None,
    }
}

fn active(methods: Vec<VerificationMethodView>) -> Option<View<[u8; 32]>> {
    let stamp = Stamp { block: 1, time: 2 };
    Some(View::Active(ActiveView {
        methods,
        services: vec![],
        also_known_as: vec![],
        control: Control::own(),
        nonce: 0,
        created: stamp,
        updated: stamp,
        previous: None,
        history: [0; 32],
        depositor: [0; 32],
    }))
}

pub fn records() -> credential::Facts {
    let schema = schema();
    let proofs = PublicKey::Jubjub(issuer_key().public_key().to_bytes());
    let signs = PublicKey::Ed25519(verifier_key().verifying_key().to_bytes());
    let list = ListView {
        id: LIST,
        owner: issuer(),
        schema: schema.id,
        capacity: Capacity::TwoTo17,
        allocated: 12,
        batches: 1,
        strict: false,
        created: Stamp { block: 1, time: 2 },
    };
    let mut facts = credential::Facts::default();
    let of_issuer = vec![method(KEY, &proofs, Relationships::ASSERTION)];
    let of_verifier = vec![method(1, &signs, Relationships::SIGNING)];
    facts.dids.insert(issuer(), active(of_issuer));
    facts.dids.insert(verifier(), active(of_verifier));
    let standing = ((schema.id, issuer()), Some(Standing::Good));
    facts.standings = [standing].into();
    facts.schemas = [(schema.id, Some(schema))].into();
    facts.lists = [(LIST, Some(list))].into();
    facts
}

pub fn request(predicate: Predicate) -> Request {
    Request {
        genesis: GENESIS,
        verifier: verifier(),
        schema: schema().id,
        issuers: vec![issuer()],
        predicate,
        uses: Times::Many,
        receipt_lifetime: 50,
        keys: Keys::AtLeast(1),
        challenge: [8; 32],
        expires: BLOCK + 20,
        beneficiary: None,
    }
}

pub fn age(years: u8) -> Predicate {
    Predicate::Age {
        claim: "birthDate".into(),
        years,
    }
}

fn verifier_key() -> ed25519_dalek::SigningKey {
    (&[6; 32]).into()
}

/// A request with its verifier's signature.
pub fn signed(request: &Request) -> Value {
    use ed25519_dalek::Signer;
    let sign = |bytes: &[u8]| Ok(verifier_key().sign(bytes).to_bytes());
    let method = format!("{}#key-1", verifier());
    request.secure(method, None, sign).unwrap()
}

pub fn asked(request: &Request) -> AuthenticatedRequest {
    let facts = Facts {
        records: records(),
        genesis: GENESIS,
        block: BLOCK,
        ..Facts::default()
    };
    AuthenticatedRequest::authenticate(&signed(request), &facts).unwrap()
}
