//! RPC to one node.

use crate::{
    api::{Api, Call, Included},
    within,
};
use anyhow::{bail, Context, Result};
use sp_crypto_hashing::twox_128;
use std::time::{Duration, Instant};
use subxt::{
    config::substrate::{SubstrateHeader, H256},
    dynamic::Value,
    ext::codec::Decode,
    rpcs::{
        client::{RpcParams, RpcSubscription},
        methods::legacy::Bytes,
        rpc_params, RpcClient,
    },
};
use subxt_signer::sr25519::Keypair;

/// A header as RPC methods return it.
pub type Header = SubstrateHeader<H256>;

/// A client of one node.
#[derive(Clone)]
pub struct Client {
    rpc: RpcClient,
    api: Api,
    trusts_best: bool,
}

impl Client {
    pub(crate) async fn connect(url: &str) -> Result<Self> {
        let rpc = RpcClient::from_insecure_url(url).await?;
        let api = Api::connect(rpc.clone()).await?;
        Ok(Self {
            rpc,
            api,
            trusts_best: false,
        })
    }

    /// This client, but it waits only until the best block includes a transaction.
    ///
    /// For chains with slots so long that two blocks never have the same height.
    pub fn trusting_best(self) -> Self {
        Self {
            trusts_best: true,
            ..self
        }
    }

    /// The address under which other nodes reach this one.
    pub(crate) async fn address(&self) -> Result<String> {
        let addresses: Vec<String> = self
            .rpc
            .request("system_localListenAddresses", rpc_params![])
            .await?;
        let address = addresses
            .into_iter()
            .find(|address| address.starts_with("/ip4/127.0.0.1/"));
        address.context("the node listens on no loopback address")
    }

    /// Makes the node generate session keys for `owner`. Returns them and the proof that the node
    /// has them.
    pub async fn rotate_keys(&self, owner: &Keypair) -> Result<(Vec<u8>, Vec<u8>)> {
        let owner = Bytes(owner.public_key().0.to_vec());
        let generated: serde_json::Value = self
            .rpc
            .request("author_rotateKeysWithOwner", rpc_params![owner])
            .await?;
        let field = |name| -> Result<Vec<u8>> {
            let bytes: Bytes = serde_json::from_value(generated[name].clone())
                .with_context(|| format!("author_rotateKeysWithOwner gave no {name}"))?;
            Ok(bytes.0)
        };
        Ok((field("keys")?, field("proof")?))
    }

    /// The `spec_version` of the runtime that executes the next block.
    pub async fn spec_version(&self) -> Result<u64> {
        let version: serde_json::Value = self
            .rpc
            .request("state_getRuntimeVersion", rpc_params![])
            .await?;
        version["specVersion"]
            .as_u64()
            .context("a runtime version without a number")
    }

    /// The header of the best block.
    pub async fn best(&self) -> Result<Header> {
        Ok(self.rpc.request("chain_getHeader", rpc_params![]).await?)
    }

    /// The header of the last finalised block.
    pub async fn finalized(&self) -> Result<Header> {
        let hash: H256 = self
            .rpc
            .request("chain_getFinalizedHead", rpc_params![])
            .await?;
        self.header(hash).await
    }

    /// The header of the block `hash`.
    pub async fn header(&self, hash: H256) -> Result<Header> {
        let header: Option<Header> = self
            .rpc
            .request("chain_getHeader", rpc_params![hash])
            .await?;
        header.with_context(|| format!("the node has no block {hash}"))
    }

    /// The hash of the best chain's block `number`.
    pub async fn hash(&self, number: u64) -> Result<H256> {
        let hash: Option<H256> = self
            .rpc
            .request("chain_getBlockHash", rpc_params![number])
            .await?;
        hash.with_context(|| format!("the node has no block {number}"))
    }

    /// Waits until the block `number` is finalised. Returns the last finalised header.
    pub async fn until_finalized(&self, number: u64) -> Result<Header> {
        let what = format!("block {number} to be finalised");
        within(&what, self.until_head(number, true)).await
    }

    /// Waits until the best block is at `number` or above. Returns its header.
    pub async fn until_best(&self, number: u64) -> Result<Header> {
        let what = format!("block {number} to be the best");
        within(&what, self.until_head(number, false)).await
    }

    /// The first of [`Client::heads`] that is at `number` or above.
    async fn until_head(&self, number: u64, finalized: bool) -> Result<Header> {
        let mut heads = self.heads(finalized).await?;
        loop {
            let head = heads
                .next()
                .await
                .context("the connection to the node is closed")??;
            if head.number >= number {
                return Ok(head);
            }
        }
    }

    /// Waits until `more` blocks beyond the last finalised one are finalised.
    pub async fn until_finalized_more(&self, more: u64) -> Result<Header> {
        let number = self.finalized().await?.number;
        self.until_finalized(number.saturating_add(more)).await
    }

    /// The value of `pallet`'s storage item `entry` after the block `at`.
    pub async fn read<T: Decode>(&self, pallet: &str, entry: &str, at: H256) -> Result<T> {
        let value = self.find(pallet, entry, [], at).await?;
        value.with_context(|| format!("{pallet}.{entry} is absent"))
    }

