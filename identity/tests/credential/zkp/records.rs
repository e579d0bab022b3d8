//! Records of the chain in SCALE, as a node answers: for `docs/vectors/zkp.json`.

use super::model::*;
use aura_identity::zkp::Facts;
use aura_primitives::{credentials::view::StatusRootView, did::Stamp};
use codec::Encode;
use serde_json::{json, Value};
use sp_crypto_hashing::{twox_128, twox_64};

const REGISTERED: Stamp = Stamp { block: 1, time: 0 };

/// An answer of `state_call`.
fn api(function: &str, arguments: impl Encode, answer: impl Encode) -> Value {
    json!({
        "function": function,
        "arguments": const_hex::encode(arguments.encode()),
        "answer": const_hex::encode(answer.encode()),
    })
}

/// An answer of `state_getStorage`. `key` is the part behind the names of pallet and item.
fn storage(pallet: &str, item: &str, key: Vec<u8>, value: impl Encode) -> Value {
    let names = [pallet, item]
        .map(|name| twox_128(name.as_bytes()))
        .concat();
    json!({
        "item": format!("{pallet}.{item}"),
        "key": const_hex::encode([names, key].concat()),
        "value": const_hex::encode(value.encode()),
    })
}

/// A key of the hasher `Twox64Concat`.
fn twox64_concat(key: impl Encode) -> Vec<u8> {
    let key = key.encode();
    [twox_64(&key).to_vec(), key].concat()
}

/// All records that the verifier of the published answers reads.
pub fn of(facts: &Facts) -> Value {
    let records = &facts.records;
    let mut calls = Vec::new();
    for (did, view) in &records.dids {
        calls.push(api("DidApi_resolve", did, view));
    }
    for (id, view) in &records.schemas {
        calls.push(api("CredentialsApi_schema", id, view));
    }
    for (of, standing) in &records.standings {
        calls.push(api("CredentialsApi_standing", of, standing));
    }
    for (id, view) in &records.lists {
        calls.push(api("CredentialsApi_list", id, view));
    }
    let mut entries = vec![
        storage("Timestamp", "Now", Vec::new(), NOON),
        storage("ZkpVerifier", "AllowInsecureSetup", Vec::new(), true),
    ];
    for (list, roots) in &facts.roots {
        let roots = roots.as_ref().unwrap();
        let view = StatusRootView {
            root: roots.current,
            pending_since: roots.pending_since,
        };
        calls.push(api("CredentialsApi_status_root", list, Some(view)));
        let value = (roots.current, &roots.superseded);
        entries.push(storage(
            "Credentials",
            "StatusRoots",
            twox64_concat(list),
            value,
        ));
    }
    for (id, fact) in &facts.keys {
        let key = &fact.as_ref().unwrap().key;
        calls.push(api("ZkpApi_key", id, Some(key)));
        let record = (key, 0u8, REGISTERED, 1u32);
        entries.push(storage("ZkpVerifier", "Keys", twox64_concat(id), record));
    }
    let ids: Vec<_> = facts.keys.keys().collect();
    calls.push(api("ZkpApi_keys", (), ids));
    let roots = facts.roots.values().flatten().next().unwrap();
    json!({
        "genesis": const_hex::encode(facts.genesis),
        "block": facts.block,
        "constants": {
            "Credentials.StatusGrace": roots.grace,
            "Credentials.CommitWithin": roots.patience,
        },
        "calls": calls,
        "storage": entries,
    })
}
