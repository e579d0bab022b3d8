//! Speaking to one node over RPC.

use crate::within;
use anyhow::{bail, Context, Result};
use subxt::{
    config::substrate::{SubstrateHeader, H256},
    dynamic::{self, Value},
    events::Event,
    ext::{scale_decode::DecodeAsType, scale_value::Composite},
    extrinsics::ExtrinsicEvents,
    rpcs::{rpc_params, RpcClient},
    tx::{DynamicPayload, Payload, TransactionStatus},
    OnlineClient, PolkadotConfig,
};
use subxt_signer::sr25519::Keypair;

/// A header as the RPC gives it.
pub type Header = SubstrateHeader<H256>;

/// A call with named fields, which may stand inside another call.
pub type Call = DynamicPayload<Composite<()>>;

/// The call `name` of `pallet`.
pub fn call<const N: usize>(pallet: &str, name: &str, fields: [(&str, Value); N]) -> Call {
    dynamic::tx(pallet, name, Composite::named(fields))
}

/// A transaction that succeeded.
pub struct Included {
    /// The block.
    pub block: H256,
    /// The transaction's events.
    pub events: ExtrinsicEvents<PolkadotConfig>,
}

impl Included {
    /// The event `name` of `pallet`, if the transaction emitted one.
    pub fn event(&self, pallet: &str, name: &str) -> Option<Event<'_, PolkadotConfig>> {
        self.events
            .iter()
            .flatten()
            .find(|event| event.pallet_name() == pallet && event.event_name() == name)
    }
}

/// A client of one node.
#[derive(Clone)]
pub struct Client {
    rpc: RpcClient,
    pub(crate) api: OnlineClient<PolkadotConfig>,
    trusts_best: bool,
}

impl Client {
    pub(crate) async fn connect(url: &str) -> Result<Self> {
        let rpc = RpcClient::from_insecure_url(url).await?;
        let api = OnlineClient::from_rpc_client(rpc.clone()).await?;
        Ok(Self {
            rpc,
            api,
            trusts_best: false,
        })
    }

    /// This client, but one for which a transaction is done as soon as the best block has it.
    ///
    /// For chains with slots so long that no two blocks of a height come about.
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

    /// Makes the node generate session keys for `owner`; gives them and the proof that the node
    /// holds them.
    pub async fn rotate_keys(&self, owner: &Keypair) -> Result<(Vec<u8>, Vec<u8>)> {
        use subxt::rpcs::methods::legacy::Bytes;
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
        header.with_context(|| format!("the node does not know the block {hash}"))
    }

    /// The hash of the best chain's block `number`.
    pub async fn hash(&self, number: u64) -> Result<H256> {
        let hash: Option<H256> = self
            .rpc
            .request("chain_getBlockHash", rpc_params![number])
            .await?;
        hash.with_context(|| format!("the node has no block {number}"))
    }

    /// Waits until the block `number` is finalised; gives the last finalised header.
    pub async fn until_finalized(&self, number: u64) -> Result<Header> {
        within(&format!("block {number} to be finalised"), async {
            let mut heads = self
                .rpc
                .subscribe::<Header>(
                    "chain_subscribeFinalizedHeads",
                    rpc_params![],
                    "chain_unsubscribeFinalizedHeads",
                )
                .await?;
            loop {
                let head = heads.next().await.context("the node is gone")??;
                if head.number >= number {
                    return Ok(head);
                }
            }
        })
        .await
    }

    /// Waits until `more` blocks beyond the last finalised one are finalised.
    pub async fn until_finalized_more(&self, more: u64) -> Result<Header> {
        let number = self.finalized().await?.number;
        self.until_finalized(number.saturating_add(more)).await
    }

    /// The value of `pallet`'s storage item `entry` after the block `at`.
    pub async fn read<T: DecodeAsType>(&self, pallet: &str, entry: &str, at: H256) -> Result<T> {
        let state = self.api.at_block(at).await?;
        let address = dynamic::storage::<(), T>(pallet, entry);
        Ok(state.storage().fetch(address, ()).await?.decode()?)
    }

    /// Signs and submits `call`, and waits until it is finalised.
    ///
    /// # Errors
    /// When the call is refused by the pool, or fails; the message names the pallet's error.
    pub async fn submit(&self, signer: &Keypair, call: &impl Payload) -> Result<Included> {
        within(
            &format!("{}.{} to be done", call.pallet_name(), call.call_name()),
            async {
                let best: H256 = self
                    .rpc
                    .request("chain_getBlockHash", rpc_params![])
                    .await?;
                let mut transactions = self.api.at_block(best).await?.tx();
                let mut progress = transactions
                    .sign_and_submit_then_watch_default(call, signer)
                    .await?;
                let included = loop {
                    match progress.next().await.context("the node is gone")?? {
                        TransactionStatus::InFinalizedBlock(included) => break included,
                        TransactionStatus::InBestBlock(included) if self.trusts_best => {
                            break included
                        }
                        TransactionStatus::Error { message }
                        | TransactionStatus::Invalid { message }
                        | TransactionStatus::Dropped { message } => bail!(message),
                        _ => {}
                    }
                };
                let events = included.wait_for_success().await?;
                Ok(Included {
                    block: included.block_hash(),
                    events,
                })
            },
        )
        .await
    }
}
