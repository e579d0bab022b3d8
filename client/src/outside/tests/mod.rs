//! Operations over a scripted outside: without sockets, clock or sleep.

mod metadata;
mod script;

use crate::{
    did::{Account, Chain, Control, Problem},
    state::Call,
    Error, Result,
};
use aura_identity::DateTime;
use aura_primitives::did::{
    view::{ActiveView, View},
    Did, Stamp,
};
use codec::Encode;
use script::{block, Pool, Script, Scripted, BORN, START};
use serde_json::json;
use std::{sync::Arc, time::Duration};
use subxt::{dynamic, ext::scale_value::Composite};
use subxt_signer::sr25519::dev;

use super::{KeyId, Outside};

const DID: [u8; 32] = [7; 32];

fn connect(outside: &Scripted) -> Chain {
    let url = "ws://script.example".parse().unwrap();
    outside
        .run(Chain::connect(Arc::new(outside.clone()), &url, |_| ()))
        .unwrap()
}

fn call() -> Call {
    dynamic::tx("Did", "create", Composite::unnamed(vec![]))
}

fn view() -> ActiveView<Account> {
    let stamp = Stamp { block: 1, time: 1 };
    ActiveView {
        methods: vec![],
        services: vec![],
        also_known_as: vec!["https://one.example".into()],
        control: Control::own(),
        nonce: 3,
        created: stamp,
        updated: stamp,
        previous: None,
        history: [0; 32],
        depositor: [0; 32],
    }
}

#[test]
fn a_did_is_read() {
    let outside = Scripted::new(Script {
        resolved: Some(View::Active(view())).encode(),
        ..Script::default()
    });
    let chain = connect(&outside);
    let did = Did::from(DID);
    assert_eq!(outside.run(chain.active(&did)).unwrap(), view());

    outside.script().resolved = None::<View<Account>>.encode();
    let unknown = outside.run(chain.active(&did)).unwrap_err();
    assert!(matches!(unknown, Error::Did(Problem::NotFound(_))));
    assert_eq!(outside.script().connections, 1);
    assert_eq!(outside.script().elapsed, Duration::ZERO);
}

#[test]
fn a_transaction_is_found_after_its_connection_was_lost() {
    let outside = Scripted::new(Script {
        pool: [Pool::Breaks(vec![json!("ready")])].into(),
        included: Some(BORN + 2),
        ..Script::default()
    });
    let chain = connect(&outside);
    let (signer, call) = (dev::alice(), call());
    let sent = outside.run(chain.state.send(&signer, &call)).unwrap();
    assert_eq!((sent.block, sent.number), (block(BORN + 2), BORN + 2));
    let script = outside.script();
    assert_eq!((script.connections, script.submitted.len()), (2, 1));
    assert!(script.signed.is_empty());
}

#[test]
fn a_nonce_that_was_used_is_followed_by_the_next_after_a_pause() {
    let outside = Scripted::new(Script {
        pool: [
            Pool::Stale,
            Pool::Says(vec![json!({ "finalized": block(BORN + 1) })]),
        ]
        .into(),
        included: Some(BORN + 1),
        ..Script::default()
    });
    let chain = connect(&outside);
    // The key is kept elsewhere.
    let (account, call) = (dev::bob().public_key().to_account_id(), call());
    let sent = outside.run(chain.state.send(account, &call)).unwrap();
    assert_eq!(sent.number, BORN + 1);
    let script = outside.script();
    assert_eq!(script.elapsed, Duration::from_millis(250));
    assert_eq!(script.submitted.len(), 2);
    assert_eq!(script.signed, vec![KeyId::Account(account.0); 2]);
}

#[test]
fn a_key_that_is_not_there_sends_nothing() {
    let outside = Scripted::new(Script::default());
    let chain = connect(&outside);
    let (account, call) = (dev::alice().public_key().to_account_id(), call());
    let error = outside.run(chain.state.send(account, &call)).unwrap_err();
    assert!(matches!(error, Error::NotSigned { .. }), "{error}");
    assert!(outside.script().submitted.is_empty());
}

#[test]
fn a_wait_for_finality_ends_after_ten_minutes() {
    let outside = Scripted::new(Script {
        pool: [Pool::Says(vec![json!("ready")])].into(),
        ..Script::default()
    });
    let chain = connect(&outside);
    let (signer, call) = (dev::alice(), call());
    let sent: Result<_> = outside.run(chain.state.send(&signer, &call));
    let error = sent.unwrap_err();
    assert!(
        matches!(error, Error::NotFinal { seconds: 600, .. }),
        "{error}"
    );
    assert_eq!(outside.now(), DateTime::from_millis(START + 600_000));
}
