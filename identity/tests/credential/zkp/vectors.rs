//! The vectors of `docs/zkp.md`: `docs/vectors/zkp.json`.
//!
//! `AURA_WRITE_VECTORS=1` writes them anew, with new proofs; otherwise they are compared with the
//! values of this build, and the proofs in the file are verified.

use super::{model::*, records};
use aura_identity::{
    credential::{provable_context, verify, Expected},
    data_integrity::jcs,
    limits,
    zkp::{
        self, read, value, verify_expecting, AuthenticatedRequest, BaseProof, Facts, KeyFact, Keys,
        PresentedRecords, Request, Signed, Times,
    },
};
use aura_primitives::{
    credentials::{view::ClaimView, ClaimKind},
    zkp::{Circuit, VerifyingKey},
};
use aura_zkp_circuits::{scenario::Scenario, Violation, Witness};
use aura_zkp_core::{
    date::Day,
    groth16::{digest, prepare, Proof, Reference},
    hash::{p3, p5, tag, to_field},
    set::Set,
    statement,
    status::StatusTree,
    value::ABSENT,
    Fr,
};
use aura_zkp_prover::{development, ProvingKey};
use codec::{DecodeAll, Encode};
use serde_json::{json, Value};

const FILE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../docs/vectors/zkp.json");

fn hex(value: &Fr) -> String {
    const_hex::encode(value.to_bytes())
}

/// Hashes of elements and of bytes, and the trees over a status list and over a set.
fn hashes() -> Value {
    let numbers = [1, 2, 3, 4].map(Fr::from);
    let [one, two, ..] = numbers;
    let (mut first, mut last) = ([0; 16], [0; 16]);
    (first[1], last[15]) = (1 << 6, 1 << 63);
    let list = StatusTree::new([(0, first), (1023, last)]);
    let path = list.path(71).unwrap();
    let groups = |groups: &[[Fr; 4]]| -> Value {
        let texts = groups.iter().map(|group| group.each_ref().map(hex));
        texts.map(|group| json!(group)).collect()
    };
    let set = Set::new([1 << 63, 3, 2, 9, 1].map(Fr::from)).unwrap();
    json!({
        "P3 of holder, 1, 2": hex(&p3(tag("holder"), [one, two])),
        "P5 of claims, 1, 2, 3, 4": hex(&p5(tag("claims"), numbers)),
        "F of bytes, 01 02 03": hex(&to_field("bytes", &[1, 2, 3])),
        "statusList": {
            "revoked": [70, 1_048_575],
            "root": hex(&list.root()),
            "path": { "index": 71, "word": path.word, "groups": groups(&path.groups) },
        },
        "set": {
            "members": ["1", "2", "3", "9", "9223372036854775808"],
            "root": hex(&set.root()),
            "path": { "member": "9", "groups": groups(&set.path(&Fr::from(9)).unwrap()) },
        },
    })
}

/// Values of every kind, at their ends and in between.
fn values() -> Value {
    let texts = |kind: ClaimKind, values: Vec<Value>| {
        let claim = ClaimView {
            name: "claim".into(),
            kind,
            slot: Some(4),
        };
        let element = |of: Value| {
            let field = hex(&value(&claim, &of).unwrap());
            json!({ "kind": format!("{kind:?}"), "value": of, "field": field })
        };
        values.into_iter().map(element).collect::<Vec<_>>()
    };
    let largest = limits::MAX_SAFE_INTEGER;
    let mut all = [
        texts(
            ClaimKind::Integer,
            vec![
                json!(-largest),
                json!(-1),
                json!(0),
                json!(1),
                json!(largest),
            ],
        ),
        texts(
            ClaimKind::Date,
            ["0001-01-01", "1970-01-01", "2024-02-29", "9999-12-31"]
                .map(Value::from)
                .to_vec(),
        ),
        texts(ClaimKind::Boolean, vec![json!(false), json!(true)]),
        texts(
            ClaimKind::Text,
            ["", "CH", "Zürich", "東京", "a\u{0}b"]
                .map(Value::from)
                .to_vec(),
        ),
        texts(
            ClaimKind::Bytes,
            ["u", "uAA", "uAQID"].map(Value::from).to_vec(),
        ),
    ]
    .concat();
    all.push(json!({ "kind": "absent", "field": hex(&ABSENT) }));
    all.into()
}

