//! A scripted outside: a model of a node, a clock that moves only while an operation waits, and
//! keys that are kept elsewhere. There are no sockets, and nothing sleeps.

use super::metadata;
use crate::{
    outside::{KeyId, Outside, SignError},
    NodeUrl,
};
use aura_identity::DateTime;
use aura_primitives::did::Signature;
use codec::Encode;
use futures::{
    future::{poll_fn, BoxFuture},
    stream::{self, StreamExt},
    task::noop_waker_ref,
};
use serde_json::{json, value::RawValue, Value};
use std::{
    collections::VecDeque,
    future::Future,
    io,
    pin::pin,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
    task::{Context, Poll},
    time::Duration,
};
use subxt::{
    config::substrate::H256,
    rpcs::{
        self,
        client::{RawRpcFuture, RawRpcSubscription, RpcClientT},
        RpcClient, UserError,
    },
};
use subxt_signer::sr25519::dev;

/// Height of the first final block.
pub(super) const BORN: u64 = 10;

/// Time at the start of the script, in milliseconds since 1970.
pub(super) const START: u64 = 1_769_860_800_000;

/// Answer of the node's pool to a transaction.
#[derive(Debug, Clone)]
pub(super) enum Pool {
    /// The pool refuses it: its nonce was used.
    Stale,
    /// The pool sends these statuses, and no others.
    Says(Vec<Value>),
    /// The pool sends these statuses, and then the connection is lost.
    Breaks(Vec<Value>),
}

/// Script of a test, and what has happened so far.
#[derive(Debug, Default)]
pub(super) struct Script {
    /// Answers to transactions, in their order.
    pub pool: VecDeque<Pool>,
    /// Block that includes the transactions that were submitted.
    pub included: Option<u64>,
    /// Encoded answer to `DidApi_resolve`.
    pub resolved: Vec<u8>,
    /// Height of the last final block.
    pub height: u64,
    /// Next nonce of each account.
    pub nonce: u64,
    /// Transactions that were submitted.
    pub submitted: Vec<Vec<u8>>,
    /// Number of connections so far.
    pub connections: usize,
    /// Number of the last connection that was lost.
    pub lost: usize,
    /// Time since the start of the script.
    pub elapsed: Duration,
    /// Times for which somebody waits, counted from the start.
    pub waiting: Vec<Duration>,
    /// Keys with which was signed.
    pub signed: Vec<KeyId>,
}

/// Outside by a script.
#[derive(Clone)]
pub(super) struct Scripted(Arc<Mutex<Script>>);

/// Connection to the model of the node, by its number.
struct Connection {
    script: Scripted,
    number: usize,
}

impl Scripted {
    pub fn new(script: Script) -> Self {
        Self(Arc::new(Mutex::new(Script {
            height: BORN,
            ..script
        })))
    }

    pub fn script(&self) -> MutexGuard<'_, Script> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Completes an operation. Whenever it waits, the time moves on to the next end of a wait.
    ///
    /// # Panics
    /// If the operation waits for something that never comes.
    pub fn run<T>(&self, operation: impl Future<Output = T>) -> T {
        let mut operation = pin!(operation);
        let mut context = Context::from_waker(noop_waker_ref());
        loop {
            if let Poll::Ready(result) = operation.as_mut().poll(&mut context) {
                return result;
            }
            let mut script = self.script();
            let now = script.elapsed;
            let next = script.waiting.iter().filter(|end| **end > now).min();
            script.elapsed = *next.expect("the operation waits for nothing");
        }
    }
}

impl Outside for Scripted {
    fn connect<'a>(
        &'a self,
        _url: &'a NodeUrl,
    ) -> BoxFuture<'a, std::result::Result<RpcClient, rpcs::Error>> {
        let mut script = self.script();
        script.connections += 1;
        let connection = Connection {
            script: self.clone(),
            number: script.connections,
        };
        Box::pin(async move { Ok(RpcClient::new(connection)) })
    }

    fn random(&self, bytes: &mut [u8]) -> io::Result<()> {
        bytes.fill(7);
        Ok(())
    }

    fn now(&self) -> DateTime {
        let elapsed = self.script().elapsed.as_millis();
        DateTime::from_millis(START + u64::try_from(elapsed).unwrap())
    }

    fn sleep(&self, duration: Duration) -> BoxFuture<'static, ()> {
        let mut script = self.script();
        let end = script.elapsed + duration;
        script.waiting.push(end);
        let script = self.clone();
        Box::pin(poll_fn(move |_| {
            if script.script().elapsed >= end {
                Poll::Ready(())
            } else {
                Poll::Pending
            }
        }))
    }

    fn keys(&self) -> Vec<KeyId> {
        vec![KeyId::Account(dev::bob().public_key().0)]
    }

    fn sign<'a>(
        &'a self,
        key: &'a KeyId,
        message: &'a [u8],
    ) -> BoxFuture<'a, std::result::Result<Signature, SignError>> {
        let known = self.keys().contains(key);
        self.script().signed.push(key.clone());
        Box::pin(async move {
            if known {
                Ok(Signature::Sr25519(dev::bob().sign(message).0))
            } else {
                Err(SignError::NoKey)
            }
        })
    }
}

