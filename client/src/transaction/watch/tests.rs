//! Statuses that a node sends of a transaction, and the search in blocks where it sends none.

use super::*;
use crate::{outside::system, transaction::Cause};
use jsonrpsee::{
    server::{ServerBuilder, ServerHandle},
    types::{ErrorObject, ErrorObjectOwned},
    RpcModule, SubscriptionMessage,
};
use serde_json::{json, Value};
use std::sync::atomic::{AtomicU64, Ordering};
use subxt::config::substrate::AccountId32;

/// Last final block at the time of signing.
const BORN: u64 = 10;
/// Last block that can include the transaction.
const LAST: u64 = 20;
const NONCE: u64 = 3;

/// Model of a chain. Its head is one block higher at each query.
#[derive(Default)]
struct Model {
    height: AtomicU64,
    /// Statuses that the pool sends of a transaction before it falls silent.
    statuses: Vec<Value>,
    /// Block that includes the transaction.
    included: Option<u64>,
    /// Block in which another transaction uses its nonce.
    replaced: Option<u64>,
    /// Error with which the pool refuses the transaction.
    refusal: Option<ErrorObjectOwned>,
}

fn block(height: u64) -> H256 {
    H256::from_low_u64_be(height)
}

fn header(height: u64) -> Value {
    json!({
        "parentHash": block(height.saturating_sub(1)),
        "number": format!("{height:#x}"),
        "stateRoot": block(0),
        "extrinsicsRoot": block(0),
        "digest": { "logs": [] },
    })
}

fn signed() -> Signed {
    let bytes = vec![4, 1];
    Signed {
        signer: AccountId32([7; 32]),
        nonce: NONCE,
        hash: H256(blake2_256(&bytes)),
        bytes,
        born: BORN,
        last: LAST,
    }
}

/// Starts a node of the model.
async fn node(model: Model) -> (ServerHandle, Node) {
    model.height.store(BORN, Ordering::SeqCst);
    let mut methods = RpcModule::new(model);
    methods
        .register_method("chain_getFinalizedHead", |_, model, _| {
            json!(block(model.height.load(Ordering::SeqCst)))
        })
        .unwrap();
    methods
        .register_method("chain_getHeader", |params, _, _| {
            let hash: H256 = params.one()?;
            Ok::<_, ErrorObjectOwned>(header(hash.to_low_u64_be()))
        })
        .unwrap();
    methods
        .register_method("chain_getBlockHash", |params, _, _| {
            let height: u64 = params.one()?;
            Ok::<_, ErrorObjectOwned>(json!(block(height)))
        })
        .unwrap();
    methods
        .register_method("chain_getBlock", |params, model, _| {
            let hash: H256 = params.one()?;
            let is_in = model.included == Some(hash.to_low_u64_be());
            let extrinsics = if is_in {
                json!(["0x00", "0x0401"])
            } else {
                json!(["0x00"])
            };
            Ok::<_, ErrorObjectOwned>(json!({ "block": { "extrinsics": extrinsics } }))
        })
        .unwrap();
    methods
        .register_method("state_call", |params, model, _| {
            let (_, _, at): (String, String, H256) = params.parse()?;
            let height = at.to_low_u64_be();
            let used = model.replaced.is_some_and(|replaced| replaced <= height);
            let nonce = u32::try_from(NONCE).unwrap() + u32::from(used);
            Ok::<_, ErrorObjectOwned>(const_hex::encode_prefixed(nonce.to_le_bytes()))
        })
        .unwrap();
    methods
        .register_subscription(
            "chain_subscribeFinalizedHeads",
            "chain_finalizedHead",
            "chain_unsubscribeFinalizedHeads",
            |_, pending, model, _| async move {
                let sink = pending.accept().await?;
                while model.height.load(Ordering::SeqCst) < LAST + 5 {
                    let height = model.height.fetch_add(1, Ordering::SeqCst) + 1;
                    let head = SubscriptionMessage::from_json(&header(height))?;
                    sink.send(head).await?;
                }
                sink.closed().await;
                Ok(())
            },
        )
        .unwrap();
    methods
        .register_subscription(
            "author_submitAndWatchExtrinsic",
            "author_extrinsicUpdate",
            "author_unwatchExtrinsic",
            |_, pending, model, _| async move {
                if let Some(refusal) = &model.refusal {
                    pending.reject(refusal.clone()).await;
                    return Ok(());
                }
                let sink = pending.accept().await?;
                for status in &model.statuses {
                    sink.send(SubscriptionMessage::from_json(status)?).await?;
                }
                // The error tells the client that no further statuses come.
                Err("the pool reports nothing more".into())
            },
        )
        .unwrap();
    let server = ServerBuilder::default().build("127.0.0.1:0").await.unwrap();
    let url = format!("ws://{}", server.local_addr().unwrap());
    let handle = server.start(methods);
    (
        handle,
        Node::connect(system(), &url.parse().unwrap(), |_| ())
            .await
            .unwrap(),
    )
}

