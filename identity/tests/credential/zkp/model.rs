//! The chain of the other tests, with a key for proofs, a verifier, and keys of circuits whose
//! secrets are known.

pub use crate::model::*;
use aura_identity::{
    credential::{self, Draft},
    data_integrity::{Cryptosuite, ProofPurpose},
    zkp::{
        sign as sign_for_proofs, AuthenticatedRequest, Binding, Facts, KeyFact, Keys, Predicate,
        PresentedRecords, Questions, Request, RootsFact, Times,
    },
    DateTime,
};
use aura_primitives::{
    credentials::{
        view::SchemaView, Claim, ClaimKind, ClaimName, IssuancePolicy, ListId, Schema, Standing,
    },
    did::{
        view::{VerificationMethodView, View},
        Did, PublicKey, Relationships, Stamp, Uri,
    },
    zkp::{Circuit, KeyId, Presentation},
};
use aura_zkp_core::{
    credential::holder as commitment,
    date::Day,
    groth16::{digest, prepare, Reference, Simulator},
    signature::SecretKey,
    status::EMPTY_ROOT,
    Fr,
};
use serde_json::{json, Value};
use std::sync::LazyLock;

pub const GENESIS: [u8; 32] = [7; 32];
pub const BLOCK: u32 = 100;
pub const EXPIRES: u32 = 120;
pub const VERSION: u16 = 3;
pub const KEY: u32 = 2;

pub fn verifier() -> Did {
    [6; 32].into()
}

/// The issuer's key for proofs.
pub fn secret_key() -> SecretKey {
    SecretKey::from_seed(&[1; 32])
}

pub fn wallet_secret() -> Fr {
    Fr::from(77)
}

pub fn plain_schema() -> Schema {
    let claim = |name, kind, slot| Claim {
        name: ClaimName::new(name).unwrap(),
        kind,
        slot,
    };
    Schema {
        owner: owner(),
        digest: [6; 32],
        uri: Uri::new("https://owner.example/person.json").unwrap(),
        claims: vec![
            claim("birthDate", ClaimKind::Date, Some(4)),
            claim("country", ClaimKind::Text, Some(5)),
            claim("points", ClaimKind::Integer, Some(6)),
            claim("resident", ClaimKind::Boolean, Some(7)),
            claim("badge", ClaimKind::Bytes, Some(15)),
            claim("note", ClaimKind::Text, None),
        ]
        .try_into()
        .unwrap(),
        policy: IssuancePolicy::Accredited,
        unique: true,
    }
}

pub fn schema() -> SchemaView {
    SchemaView::new(
        &plain_schema(),
        plain_schema().owner,
        Stamp { block: 1, time: 0 },
    )
}

pub fn binding() -> Binding {
    Binding {
        holder: commitment(&wallet_secret(), &Fr::from(88)),
        salt: [9; 31],
    }
}

pub fn claims() -> Value {
    json!({
        "birthDate": "1990-02-28", "country": "CH", "points": 12, "resident": true,
        "badge": "uAQID", "note": "no slot",
    })
}

pub fn drafted<'a>(schema: &'a SchemaView, subject: &'a str, claims: &Value) -> Draft<'a> {
    Draft {
        schema,
        issuer: issuer(),
        subject,
        claims: claims.as_object().unwrap().clone(),
        list: LIST,
        index: INDEX,
        status_base: None,
        valid_from: DateTime::from_millis(NOON - 24 * HOUR),
        valid_until: Some(DateTime::from_millis(NOON + 24 * HOUR)),
    }
}

pub fn draft() -> Value {
    let (schema, subject) = (schema(), holder().to_string());
    let draft = drafted(&schema, &subject, &claims());
    draft.to_provable_json(&binding()).unwrap()
}

/// Adds the issuer's proof for zero-knowledge proofs.
pub fn base(document: &Value) -> Value {
    sign_for_proofs(document, &schema(), KEY, &secret_key(), &[4; 32]).unwrap()
}

/// A credential with the issuer's proof of both kinds.
pub fn credential() -> Value {
    sign(&base(&draft()))
}

pub fn proof_method() -> VerificationMethodView {
    VerificationMethodView {
        fragment: format!("key-{KEY}"),
        multikey: PublicKey::Jubjub(secret_key().public_key().to_bytes()).to_multikey(),
        relationships: Relationships::ASSERTION,
        expires: None,
        revoked: None,
    }
}

pub fn records() -> credential::Facts {
    let mut facts = crate::model::facts();
    let schema = schema();
    let methods = vec![method(&issuer(), Relationships::SIGNING), proof_method()];
    facts.dids.insert(issuer(), Some(active(methods)));
    let methods = vec![method(&verifier(), Relationships::SIGNING)];
    facts.dids.insert(verifier(), Some(active(methods)));
    facts.standings = [((schema.id, issuer()), Some(Standing::Good))].into();
    let list = facts.lists.get_mut(&LIST).unwrap().as_mut().unwrap();
    list.schema = schema.id;
    facts.schemas = [(schema.id, Some(schema))].into();
    facts
}

pub fn methods_of<'a>(
    facts: &'a mut credential::Facts,
    did: &Did,
) -> &'a mut Vec<VerificationMethodView> {
    match facts.dids.get_mut(did) {
        Some(Some(View::Active(view))) => &mut view.methods,
        _ => panic!("no such DID"),
    }
}

pub fn simulator(circuit: Circuit) -> Simulator {
    Simulator::new(KeyId {
        circuit,
        version: VERSION,
    })
}

