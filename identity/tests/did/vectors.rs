//! The test vectors of the method specification.

use crate::{examples::example, model::NOON};
use aura_primitives::did::{
    creation_preimage, Anchor, Control, Did, Document, KeyState, NewVerificationMethod, Operation,
    PublicKey, Relationships, Service, ServiceName, ServiceType, Services, Signer, Stamp, Uri,
    VerificationMethod,
};
use codec::Encode;
use serde_json::{from_str, json, Value};
use sp_crypto_hashing::blake2_256;

const GENESIS: [u8; 32] = [1; 32];
const SALT: [u8; 32] = [2; 32];

fn hex(bytes: impl AsRef<[u8]>) -> String {
    const_hex::encode_prefixed(bytes)
}

/// The first test vector of Ed25519 in RFC 8032.
fn key() -> PublicKey {
    PublicKey::Ed25519(
        const_hex::decode_to_array(
            "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a",
        )
        .unwrap(),
    )
}

fn services() -> Services {
    let service = Service {
        name: ServiceName::new("site").unwrap(),
        service_type: ServiceType::new("LinkedDomains").unwrap(),
        endpoints: vec![Uri::new("https://alice.example").unwrap()]
            .try_into()
            .unwrap(),
    };
    vec![service].try_into().unwrap()
}

fn by_key() -> Did {
    Did::derive(&GENESIS, &Anchor::<[u8; 32]>::Key(key()), &SALT)
}

fn check(name: &str, made: Value) {
    assert_eq!(made, from_str::<Value>(example(name)).unwrap());
}

#[test]
fn identifiers() {
    let account = Anchor::Account([3_u8; 32]);
    check(
        "identifiers",
        json!({
            "genesis": hex(GENESIS),
            "salt": hex(SALT),
            "key": hex(key().encode()),
            "didOfKey": by_key().to_string(),
            "account": hex([3; 32]),
            "didOfAccount": Did::derive(&GENESIS, &account, &SALT).to_string(),
        }),
    );
}

#[test]
fn creation() {
    let method = NewVerificationMethod {
        key: key(),
        relationships: Relationships::SIGNING,
    };
    let document = Document {
        methods: vec![method].try_into().unwrap(),
        services: services(),
        ..Default::default()
    };
    let preimage = creation_preimage(&by_key(), &document);
    check(
        "creation",
        json!({
            "document": hex(document.encode()),
            "preimage": hex(&preimage),
            "payload": hex(blake2_256(&preimage)),
        }),
    );
}

#[test]
fn operation() {
    // The call `deactivate`.
    let operation = Operation {
        did: by_key(),
        nonce: 4,
        submitter: None::<[u8; 32]>,
        checkpoint: 1000,
        signers: vec![Signer::Own(1)].try_into().unwrap(),
        call: Box::new([60_u8, 3]),
    };
    let preimage = operation.preimage(&GENESIS, &[5; 32], 1);
    check(
        "operation",
        json!({
            "checkpointHash": hex([5; 32]),
            "transactionVersion": 1,
            "operation": hex(operation.encode()),
            "preimage": hex(&preimage),
            "payload": hex(blake2_256(&preimage)),
        }),
    );
}

#[test]
fn history() {
    let methods = vec![VerificationMethod {
        index: 1,
        key: key(),
        relationships: Relationships::SIGNING,
        state: KeyState::Active,
    }];
    let names: Vec<Uri> = Vec::new();
    let control = Control::<[u8; 32]>::own();
    let digest = blake2_256(&(methods, services(), names, control).encode());
    let updated = Stamp {
        block: 100,
        time: NOON,
    };
    check(
        "history",
        json!({
            "historyBefore": hex([0; 32]),
            "digest": hex(digest),
            "block": updated.block,
            "time": updated.time,
            "historyAfter": hex(blake2_256(&([0_u8; 32], digest, updated).encode())),
        }),
    );
}
