//! The resolver that queries a node over RPC.

use super::{
    model::{ABSENT, DID},
    *,
};
use crate::NodeResolver;
use aura_client::{Error, NodeUrl};
use aura_identity::did::ResolutionOptions;
use jsonrpsee::{
    server::{ServerBuilder, ServerHandle},
    types::ErrorObjectOwned,
    RpcModule,
};
use std::{future::pending, time::Duration};

/// A timeout that is longer than any answer takes.
const PATIENT: Duration = Duration::from_secs(30);

/// Starts a node that serves these methods.
async fn node<T: Send + Sync + 'static>(
    address: &str,
    methods: RpcModule<T>,
) -> (ServerHandle, NodeUrl) {
    let server = ServerBuilder::default().build(address).await.unwrap();
    let url = format!("ws://{}", server.local_addr().unwrap());
    (server.start(methods), url.parse().unwrap())
}

/// Returns the RPC methods of an Aura node.
fn methods() -> RpcModule<Model> {
    let mut methods = RpcModule::new(Model::living());
    methods
        .register_method("did_resolve", |params, model, _| {
            let (did, options): (String, ResolutionOptions) = params.parse()?;
            Ok::<_, ErrorObjectOwned>(aura_identity::did::resolve(model, &did, &options))
        })
        .unwrap();
    methods
        .register_method("did_dereference", |params, model, _| {
            let (url, options): (String, ResolutionOptions) = params.parse()?;
            Ok::<_, ErrorObjectOwned>(aura_identity::did::dereference(model, &url, &options))
        })
        .unwrap();
    methods
}

#[tokio::test]
async fn a_node_is_asked() {
    let (_node, url) = node("127.0.0.1:0", methods()).await;
    let server = Server::new(NodeResolver::new(url, PATIENT)).await;
    let answer = server.get(&format!("{DID}?versionId=120")).await;
    answer.is(StatusCode::OK);
    assert_eq!(answer.json()["id"], DID);
    let answer = server.get(&format!("{DID}%23key-1")).await;
    answer.is(StatusCode::OK);
    let answer = server.get(ABSENT).await;
    answer.failed(404, "NOT_FOUND", "NO_SUCH_DID");
    let answer = server.get(&format!("{DID}?versionId=1&versionId=1")).await;
    assert_eq!(answer.status, 400);
    // Fifteen options and the one of the header are the maximum.
    let mut query = vec!["o=1"; 15];
    let answer = server.get(&format!("{DID}?{}", query.join("&"))).await;
    answer.failed(501, "FEATURE_NOT_SUPPORTED", "UNKNOWN_OPTION");
    query.push("o=1");
    let answer = server.get(&format!("{DID}?{}", query.join("&"))).await;
    answer.failed(400, "INVALID_OPTIONS", "TOO_MANY_OPTIONS");
}

#[tokio::test]
async fn a_node_may_come_later_and_come_back() {
    let (first, url) = node("127.0.0.1:0", methods()).await;
    let address = url.as_str().trim_start_matches("ws://").to_owned();
    first.stop().unwrap();
    first.stopped().await;

    let server = Server::new(NodeResolver::new(url, PATIENT)).await;
    for _ in 0..2 {
        let answer = server.get(DID).await;
        answer.failed(500, "INTERNAL_ERROR", "CHAIN_FAILED");
        let (node, _) = node(&address, methods()).await;
        server.get(DID).await.is(StatusCode::OK);
        server.get(DID).await.is(StatusCode::OK);
        node.stop().unwrap();
        node.stopped().await;
    }
}

#[tokio::test]
async fn a_node_that_was_started_again_is_not_noticed() {
    let (first, url) = node("127.0.0.1:0", methods()).await;
    let address = url.as_str().trim_start_matches("ws://").to_owned();
    let server = Server::new(NodeResolver::new(url, PATIENT)).await;
    server.get(DID).await.is(StatusCode::OK);
    first.stop().unwrap();
    first.stopped().await;
    let (_node, _) = node(&address, methods()).await;
    server.get(DID).await.is(StatusCode::OK);
}

