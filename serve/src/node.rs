//! A resolver that queries a node.

use super::{log::progress, BlockHash, Finalized, Resolver};
use aura_client::{
    display::tame,
    outside::system,
    rpc::{time_key, Header, Node},
    Error, NodeUrl, Result,
};
use aura_identity::did::{Dereferencing, Resolution, ResolutionOptions};
use codec::{Decode, DecodeAll};
use serde::de::DeserializeOwned;
use std::{
    collections::BTreeMap,
    future::Future,
    sync::{Arc, Mutex as StdMutex, PoisonError},
    time::Duration,
};
use subxt::{
    config::substrate::H256,
    rpcs::{client::RpcParams, methods::legacy::Bytes, rpc_params},
};
use tokio::{sync::Mutex, time::timeout};

/// Key in [`NodeResolver::trouble`] for errors of the connection, which belong to no method.
const CONNECTION: &str = "";

/// Queries a node over RPC.
///
/// The resolver connects at the first request, and again after the connection is lost, so that the
/// server and the node can be started and stopped independently.
pub struct NodeResolver {
    url: NodeUrl,
    patience: Duration,
    connection: Mutex<Option<Arc<Node>>>,
    /// Errors that were logged and persist, by method; those of the connection under
    /// [`CONNECTION`].
    trouble: StdMutex<BTreeMap<&'static str, String>>,
}

impl NodeResolver {
    /// Creates a resolver that queries the node at `url`, with the timeout `patience` for each
    /// query.
    pub fn new(url: NodeUrl, patience: Duration) -> Self {
        Self {
            url,
            patience,
            connection: Mutex::default(),
            trouble: StdMutex::default(),
        }
    }

    async fn request<T: DeserializeOwned>(
        &self,
        method: &'static str,
        params: RpcParams,
    ) -> Result<T> {
        self.watched(method, self.try_request(method, params)).await
    }

    /// Awaits `asking` with the timeout, and logs its errors for the operator.
    async fn watched<T>(
        &self,
        what: &'static str,
        asking: impl Future<Output = Result<T>>,
    ) -> Result<T> {
        let answer = match timeout(self.patience, asking).await {
            Ok(answer) => answer,
            Err(_) => {
                // After a timeout the connection may be dead, so drop it. If the lock is held,
                // another task is connecting already.
                if let Ok(mut connection) = self.connection.try_lock() {
                    *connection = None;
                }
                Err(Error::Unreachable {
                    url: self.url.clone(),
                    reason: format!("no response within {:?}", self.patience),
                })
            }
        };
        self.note(what, answer.as_ref().err());
        answer
    }

    /// Sends a request. If the connection was lost since the last request, connects again and
    /// retries.
    async fn try_request<T: DeserializeOwned>(
        &self,
        method: &'static str,
        params: RpcParams,
    ) -> Result<T> {
        loop {
            let (node, is_new) = self.node().await?;
            let answer = node.request(method, params.clone()).await;
            if matches!(answer, Err(Error::Unreachable { .. })) {
                self.forget(&node).await;
                if !is_new {
                    continue;
                }
            }
            return answer;
        }
    }

    /// Returns the connection, and true if it is new.
    async fn node(&self) -> Result<(Arc<Node>, bool)> {
        let mut connection = self.connection.lock().await;
        if let Some(node) = connection.as_ref() {
            return Ok((node.clone(), false));
        }
        let node = Arc::new(Node::connect(system(), &self.url, progress).await?);
        *connection = Some(node.clone());
        Ok((node, true))
    }

    async fn forget(&self, node: &Arc<Node>) {
        let mut connection = self.connection.lock().await;
        if connection
            .as_ref()
            .is_some_and(|current| Arc::ptr_eq(current, node))
        {
            *connection = None;
        }
    }

    /// Logs when an error begins and when it ends, not at each request.
    fn note(&self, method: &'static str, error: Option<&Error>) {
        let mut trouble = self.trouble.lock().unwrap_or_else(PoisonError::into_inner);
        let about = match error {
            Some(Error::Unreachable { .. }) => CONNECTION,
            _ => method,
        };
        if about != CONNECTION && trouble.remove(CONNECTION).is_some() {
            progress(&format!("aura serve: {} answers again", self.url));
        }
        match error.map(|error| tame(&error.to_string())) {
            None if trouble.remove(method).is_some() => {
                progress(&format!("aura serve: {} answers {method} again", self.url));
            }
            None => {}
            Some(text) if trouble.get(about) == Some(&text) => {}
            Some(text) => {
                progress(&format!("aura serve: {text}"));
                trouble.insert(about, text);
            }
        }
    }
}

impl Resolver for NodeResolver {
    async fn resolve(&self, did: &str, options: &ResolutionOptions) -> Result<Resolution> {
        self.request("did_resolve", rpc_params![did, options]).await
    }

    async fn dereference(
        &self,
        did_url: &str,
        options: &ResolutionOptions,
    ) -> Result<Dereferencing> {
        self.request("did_dereference", rpc_params![did_url, options])
            .await
    }

    async fn finalized(&self) -> Result<Finalized> {
        let hash: H256 = self
            .request("chain_getFinalizedHead", rpc_params![])
            .await?;
        let header: Option<Header> = self.request("chain_getHeader", rpc_params![hash]).await?;
        let now: Option<Bytes> = self
            .request("state_getStorage", rpc_params![time_key(), hash])
            .await?;
        let misunderstood = |what: &str| Error::Misunderstood {
            url: self.url.clone(),
            what: what.into(),
            reason: format!("{hash:?} has none"),
        };
        let header = header.ok_or_else(|| misunderstood("the header"))?;
        // The genesis block has no timestamp.
        let time = match now {
            None => 0,
            Some(bytes) => u64::from_le_bytes(
                bytes
                    .0
                    .try_into()
                    .map_err(|_| misunderstood("the time of a block"))?,
            ),
        };
        Ok(Finalized {
            hash: hash.0,
            number: header.number,
            time,
        })
    }

    async fn call<T: Decode + Send>(
        &self,
        function: &'static str,
        arguments: Vec<u8>,
        at: BlockHash,
    ) -> Result<T> {
        let arguments = const_hex::encode_prefixed(arguments);
        let params = rpc_params![function, arguments, H256(at)];
        let asking = async {
            let answer: Bytes = self.try_request("state_call", params).await?;
            T::decode_all(&mut answer.0.as_slice()).map_err(|error| Error::Misunderstood {
                url: self.url.clone(),
                what: function.into(),
                reason: error.to_string(),
            })
        };
        self.watched(function, asking).await
    }
}