/// Submits the transaction to a node of the model, and waits for its outcome.
async fn outcome_of(model: Model) -> TransactionOutcome {
    let (_server, node) = node(model).await;
    let statuses = node.submit(&signed()).await.unwrap().unwrap();
    node.watch(&signed(), statuses).await.unwrap().1
}

#[tokio::test]
async fn a_block_that_is_left_again_is_no_end() {
    let outcome = outcome_of(Model {
        statuses: vec![
            json!("ready"),
            json!({ "inBlock": block(11) }),
            json!({ "retracted": block(11) }),
            json!({ "inBlock": block(12) }),
            json!({ "finalized": block(12) }),
        ],
        ..Model::default()
    });
    assert_eq!(outcome.await, TransactionOutcome::In(block(12)));
}

#[tokio::test]
async fn each_end_without_a_block_is_looked_up_in_the_blocks() {
    let ends = [
        vec![json!("dropped")],
        vec![json!("invalid")],
        vec![json!({ "usurped": block(99) })],
        vec![
            json!({ "inBlock": block(11) }),
            json!({ "finalityTimeout": block(11) }),
        ],
        // The connection breaks after this status.
        vec![json!("ready")],
    ];
    for statuses in ends {
        let found = outcome_of(Model {
            statuses: statuses.clone(),
            included: Some(14),
            ..Model::default()
        });
        assert_eq!(
            found.await,
            TransactionOutcome::In(block(14)),
            "{statuses:?}"
        );
        let replaced = outcome_of(Model {
            statuses: statuses.clone(),
            replaced: Some(14),
            ..Model::default()
        });
        assert_eq!(
            replaced.await,
            TransactionOutcome::Lost(Lost::Replaced),
            "{statuses:?}"
        );
        let expired = outcome_of(Model {
            statuses: statuses.clone(),
            ..Model::default()
        });
        assert_eq!(
            expired.await,
            TransactionOutcome::Lost(Lost::Expired),
            "{statuses:?}"
        );
    }
}

/// The block that includes the transaction uses its nonce, too.
#[tokio::test]
async fn a_transaction_is_not_taken_for_its_own_successor() {
    let found = outcome_of(Model {
        statuses: vec![json!("invalid")],
        included: Some(14),
        replaced: Some(14),
        ..Model::default()
    });
    assert_eq!(found.await, TransactionOutcome::In(block(14)));
}

#[tokio::test]
async fn a_refusal_is_no_answer_but_for_what_the_node_has_already() {
    let refusal = |code, message, data| Model {
        refusal: Some(ErrorObject::owned(code, message, data)),
        included: Some(12),
        ..Model::default()
    };
    let stale = refusal(1010, "Invalid Transaction", Some("Transaction is outdated"));
    let (_server, stale) = node(stale).await;
    let refused = stale.submit(&signed()).await.unwrap().unwrap_err();
    assert_eq!(refused.cause, Cause::Stale);

    let imported = refusal(1013, "Transaction Already Imported", Some("0x01"));
    assert_eq!(
        outcome_of(imported).await,
        TransactionOutcome::In(block(12))
    );

    let unserved = refusal(-32601, "Method not found", None);
    let (_server, unserved) = node(unserved).await;
    let error = unserved.submit(&signed()).await.err().unwrap();
    assert!(matches!(error, Error::NotServed { .. }), "{error}");
}

#[tokio::test]
async fn without_a_node_nothing_is_claimed() {
    let (server, node) = node(Model::default()).await;
    server.stop().unwrap();
    server.stopped().await;
    let statuses = node.submit(&signed()).await.unwrap().unwrap();
    let error = node.watch(&signed(), statuses).await.err().unwrap();
    assert!(matches!(error, Error::OutcomeUnknown { .. }), "{error}");
    let text = error.to_string();
    assert!(text.contains("it is not known"), "{text}");
    assert!(text.contains(&format!("{:?}", signed().hash)), "{text}");
}

#[test]
fn every_end_is_told_in_its_own_words() {
    let ends = [
        TransactionStatus::FinalityTimeout(block(1)),
        TransactionStatus::Usurped(block(1)),
        TransactionStatus::Dropped,
        TransactionStatus::Invalid,
    ];
    let mut said = std::collections::BTreeSet::new();
    for status in ends {
        let Heard::Silent(text) = Heard::of(&status) else {
            panic!("{status:?}");
        };
        assert!(said.insert(text));
    }
}