fn signed() -> Value {
    let document = credential();
    let signed = Signed::read(&document, &schema()).unwrap();
    let proof = BaseProof::find(&document).unwrap().unwrap();
    let key = proof.key;
    let slot = |slot| hex(&signed.claims.get(slot).unwrap());
    json!({
        "about": "Elements of the field are 32 bytes, little-endian, in hexadecimal digits. The key for \
            proofs is that of the seed; `random` is what the nonce is hedged with.",
        "secret": hex(&wallet_secret()),
        "blinding": hex(&Fr::from(88)),
        "salt": const_hex::encode([9; 31]),
        "slots": (0..16).map(slot).collect::<Vec<_>>(),
        "claimsRoot": hex(&signed.claims.root()),
        "index": signed.meta.index,
        "list": signed.meta.list,
        "validFromDay": signed.meta.from.0,
        "validUntilDay": signed.meta.until.0,
        "meta": hex(&signed.meta.to_field().unwrap()),
        "issuerKeySeed": const_hex::encode([1; 32]),
        "issuerKey": const_hex::encode(key.to_bytes()),
        "authority": hex(&signed.authority(&key)),
        "holder": hex(&signed.holder),
        "message": hex(&signed.message(&key).unwrap()),
        "random": const_hex::encode([4; 32]),
        "signature": const_hex::encode(proof.signature.to_bytes()),
        "context": provable_context(&schema()),
        "unsigned": draft(),
        "credential": document,
    })
}

/// The verifying key for development of every circuit, and proofs by them.
trait Prover {
    /// The keys, in the order of the circuits.
    fn keys(&self) -> &[VerifyingKey];
    /// A proof of the statement in the answer at this place.
    fn prove(&self, place: usize, scenario: &Scenario) -> Proof;
}

/// Makes keys and proofs.
struct New(Vec<ProvingKey>, Vec<VerifyingKey>);

impl New {
    fn make() -> Self {
        let keys = Circuit::ALL.map(ProvingKey::development);
        let verifying = keys.iter().map(|key| key.verifying_key().clone()).collect();
        Self(keys.into(), verifying)
    }
}

impl Prover for New {
    fn keys(&self) -> &[VerifyingKey] {
        &self.1
    }

    fn prove(&self, _: usize, scenario: &Scenario) -> Proof {
        let circuit = scenario.statement.circuit();
        let key = self.0.iter().find(|key| key.id().circuit == circuit);
        aura_zkp_prover::prove(key.unwrap(), &scenario.statement, &scenario.witness).unwrap()
    }
}

/// Keys and proofs of the file.
struct Published {
    keys: Vec<VerifyingKey>,
    proofs: Vec<Proof>,
}

impl Published {
    fn read() -> Self {
        let kept = kept();
        let bytes = |value: &Value| const_hex::decode(value.as_str().unwrap()).unwrap();
        let keys = kept["verifyingKeys"].as_array().unwrap().iter();
        let proofs = kept["answers"].as_array().unwrap().iter();
        Self {
            keys: keys
                .map(|key| VerifyingKey::decode_all(&mut &bytes(&key["verifyingKey"])[..]).unwrap())
                .collect(),
            proofs: proofs
                .map(|answer| {
                    let proof = bytes(&answer["fields"]["proof"]).try_into().unwrap();
                    Proof::read_compressed(&proof).unwrap()
                })
                .collect(),
        }
    }
}

impl Prover for Published {
    fn keys(&self) -> &[VerifyingKey] {
        &self.keys
    }

    fn prove(&self, place: usize, _: &Scenario) -> Proof {
        self.proofs[place]
    }
}

/// Records of the chain, with the keys for development.
fn facts_with(keys: &[VerifyingKey]) -> Facts {
    let fact = |key: &VerifyingKey| {
        let key = prepare::<Reference>(key).unwrap();
        (key.id, Some(KeyFact { key, active: true }))
    };
    let mut facts = Facts {
        allow_insecure_setup: true,
        keys: keys.iter().map(fact).collect(),
        ..facts()
    };
    let roots = facts.roots.get_mut(&LIST).unwrap().as_mut().unwrap();
    roots.superseded = vec![([5; 32], 95)];
    facts
}

