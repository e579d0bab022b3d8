use super::*;
use crate::did::Encoded;
use aura_primitives::did::{NewVerificationMethod, Relationships};
use aura_wallet::{Kind, PrivateKey};
use serde_json::{json, Value};
use zeroize::Zeroizing;

const GENESIS: [u8; 32] = [1; 32];

fn path() -> &'static Path {
    Path::new("file")
}

fn key() -> PrivateKey {
    PrivateKey::from_bytes(Kind::Ed25519, &Zeroizing::new([9; 32])).unwrap()
}

fn signing() -> Signing {
    let signers = vec![Signer::Own(1), Signer::Account([4; 32])];
    Signing {
        operation: Operation {
            did: Did::from([3; 32]),
            nonce: 4,
            submitter: None,
            checkpoint: 6,
            signers: signers.try_into().unwrap(),
            call: Box::new(Encoded(vec![60, 3])),
        },
        checkpoint: [2; 32],
        transaction_version: 9,
        signatures: vec![Some(Signature::Ed25519([5; 64])), None],
    }
}

fn operation() -> OperationFile {
    OperationFile {
        genesis: GENESIS,
        content: Content::Operation(signing()),
    }
}

fn creation() -> Creation {
    let mut document = Document::default();
    let method = NewVerificationMethod {
        key: key().public(),
        relationships: Relationships::SIGNING,
    };
    document.methods.try_push(method).unwrap();
    Creation {
        document,
        salt: [7; 32],
        signature: Signature::Ed25519([5; 64]),
    }
}

fn json(carried: &OperationFile) -> Value {
    serde_json::from_slice(&carried.to_json(vec!["words".into()])).unwrap()
}

fn parse(json: &Value) -> Result<OperationFile> {
    OperationFile::parse(json.to_string().as_bytes(), path())
}

#[test]
fn what_was_written_is_read() {
    for content in [Content::Operation(signing()), Content::Creation(creation())] {
        let carried = OperationFile {
            genesis: GENESIS,
            content,
        };
        assert_eq!(parse(&json(&carried)).unwrap(), carried);
    }
}

#[test]
fn the_form_is_as_documented() {
    let content = &json(&operation())["content"]["operation"];
    assert_eq!(content["transactionVersion"], 9);
    assert_eq!(content["checkpointHash"], format!("0x{}", "02".repeat(32)));
    assert_eq!(content["signers"][0]["signer"], "key-1");
    assert_eq!(content["signers"][1]["signature"], Value::Null);
    // DID, nonce, no submitter, checkpoint, two signers, call.
    let expected = [
        &[3; 32][..],
        &[4, 0, 0, 0, 0, 0, 0, 0],
        &[0],
        &[6, 0, 0, 0],
        &[8, 0, 1, 0, 0, 0, 2],
        &[4; 32],
        &[60, 3],
    ]
    .concat();
    assert_eq!(content["operation"], const_hex::encode_prefixed(expected));
}

#[test]
fn who_has_not_signed_is_missing() {
    assert_eq!(signing().missing(), [Signer::Account([4; 32])]);
}

#[test]
fn the_payload_is_that_of_the_primitives_and_signed_as_the_chain_verifies() {
    let signing = signing();
    let preimage = [
        &b"aura/did/operation/1"[..],
        &GENESIS,
        &[2; 32],
        &[9, 0, 0, 0],
        &[3; 32],
        &[4, 0, 0, 0, 0, 0, 0, 0],
        &[0],
        &[8, 0, 1, 0, 0, 0, 2],
        &[4; 32],
        &[60, 3],
    ]
    .concat();
    let payload = signing.payload(&GENESIS);
    assert_eq!(payload, blake2_256(&preimage));
    let (Signature::Ed25519(signature), PrivateKey::Ed25519(key)) =
        (key().sign(&payload).unwrap(), key())
    else {
        panic!("the key is of Ed25519")
    };
    let signature = ed25519_dalek::Signature::from_bytes(&signature);
    assert!(key
        .verifying_key()
        .verify_strict(&payload, &signature)
        .is_ok());
}

#[test]
fn a_creation_makes_the_did_of_its_first_key() {
    let mut creation = creation();
    let anchor = Anchor::<[u8; 32]>::Key(key().public());
    let expected = Did::derive(&GENESIS, &anchor, &[7; 32]);
    assert_eq!(creation.did(&GENESIS), Some(expected));
    creation.document.methods[0].relationships = Relationships::ASSERTION;
    assert_eq!(creation.did(&GENESIS), None);
    creation.document.methods.clear();
    assert_eq!(creation.did(&GENESIS), None);
}

#[test]
fn another_version_is_refused_by_its_number() {
    for version in [0, 2, u32::MAX] {
        let mut json = json(&operation());
        json["version"] = json!(version);
        json["new"] = json!(true);
        let refused = parse(&json);
        assert!(
            matches!(refused, Err(Error::Newer { version: of, .. }) if of == version),
            "{refused:?}"
        );
    }
}

#[test]
fn what_is_not_understood_is_refused() {
    type Change = fn(&mut Value);
    let hostile: [(&str, Change); 9] = [
        ("an unknown member", |json| json["more"] = json!(1)),
        ("a short genesis", |json| json["genesis"] = json!("0x01")),
        ("no content", |json| json["content"] = json!({})),
        ("no hex", |json| {
            operation_of(json)["operation"] = json!("0xzz")
        }),
        ("cut bytes", |json| {
            operation_of(json)["operation"] = json!("0x0303")
        }),
        ("another list", |json| {
            operation_of(json)["signers"][0]["signer"] = json!("key-2");
        }),
        ("one signer too few", |json| {
            operation_of(json)["signers"].as_array_mut().unwrap().pop();
        }),
        ("no signature", |json| {
            operation_of(json)["signers"][0]["signature"] = json!("0x00");
        }),
        ("a longer signature", |json| {
            let longer = format!("0x00{}", "05".repeat(65));
            operation_of(json)["signers"][0]["signature"] = json!(longer);
        }),
    ];
    for (name, change) in hostile {
        let mut json = json(&operation());
        change(&mut json);
        let refused = parse(&json);
        assert!(
            matches!(refused, Err(Error::Did(Problem::File { .. }))),
            "{name}: {refused:?}"
        );
    }
    for bytes in [&b""[..], b"{}", b"\xff", b"[[[[", b"null"] {
        assert!(OperationFile::parse(bytes, path()).is_err());
    }
}

fn operation_of(json: &mut Value) -> &mut Value {
    &mut json["content"]["operation"]
}

#[test]
fn signers_out_of_order_are_refused() {
    let mut carried = operation();
    let Content::Operation(signing) = &mut carried.content else {
        panic!("it is an operation")
    };
    let twice = vec![Signer::Own(1), Signer::Own(1)];
    signing.operation.signers = twice.try_into().unwrap();
    assert!(parse(&json(&carried)).is_err());
}

#[test]
fn the_summary_of_a_file_is_not_believed() {
    let mut json = json(&operation());
    json["summary"] = json!(["Something harmless"]);
    assert_eq!(parse(&json).unwrap(), operation());
}
