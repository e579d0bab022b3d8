//! The vectors of `docs/credential-format.md` for proofs.
//!
//! `AURA_WRITE_VECTORS=1` writes them anew; otherwise they are compared with what is made now.

use super::model::*;
use aura_identity::{
    credential::{provable_context, verify, Expected},
    data_integrity::jcs,
    limits,
    zkp::{self, read, value, AuthenticatedRequest, BaseProof, Request, Signed, Times},
};
use aura_primitives::credentials::{view::ClaimView, ClaimKind};
use aura_zkp_circuits::{scenario::Scenario, Violation, Witness};
use aura_zkp_core::{
    date::Day,
    groth16::Proof,
    hash::{p3, p5, tag, to_field},
    set::Set,
    statement,
    status::StatusTree,
    value::ABSENT,
    Fr,
};
use serde_json::{json, Value};

const FILE: &str = concat!(
    env!("CARGO_MANIFEST_DIR"),
    "/tests/credential/vectors/aura-groth16.json"
);

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
        "about": "Elements of the field are 32 bytes, little-endian, in hexadecimal digits. The \
            key for proofs is that of the seed; `random` is what the nonce is hedged with.",
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

fn answered(request: Request) -> Value {
    let document = asking(&request);
    let asked = AuthenticatedRequest::authenticate(&document, &facts()).unwrap();
    let answer = answer_with(&document, |_| ());
    let circuit = asked.request().predicate.circuit();
    let digest = aura_zkp_core::groth16::digest(&simulator(circuit).key());
    let key = secret_key().public_key();
    let statement = asked.statement(&answer, &key, &digest).unwrap();
    let inputs = statement.inputs().unwrap();
    json!({
        "request": document,
        "policy": asked.policy_id().to_string(),
        "keyDigest": const_hex::encode(digest),
        "scope": hex(&asked.scope()),
        "context": hex(&statement.context),
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
            "proof": const_hex::encode(Proof::read(&answer.proof).unwrap().to_compressed()),
        },
        "uncompressedProof": const_hex::encode(answer.proof),
        "presentation": asked.show(&answer).unwrap(),
    })
}

/// A request of each kind, and one for single use that opens on the first day of the credential.
fn requests() -> impl Iterator<Item = Request> {
    let first = Request {
        uses: Times::Once {
            opens: today().0,
            closes: 110,
            max_uses: 1_000,
        },
        ..once()
    };
    predicates().map(request).into_iter().chain([first])
}

/// The statement of each published answer, with a witness from the published credential.
fn scenarios() -> impl Iterator<Item = Scenario> {
    let document = credential();
    let signed = Signed::read(&document, &schema()).unwrap();
    let base = BaseProof::find(&document).unwrap().unwrap();
    requests().map(move |request| {
        let document = asking(&request);
        let asked = AuthenticatedRequest::authenticate(&document, &facts()).unwrap();
        let answer = answer_with(&document, |_| ());
        let digest = aura_zkp_core::groth16::digest(&simulator(request.predicate.circuit()).key());
        let statement = asked.statement(&answer, &base.key, &digest).unwrap();
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
    })
}

/// The published proofs are made without a witness; each statement has one.
#[test]
fn the_answers_are_true_of_the_credential() {
    let kept = kept();
    let mut answers = kept["answers"].as_array().unwrap().iter();
    for mut scenario in scenarios() {
        let inputs = scenario.statement.inputs().unwrap();
        let inputs: Vec<_> = inputs.iter().map(hex).collect();
        assert_eq!(answers.next().unwrap()["inputs"], json!(inputs));
        assert_eq!(scenario.check(), Ok(()));
        // On the day before its first, the credential is not in force.
        scenario.statement.date = Day(scenario.witness.from.0 - 1);
        assert_eq!(scenario.check(), Err(Violation::NotYetValid));
    }
    assert!(answers.next().is_none());
}

fn made() -> Value {
    let answers = requests();
    json!({
        "about": "Secret keys of Ed25519 are the 32 bytes of the DIDs of issuer and verifier. \
            Proofs are made without a witness, for the keys of Simulator::new.",
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
        "answers": answers.map(answered).collect::<Value>(),
    })
}

fn kept() -> Value {
    jcs::parse(&std::fs::read(FILE).unwrap()).unwrap()
}

#[test]
fn the_vectors_are_what_is_made() {
    let made = made();
    if std::env::var_os("AURA_WRITE_VECTORS").is_some() {
        let text = serde_json::to_string_pretty(&made).unwrap();
        std::fs::write(FILE, format!("{text}\n")).unwrap();
    }
    assert_eq!(jcs::canonical(&kept()), jcs::canonical(&made));
}

#[test]
fn the_vectors_hold() {
    let kept = kept();
    let document = &kept["signed"]["credential"];
    let report = verify(document, &[], &records(), now(), &Expected::default());
    assert!(report.verified, "{report:#?}");
    for answered in kept["answers"].as_array().unwrap() {
        let (request, answer) = (&answered["request"], &answered["presentation"]);
        let report = zkp::verify(request, answer, &facts(), now());
        assert!(report.verified, "{report:#?}");
        let fields = read(answer).unwrap();
        let proof = answered["uncompressedProof"].as_str().unwrap();
        assert_eq!(const_hex::encode(fields.proof), proof);
    }
}

#[test]
fn the_specification_shows_the_vectors() {
    let text = include_str!("../../../../docs/credential-format.md");
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
    // Every check is told of, under the name that reports have.
    let answered = &kept["answers"][1];
    let report = zkp::verify(
        &answered["request"],
        &answered["presentation"],
        &facts(),
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