/// A request of each kind, of which the last pins its key; and one for single use that opens on the
/// first day of the credential.
fn requests() -> impl Iterator<Item = Request> {
    let first = Request {
        uses: Times::Once {
            opens: today().0,
            closes: 110,
            max_uses: 1_000,
        },
        ..once()
    };
    let accepted = |request: Request| Request {
        keys: match request.predicate.circuit() {
            Circuit::Membership => Keys::Exactly(development::digest(Circuit::Membership)),
            _ => Keys::AtLeast(1),
        },
        ..request
    };
    let all = predicates().map(request).into_iter().chain([first]);
    all.map(accepted)
}

/// The statement of an answer, with a witness from the published credential.
fn scenario(asked: &AuthenticatedRequest, statement: statement::Statement) -> Scenario {
    let document = credential();
    let signed = Signed::read(&document, &schema()).unwrap();
    let base = BaseProof::find(&document).unwrap().unwrap();
    let set_path = match (statement.predicate, asked.set()) {
        (statement::Predicate::Membership { slot, .. }, Some(set)) => {
            set.path(&signed.claims.get(slot).unwrap())
        }
        _ => None,
    };
    let witness = Witness {
        secret: wallet_secret(),
        blinding: Fr::from(88),
        index: signed.meta.index,
        from: signed.meta.from,
        until: signed.meta.until,
        claims: signed.claims.clone(),
        signature: base.signature,
        status: StatusTree::new([]).path(signed.meta.index).unwrap(),
        set_path,
    };
    Scenario {
        key: secret_key(),
        statement,
        witness,
    }
}

fn answered(place: usize, request: Request, prover: &impl Prover) -> (Value, Scenario) {
    let document = asking(&request);
    let asked = AuthenticatedRequest::authenticate(&document, &facts_with(prover.keys())).unwrap();
    let circuit = asked.request().predicate.circuit();
    let key = prover.keys().iter().find(|key| key.id.circuit == circuit);
    let key = key.unwrap();
    let named = PresentedRecords {
        version: key.id.version,
        date: asked.date().unwrap_or(today()),
        ..named()
    };
    let mut answer = asked.presentation(&named, &wallet_secret());
    let issuer_key = secret_key().public_key();
    let statement = asked.statement(&answer, &issuer_key, &digest(key)).unwrap();
    let inputs = statement.inputs().unwrap();
    let context = hex(&statement.context);
    let scenario = scenario(&asked, statement);
    let proof = prover.prove(place, &scenario);
    answer.proof = proof.to_bytes();
    let vector = json!({
        "request": document,
        "policy": asked.policy_id().to_string(),
        "policyBytes": const_hex::encode(asked.policy().encode()),
        "keyDigest": const_hex::encode(digest(key)),
        "scope": hex(&asked.scope()),
        "context": context,
        "inputs": inputs.iter().map(hex).collect::<Vec<_>>(),
        "fields": {
            "policy": const_hex::encode(answer.policy.as_bytes()),
            "beneficiary": const_hex::encode(answer.beneficiary),
            "version": answer.version,
            "issuer": const_hex::encode(answer.issuer.as_bytes()),
            "key": answer.key,
            "list": answer.list,
            "statusRoot": const_hex::encode(answer.status_root),
            "date": answer.date,
            "nullifier": const_hex::encode(answer.nullifier),
            "challenge": const_hex::encode(answer.challenge),
            "expires": answer.expires,
            "proof": const_hex::encode(proof.to_compressed()),
        },
        "presentationBytes": const_hex::encode(answer.encode()),
        "presentation": asked.show(&answer).unwrap(),
    });
    (vector, scenario)
}

#[test]
fn the_answers_are_true_of_the_credential() {
    let published = Published::read();
    for (place, request) in requests().enumerate() {
        let (_, mut scenario) = answered(place, request, &published);
        assert_eq!(scenario.check(), Ok(()));
        // On the day before its first, the credential is not in force.
        scenario.statement.date = Day(scenario.witness.from.0 - 1);
        assert_eq!(scenario.check(), Err(Violation::NotYetValid));
    }
}

