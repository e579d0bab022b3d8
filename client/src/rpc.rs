//! A node, and the plain methods of its RPC.

use crate::{display::tame, outside::Outside, Error, NodeUrl, Progress, Result};
use serde::{de::DeserializeOwned, Deserialize};
use sp_crypto_hashing::twox_128;
use std::sync::Arc;
use subxt::{
    config::substrate::{SubstrateHeader, H256},
    rpcs::{self, client::RpcParams, methods::legacy::Bytes, rpc_params, RpcClient, UserError},
};

/// Header of a block.
pub type Header = SubstrateHeader<H256>;

/// JSON-RPC's code for a method that is not served, or not to this caller.
pub const METHOD_NOT_FOUND: i32 = -32601;

/// A connection to a node.
#[derive(Clone)]
pub struct Node {
    url: NodeUrl,
    outside: Arc<dyn Outside>,
    /// Connection to the node.
    pub client: RpcClient,
    /// Function that reports to the user why an operation waits.
    pub progress: Progress,
}

/// Version of a runtime, as the runtime reports it.
#[derive(Debug, Clone, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct RuntimeVersion {
    /// Name of the specification, which is the kind of chain.
    pub spec_name: String,
    /// Name of the implementation, such as `aura-poa`.
    pub impl_name: String,
    /// Version of the specification, which grows with each upgrade.
    pub spec_version: u32,
    /// Runtime APIs: their identifiers in hexadecimal digits, and their versions.
    pub apis: Vec<(String, u32)>,
}

/// Returns the storage key of a block's time, in hexadecimal digits.
pub fn time_key() -> String {
    let key = [twox_128(b"Timestamp"), twox_128(b"Now")].concat();
    const_hex::encode_prefixed(key)
}

impl Node {
    /// Connects to a node. Its operations reach everything else through `outside`, too.
    ///
    /// # Errors
    /// If the node cannot be reached.
    pub async fn connect(
        outside: Arc<dyn Outside>,
        url: &NodeUrl,
        progress: Progress,
    ) -> Result<Self> {
        match outside.connect(url).await {
            Ok(client) => Ok(Self {
                url: url.clone(),
                outside,
                client,
                progress,
            }),
            Err(error) => Err(Error::Unreachable {
                url: url.clone(),
                reason: reason(&error),
            }),
        }
    }

    /// Connects to the same node anew, in place of a connection that was lost.
    ///
    /// # Errors
    /// If the node cannot be reached.
    pub async fn reconnect(&self) -> Result<Self> {
        Self::connect(self.outside.clone(), &self.url, self.progress).await
    }

    /// Returns everything outside of the operations on this node.
    pub fn outside(&self) -> &dyn Outside {
        &*self.outside
    }

    /// Returns the address of the node.
    pub fn url(&self) -> &NodeUrl {
        &self.url
    }

    /// Calls an RPC method, and decodes its result.
    ///
    /// # Errors
    /// If the node cannot be reached, does not serve the method, refuses it, or answers in an
    /// unknown form.
    pub async fn request<T: DeserializeOwned>(
        &self,
        method: &'static str,
        params: RpcParams,
    ) -> Result<T> {
        let answer = self.client.request(method, params).await;
        answer.map_err(|error| self.failure(method, error))
    }

    /// Converts the failure of a call of `method` into the error of this crate that names the node.
    pub fn failure(&self, method: &'static str, error: rpcs::Error) -> Error {
        let url = self.url.clone();
        match error {
            rpcs::Error::User(error) if error.code == METHOD_NOT_FOUND => {
                Error::NotServed { url, method }
            }
            rpcs::Error::User(error) => Error::Refused {
                url,
                method,
                reason: tame(&error_text(&error)),
            },
            rpcs::Error::Deserialization(error) => self.misunderstood(method, &error),
            error => Error::Unreachable {
                url,
                reason: reason(&error),
            },
        }
    }