    /// The value of `pallet`'s storage item `entry` under `keys` after the block `at`, if there is
    /// one.
    pub async fn find<T: Decode, const N: usize>(
        &self,
        pallet: &str,
        entry: &str,
        keys: [Value; N],
        at: H256,
    ) -> Result<Option<T>> {
        let encoded = self.api.storage(pallet, entry, keys.into(), at).await?;
        let value = encoded.map(|encoded| T::decode(&mut encoded.as_slice()));
        Ok(value.transpose()?)
    }

    /// The first block from `number` on for whose state `answer` has something, and that. Looks at
    /// each block when it is final, and fails after `blocks` of them; the message names `what` it
    /// waited for.
    pub async fn first<T>(
        &self,
        what: &str,
        number: u64,
        blocks: u64,
        answer: impl AsyncFn(H256) -> Result<Option<T>>,
    ) -> Result<(u64, T)> {
        let end = number.saturating_add(blocks);
        for number in number..end {
            self.until_finalized(number).await?;
            if let Some(answer) = answer(self.hash(number).await?).await? {
                return Ok((number, answer));
            }
        }
        bail!("waited from block {number} to {end} for {what}")
    }

    /// Waits for blocks until `time` has passed.
    pub async fn until_passed(&self, time: Duration) -> Result<()> {
        let start = Instant::now();
        while start.elapsed() < time {
            let next = self.best().await?.number.saturating_add(1);
            self.until_best(next).await?;
        }
        Ok(())
    }

    /// The value of `pallet`'s constant `name` in the newest runtime.
    pub async fn constant<T: Decode>(&self, pallet: &str, name: &str) -> Result<T> {
        let best = self.best_hash().await?;
        let encoded = self.api.constant(pallet, name, best).await?;
        Ok(T::decode(&mut encoded.as_slice())?)
    }

    /// All entries of `pallet`'s storage after the block `at`, with their keys.
    pub async fn pallet_state(&self, pallet: &str, at: H256) -> Result<Vec<(Vec<u8>, Vec<u8>)>> {
        let prefix = Bytes(twox_128(pallet.as_bytes()).to_vec());
        let keys: Vec<Bytes> = self
            .rpc
            .request("state_getKeysPaged", rpc_params![prefix, 1000, (), at])
            .await?;
        let mut entries = vec![];
        for key in keys {
            let value: Bytes = self
                .rpc
                .request("state_getStorage", rpc_params![key.clone(), at])
                .await?;
            entries.push((key.0, value.0));
        }
        Ok(entries)
    }

    /// Result of a runtime API call without arguments, in the state after the block `at`.
    pub async fn runtime_call(&self, function: &str, at: H256) -> Result<Vec<u8>> {
        let answer: Bytes = self
            .rpc
            .request("state_call", rpc_params![function, "0x", at])
            .await?;
        Ok(answer.0)
    }

    /// Result of any RPC request.
    pub async fn request(&self, method: &str, params: RpcParams) -> Result<serde_json::Value> {
        Ok(self.rpc.request(method, params).await?)
    }

    /// Headers of new best blocks, or of new final blocks with `finalized`.
    pub(crate) async fn heads(&self, finalized: bool) -> Result<RpcSubscription<Header>> {
        let (subscribe, unsubscribe) = if finalized {
            (
                "chain_subscribeFinalizedHeads",
                "chain_unsubscribeFinalizedHeads",
            )
        } else {
            ("chain_subscribeNewHeads", "chain_unsubscribeNewHeads")
        };
        Ok(self
            .rpc
            .subscribe(subscribe, rpc_params![], unsubscribe)
            .await?)
    }

    /// Encodes `call` for the runtime of the best block.
    pub async fn encode(&self, call: &Call) -> Result<Vec<u8>> {
        self.api.encode(call, self.best_hash().await?).await
    }

    /// Decodes a call for the runtime of the best block.
    pub async fn decode(&self, call: &[u8]) -> Result<Call> {
        self.api.decode(call, self.best_hash().await?).await
    }

    /// Signs encoded calls, each with the next nonce of the signer. Returns the transactions.
    pub async fn sign_all(&self, signer: &Keypair, calls: &[Vec<u8>]) -> Result<Vec<Vec<u8>>> {
        let best = self.best_hash().await?;
        self.api.sign_all(signer, calls, best).await
    }

    /// Signs an encoded call. Returns the transaction.
    pub async fn sign(&self, signer: &Keypair, call: &[u8]) -> Result<Bytes> {
        let signed = self.sign_all(signer, &[call.to_vec()]).await?;
        Ok(Bytes(
            signed.into_iter().next().context("nothing was signed")?,
        ))
    }

    /// Like [`Self::submit`], for an encoded call.
    pub async fn submit_encoded(&self, signer: &Keypair, call: &[u8]) -> Result<Included> {
        let call = self.decode(call).await?;
        self.submit(signer, &call).await
    }

    /// Signs and submits `call`, and waits until it is finalised.
    ///
    /// # Errors
    /// If the pool refuses the call, or the call fails; the message names the pallet's error.
    pub async fn submit(&self, signer: &Keypair, call: &Call) -> Result<Included> {
        within(
            &format!("{}.{} to be done", call.pallet_name(), call.call_name()),
            async {
                let best = self.best_hash().await?;
                self.api.submit(signer, call, best, self.trusts_best).await
            },
        )
        .await
    }

    /// The hash of the best block.
    pub async fn best_hash(&self) -> Result<H256> {
        Ok(self
            .rpc
            .request("chain_getBlockHash", rpc_params![])
            .await?)
    }
}