/// Returns the hash of the block at a height.
pub(super) fn block(height: u64) -> H256 {
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

fn hex(bytes: &[u8]) -> Value {
    json!(const_hex::encode_prefixed(bytes))
}

fn height_of(hash: &Value) -> u64 {
    let hash: H256 = serde_json::from_value(hash.clone()).unwrap();
    hash.to_low_u64_be()
}

fn raw(value: &Value) -> Box<RawValue> {
    RawValue::from_string(value.to_string()).unwrap()
}

fn disconnected() -> rpcs::Error {
    rpcs::Error::Client("the connection is lost".into())
}

impl Script {
    fn answer(&self, method: &str, params: &[Value]) -> Value {
        match method {
            "chain_getFinalizedHead" => json!(block(self.height)),
            "chain_getHeader" => header(height_of(&params[0])),
            "chain_getBlockHash" => match params.first().and_then(Value::as_u64) {
                Some(height) => json!(block(height)),
                None => json!(block(self.height)),
            },
            "chain_getBlock" => {
                let height = height_of(&params[0]);
                let extrinsics: Vec<_> = match self.included {
                    Some(included) if included == height => {
                        self.submitted.iter().map(|bytes| hex(bytes)).collect()
                    }
                    _ => vec![],
                };
                let block = json!({ "header": header(height), "extrinsics": extrinsics });
                json!({ "block": block, "justifications": null })
            }
            "state_getRuntimeVersion" => json!({ "specVersion": 1, "transactionVersion": 1 }),
            "state_getStorage" => Value::Null,
            "system_accountNextIndex" => json!(self.nonce),
            "state_call" => hex(&match params[0].as_str().unwrap() {
                "Core_version" => {
                    let apis: Vec<([u8; 8], u32)> = vec![];
                    ("aura", "aura-test", 1_u32, 1_u32, 1_u32, apis, 1_u32).encode()
                }
                "Metadata_metadata_versions" => vec![metadata::VERSION].encode(),
                "Metadata_metadata_at_version" => metadata::answer(),
                "DidApi_resolve" => self.resolved.clone(),
                "AccountNonceApi_account_nonce" => u32::try_from(self.nonce).unwrap().encode(),
                function => panic!("the script has no answer to {function}"),
            }),
            method => panic!("the script has no answer to {method}"),
        }
    }
}

impl RpcClientT for Connection {
    fn request_raw<'a>(
        &'a self,
        method: &'a str,
        params: Option<Box<RawValue>>,
    ) -> RawRpcFuture<'a, Box<RawValue>> {
        Box::pin(async move {
            let script = self.script.script();
            if script.lost >= self.number {
                return Err(disconnected());
            }
            let params = params.map_or("[]".into(), |params| params.get().to_owned());
            let params: Vec<Value> = serde_json::from_str(&params).unwrap();
            Ok(raw(&script.answer(method, &params)))
        })
    }

    fn subscribe_raw<'a>(
        &'a self,
        method: &'a str,
        params: Option<Box<RawValue>>,
        _unsubscribe: &'a str,
    ) -> RawRpcFuture<'a, RawRpcSubscription> {
        Box::pin(async move {
            let mut script = self.script.script();
            if script.lost >= self.number {
                return Err(disconnected());
            }
            if method == "chain_subscribeFinalizedHeads" {
                // Each head that is read makes one more block final.
                let outside = self.script.clone();
                let heads = stream::repeat_with(move || {
                    let mut script = outside.script();
                    script.height += 1;
                    Ok(raw(&header(script.height)))
                });
                return Ok(RawRpcSubscription {
                    stream: heads.boxed(),
                    id: None,
                });
            }
            assert_eq!(method, "author_submitAndWatchExtrinsic");
            let [bytes]: [String; 1] = serde_json::from_str(params.unwrap().get()).unwrap();
            script.submitted.push(const_hex::decode(bytes).unwrap());
            let pool = script.pool.pop_front().expect("a transaction too many");
            let said = |statuses: Vec<Value>| {
                stream::iter(statuses.into_iter().map(|status| Ok(raw(&status))))
            };
            let stream = match pool {
                Pool::Stale => {
                    script.nonce += 1;
                    return Err(rpcs::Error::User(UserError {
                        code: 1010,
                        message: "Invalid Transaction".into(),
                        data: Some(raw(&json!("Transaction is outdated"))),
                    }));
                }
                Pool::Says(statuses) => said(statuses).chain(stream::pending()).boxed(),
                Pool::Breaks(statuses) => {
                    script.lost = self.number;
                    said(statuses).boxed()
                }
            };
            Ok(RawRpcSubscription { stream, id: None })
        })
    }
}