    /// Returns the error for an answer in an unexpected form; `what` names the answer.
    pub fn misunderstood(&self, what: &str, reason: &impl ToString) -> Error {
        Error::Misunderstood {
            url: self.url.clone(),
            what: what.into(),
            reason: tame(&reason.to_string()),
        }
    }

    /// Returns the hash of the best block.
    pub async fn best(&self) -> Result<H256> {
        self.request("chain_getBlockHash", rpc_params![]).await
    }

    /// Returns the hash of the last final block.
    pub async fn finalized(&self) -> Result<H256> {
        self.request("chain_getFinalizedHead", rpc_params![]).await
    }

    /// Returns the hash of the block at a height of the best chain; `None` if the node does not
    /// have it.
    pub async fn block_at(&self, number: u64) -> Result<Option<H256>> {
        self.request("chain_getBlockHash", rpc_params![number])
            .await
    }

    /// Returns the hash of the genesis block.
    pub async fn genesis(&self) -> Result<H256> {
        self.block_at(0)
            .await?
            .ok_or_else(|| self.no_block("0".into()))
    }

    /// Returns the header of the block `hash`.
    pub async fn header(&self, hash: H256) -> Result<Header> {
        let header: Option<Header> = self.request("chain_getHeader", rpc_params![hash]).await?;
        header.ok_or_else(|| self.no_block(format!("{hash:?}")))
    }

    /// Returns the error for a block that the node does not have; `block` is its height or hash.
    pub fn no_block(&self, block: String) -> Error {
        Error::NoBlock {
            url: self.url.clone(),
            block,
        }
    }

    /// Returns the version of the runtime in the state after the block `at`.
    pub async fn runtime_version(&self, at: H256) -> Result<RuntimeVersion> {
        self.request("state_getRuntimeVersion", rpc_params![at])
            .await
    }

    /// Calls a runtime API without arguments after the block `at`, and returns the encoded result.
    pub async fn runtime_call(&self, function: &str, at: H256) -> Result<Vec<u8>> {
        self.runtime_call_with(function, &[], at).await
    }

    /// As [`Self::runtime_call`], with arguments in SCALE.
    pub async fn runtime_call_with(
        &self,
        function: &str,
        arguments: &[u8],
        at: H256,
    ) -> Result<Vec<u8>> {
        let arguments = const_hex::encode_prefixed(arguments);
        let answer: Bytes = self
            .request("state_call", rpc_params![function, arguments, at])
            .await?;
        Ok(answer.0)
    }
}

/// Returns the `data` of a node's error if it is a string.
pub fn data(error: &UserError) -> Option<String> {
    let data = error.data.as_ref()?;
    serde_json::from_str(data.get()).ok()
}

/// Returns the text of a node's error: its message, and its `data`, which often has the reason.
pub fn error_text(error: &UserError) -> String {
    match data(error) {
        Some(data) => format!("{}: {data}", error.message),
        None => error.message.clone(),
    }
}

/// Returns the text of an error without the prefixes that the layers add.
pub fn reason(error: &rpcs::Error) -> String {
    let text = error.to_string();
    tame(text.trim_start_matches("RPC error: client error: "))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_reason_is_not_repeated_by_layers() {
        let inner = rpcs::Error::Client("the socket is closed".into());
        let outer = rpcs::Error::Client(Box::new(inner));
        assert_eq!(reason(&outer), "the socket is closed");
    }

    #[test]
    fn a_runtime_version_is_read() {
        let json = r#"{"specName":"aura","implName":"aura-poa","authoringVersion":1,
            "specVersion":7,"implVersion":1,"apis":[["0xdd718d5cc53262d4",1]],
            "transactionVersion":1,"systemVersion":1,"stateVersion":1}"#;
        let version: RuntimeVersion = serde_json::from_str(json).unwrap();
        assert_eq!(version.impl_name, "aura-poa");
        assert_eq!(version.spec_version, 7);
        assert_eq!(version.apis, [("0xdd718d5cc53262d4".into(), 1)]);
    }
}