/// Keys are prepared once: that takes pairings.
static KEYS: LazyLock<Vec<KeyFact>> = LazyLock::new(|| {
    let key = |circuit| KeyFact {
        key: prepare::<Reference>(&simulator(circuit).key()).unwrap(),
        active: true,
    };
    Circuit::ALL.map(key).to_vec()
});

pub fn facts() -> Facts {
    let keys = KEYS.iter().cloned().map(|key| (key.key.id, Some(key)));
    let roots = RootsFact {
        current: EMPTY_ROOT.to_bytes(),
        superseded: vec![],
        pending_since: None,
        grace: 10,
        patience: 10,
    };
    Facts {
        records: records(),
        genesis: GENESIS,
        block: BLOCK,
        allow_insecure_setup: false,
        keys: keys.collect(),
        roots: [(LIST, Some(roots))].into(),
    }
}

pub fn request(predicate: Predicate) -> Request {
    Request {
        genesis: GENESIS,
        verifier: verifier(),
        schema: schema().id,
        issuers: vec![stranger(), issuer()],
        predicate,
        uses: Times::Many,
        receipt_lifetime: 50,
        keys: Keys::AtLeast(VERSION),
        challenge: [8; 32],
        expires: EXPIRES,
        beneficiary: None,
    }
}

pub fn once() -> Request {
    Request {
        issuers: vec![issuer()],
        uses: Times::Once {
            opens: today().0 - 1,
            closes: 110,
            max_uses: 1_000,
        },
        ..request(Predicate::Ownership {})
    }
}

pub fn predicates() -> [Predicate; 4] {
    [
        Predicate::Ownership {},
        Predicate::Age {
            claim: "birthDate".into(),
            years: 18,
        },
        Predicate::Range {
            claim: "points".into(),
            least: -5,
            greatest: 20,
        },
        Predicate::Membership {
            claim: "country".into(),
            members: vec!["LI".into(), "CH".into()],
        },
    ]
}

pub fn adult() -> Request {
    request(predicates()[1].clone())
}

/// A request that its verifier signed.
pub fn asking(request: &Request) -> Value {
    asking_by(request, &verifier())
}

pub fn asking_by(request: &Request, signer: &Did) -> Value {
    use ed25519_dalek::Signer;
    let created = Some(DateTime::from_millis(NOON - HOUR));
    let method = format!("{signer}#key-1");
    let sign = |bytes: &[u8]| Ok(key(signer).sign(bytes).to_bytes());
    request.secure(method, created, sign).unwrap()
}

pub fn today() -> Day {
    Day::from_unix_millis(NOON)
}

pub fn named() -> PresentedRecords {
    PresentedRecords {
        version: VERSION,
        issuer: issuer(),
        key: KEY,
        list: LIST,
        status_root: EMPTY_ROOT.to_bytes(),
        date: today(),
        beneficiary: None,
    }
}

/// An answer with a valid proof for the records that it names.
pub fn answer_with(
    request: &Value,
    change: impl FnOnce(&mut Presentation<[u8; 32]>),
) -> Presentation<[u8; 32]> {
    let facts = facts();
    let asked = AuthenticatedRequest::authenticate(request, &facts).unwrap();
    let date = asked.date().unwrap_or(today());
    let mut answer = asked.presentation(&PresentedRecords { date, ..named() }, &wallet_secret());
    change(&mut answer);
    prove(&asked, &mut answer);
    answer
}

/// Makes a valid proof for an answer; any proof if there is no statement.
pub fn prove(asked: &AuthenticatedRequest, answer: &mut Presentation<[u8; 32]>) {
    let circuit = asked.request().predicate.circuit();
    let version = answer.version;
    let simulator = Simulator::new(KeyId { circuit, version });
    let digest = digest(&simulator.key());
    let key = secret_key().public_key();
    let statement = asked.statement(answer, &key, &digest);
    let inputs = statement.map(|statement| statement.inputs().unwrap());
    answer.proof = simulator.prove(&inputs.unwrap_or_default());
}

pub fn shown(request: &Value, answer: &Presentation<[u8; 32]>) -> Value {
    let asked = AuthenticatedRequest::authenticate(request, &facts()).unwrap();
    asked.show(answer).unwrap()
}

/// Verifies with no more facts than the questions name.
pub fn verify_answer(request: &Value, answer: &Value, facts: &Facts) -> credential::Report {
    let questions = Questions::of(request, Some(answer));
    let mut asked = facts.clone();
    let records = &mut asked.records;
    records
        .dids
        .retain(|did, _| questions.records.dids.contains(did));
    records
        .schemas
        .retain(|id, _| questions.records.schemas.contains(id));
    records
        .standings
        .retain(|of, _| questions.records.standings.contains(of));
    records
        .lists
        .retain(|id, _| questions.records.lists.contains(id));
    asked.keys.retain(|id, _| questions.keys.contains(id));
    asked
        .roots
        .retain(|list: &ListId, _| questions.roots.contains(list));
    let report = aura_identity::zkp::verify(request, answer, &asked, now());
    let of_all = aura_identity::zkp::verify(request, answer, facts, now());
    assert_eq!(report, of_all);
    report
}

/// The credential, changed between the signature for proofs and the other one.
pub fn altered(change: impl FnOnce(&mut Value)) -> Value {
    let mut document = base(&draft());
    change(&mut document);
    let config = config(
        Cryptosuite::EddsaJcs2022,
        &issuer(),
        ProofPurpose::AssertionMethod,
    );
    sign_with(&document, &config, &key(&issuer()))
}