#[tokio::test]
async fn a_node_that_does_not_answer_is_given_up() {
    let mut methods = RpcModule::new(());
    methods
        .register_async_method("did_resolve", |_, _, _| pending::<()>())
        .unwrap();
    let (_node, url) = node("127.0.0.1:0", methods).await;
    let resolver = NodeResolver::new(url, Duration::from_millis(200));
    let error = resolver
        .resolve(DID, &Default::default())
        .await
        .unwrap_err();
    assert!(matches!(error, Error::Unreachable { .. }), "{error}");
    // A machine that accepts connections but sends nothing is not a node either.
    let silent = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let url = format!("ws://{}", silent.local_addr().unwrap());
    let resolver = NodeResolver::new(url.parse().unwrap(), Duration::from_millis(200));
    let error = resolver
        .resolve(DID, &Default::default())
        .await
        .unwrap_err();
    assert!(matches!(error, Error::Unreachable { .. }), "{error}");
}

#[tokio::test]
async fn what_a_node_gets_wrong_is_an_internal_error() {
    let mut methods = RpcModule::new(());
    methods
        .register_method("did_resolve", |params, (), _| match params.one::<&str>() {
            Ok(DID) => Ok(serde_json::json!({ "didDocument": 7 })),
            _ => Err(ErrorObjectOwned::owned(-32603, "broken", None::<()>)),
        })
        .unwrap();
    let (_node, url) = node("127.0.0.1:0", methods).await;
    let resolver = NodeResolver::new(url.clone(), PATIENT);
    let none = Default::default();
    let error = resolver.resolve(ABSENT, &none).await.unwrap_err();
    assert!(matches!(error, Error::Refused { .. }), "{error}");
    let error = resolver.dereference(DID, &none).await.unwrap_err();
    assert!(matches!(error, Error::NotServed { .. }), "{error}");
    let server = Server::new(NodeResolver::new(url, PATIENT)).await;
    for target in [DID, ABSENT] {
        let answer = server.get(target).await;
        answer.failed(500, "INTERNAL_ERROR", "CHAIN_FAILED");
    }
}

#[tokio::test]
async fn the_last_final_block_is_read_with_its_time() {
    let hash = format!("0x{}", "11".repeat(32));
    let mut methods = RpcModule::new(hash);
    methods
        .register_method("chain_getFinalizedHead", |_, hash, _| hash.to_string())
        .unwrap();
    methods
        .register_method("chain_getHeader", |params, hash, _| {
            assert_eq!(params.one::<String>().unwrap(), *hash);
            let zero = format!("0x{}", "00".repeat(32));
            serde_json::json!({
                "parentHash": zero, "number": "0x2a", "stateRoot": zero,
                "extrinsicsRoot": zero, "digest": { "logs": [] },
            })
        })
        .unwrap();
    methods
        .register_method("state_getStorage", |params, hash, _| {
            let (key, at): (String, String) = params.parse().unwrap();
            assert_eq!(at, *hash);
            // The storage key of `Timestamp.Now`, the same on every Substrate chain.
            let now = "0xf0c365c3cf59d671eb72da0e7a4113c49f1f0515f462cdcf84e0f1d6045dfcbb";
            assert_eq!(key, now);
            "0xe803000000000000"
        })
        .unwrap();
    let (_node, url) = node("127.0.0.1:0", methods).await;
    let finalized = NodeResolver::new(url, PATIENT).finalized().await.unwrap();
    assert_eq!((finalized.number, finalized.time), (42, 1000));
}

#[tokio::test]
async fn the_runtime_is_called_as_of_a_block() {
    let mut methods = RpcModule::new(());
    methods
        .register_method("state_call", |params, (), _| {
            let (function, arguments, at): (String, String, String) = params.parse().unwrap();
            assert_eq!(at, format!("0x{}", "11".repeat(32)));
            assert_eq!(arguments, "0x07000000");
            match function.as_str() {
                "CredentialsApi_list" => Ok("0x00"),
                "CredentialsApi_schema" => Ok("0x0000"),
                _ => Err(ErrorObjectOwned::owned(-32603, "broken", None::<()>)),
            }
        })
        .unwrap();
    let (_node, url) = node("127.0.0.1:0", methods).await;
    let resolver = NodeResolver::new(url, PATIENT);
    let call = |function| resolver.call::<Option<u32>>(function, vec![7, 0, 0, 0], [0x11; 32]);
    assert_eq!(call("CredentialsApi_list").await.unwrap(), None);
    // The answer must have no trailing bytes.
    let error = call("CredentialsApi_schema").await.unwrap_err();
    assert!(matches!(error, Error::Misunderstood { .. }), "{error}");
    let error = call("CredentialsApi_batch").await.unwrap_err();
    assert!(matches!(error, Error::Refused { .. }), "{error}");
}