fn key_vector(key: &VerifyingKey) -> Value {
    let prepared = prepare::<Reference>(key).unwrap();
    json!({
        "circuit": format!("{:?}", key.id.circuit).to_lowercase(),
        "version": key.id.version,
        "digest": const_hex::encode(prepared.digest),
        "verifyingKey": const_hex::encode(key.encode()),
        "preparedKey": const_hex::encode(prepared.encode()),
    })
}

fn made(prover: &impl Prover) -> Value {
    let answers = requests().enumerate();
    json!({
        "about": "docs/zkp.md, section 18. Bytes are hexadecimal digits. The private Ed25519 keys of issuer \
            and verifier are the 32 bytes of their DIDs.",
        "now": NOON,
        "schema": {
            "id": schema().id.to_string(),
            "owner": owner().to_string(),
            "claims": schema().claims.iter().map(|claim| json!({
                "name": claim.name,
                "kind": format!("{:?}", claim.kind),
                "slot": claim.slot,
            })).collect::<Value>(),
        },
        "hashes": hashes(),
        "values": values(),
        "signed": signed(),
        "verifyingKeys": prover.keys().iter().map(key_vector).collect::<Value>(),
        "chain": records::of(&facts_with(prover.keys())),
        "answers": answers.map(|(place, request)| answered(place, request, prover).0).collect::<Value>(),
    })
}

fn kept() -> Value {
    jcs::parse(&std::fs::read(FILE).unwrap()).unwrap()
}

#[test]
fn the_vectors_are_what_is_made() {
    if std::env::var_os("AURA_WRITE_VECTORS").is_some() {
        let text = serde_json::to_string_pretty(&made(&New::make())).unwrap();
        std::fs::write(FILE, format!("{text}\n")).unwrap();
    }
    let made = made(&Published::read());
    assert_eq!(jcs::canonical(&kept()), jcs::canonical(&made));
}

#[test]
fn the_keys_are_those_for_development() {
    let published = Published::read();
    for (circuit, key) in Circuit::ALL.into_iter().zip(&published.keys) {
        assert_eq!(digest(key), development::digest(circuit));
    }
}

#[test]
fn the_vectors_hold() {
    let kept = kept();
    let document = &kept["signed"]["credential"];
    let report = verify(document, &[], &records(), now(), &Expected::default());
    assert!(report.verified, "{report:#?}");
    let facts = facts_with(&Published::read().keys);
    for answered in kept["answers"].as_array().unwrap() {
        let (request, answer) = (&answered["request"], &answered["presentation"]);
        let key_digest = answered["keyDigest"].as_str().unwrap();
        let expected = zkp::Expected {
            key_digest: Some(const_hex::decode_to_array(key_digest).unwrap()),
        };
        let report = verify_expecting(request, answer, &facts, now(), &expected);
        assert!(report.verified, "{report:#?}");
        let bytes = const_hex::encode(read(answer).unwrap().encode());
        assert_eq!(answered["presentationBytes"], bytes);
    }
}

#[test]
fn the_specification_shows_the_vectors() {
    let text = concat!(
        include_str!("../../../../docs/credential-format.md"),
        include_str!("../../../../docs/zkp.md"),
    );
    let kept = kept();
    for name in [
        "meta",
        "authority",
        "holder",
        "claimsRoot",
        "message",
        "signature",
    ] {
        assert!(
            text.contains(kept["signed"][name].as_str().unwrap()),
            "{name}"
        );
    }
    let list = &kept["hashes"]["statusList"];
    assert!(text.contains(list["root"].as_str().unwrap()));
    for key in kept["verifyingKeys"].as_array().unwrap() {
        assert!(text.contains(key["digest"].as_str().unwrap()), "{key}");
    }
    // The documentation has every check under its name in reports.
    let answered = &kept["answers"][1];
    let facts = facts();
    let report = zkp::verify(
        &answered["request"],
        &answered["presentation"],
        &facts,
        now(),
    );
    for check in report.checks {
        let name = serde_json::to_value(check.name).unwrap();
        assert!(
            text.contains(&format!("`{}`", name.as_str().unwrap())),
            "{name}"
        );
    }
    assert!(text.contains("`aura-groth16`"));
}
