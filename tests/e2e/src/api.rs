//! Wrappers of `subxt`.
//!
//! The futures of `subxt` are boxed here, so that they are compiled once and not in every test.

use anyhow::{anyhow, bail, Context, Result};
use futures::future::BoxFuture;
use subxt::{
    config::{substrate::H256, DefaultExtrinsicParamsBuilder},
    dynamic::{self, Value},
    error::DispatchError,
    ext::scale_value::Composite,
    metadata::ArcMetadata,
    rpcs::RpcClient,
    tx::{DynamicPayload, TransactionStatus},
    OnlineClient, PolkadotConfig,
};
use subxt_signer::sr25519::Keypair;

/// A call with named fields, which may be inside another call.
pub type Call = DynamicPayload<Composite<()>>;

/// The call `name` of `pallet`.
pub fn call<const N: usize>(pallet: &str, name: &str, fields: [(&str, Value); N]) -> Call {
    dynamic::tx(pallet, name, Composite::named(fields))
}

/// One call that makes all `calls` in turn, and fails if one fails.
pub fn batch<const N: usize>(calls: [Call; N]) -> Call {
    let calls = calls.map(Call::into_value);
    call(
        "Utility",
        "batch_all",
        [("calls", Value::unnamed_composite(calls))],
    )
}

/// A transaction that is in a block and succeeded.
pub struct Included {
    /// The block that includes it.
    pub block: H256,
    events: Vec<Event>,
    metadata: ArcMetadata,
}

struct Event {
    pallet: String,
    name: String,
    fields: Vec<u8>,
}

impl Included {
    /// The encoded fields of the event `name` of `pallet`, if the transaction emitted one.
    pub fn event(&self, pallet: &str, name: &str) -> Option<&[u8]> {
        self.events
            .iter()
            .find(|event| event.pallet == pallet && event.name == name)
            .map(|event| event.fields.as_slice())
    }

    /// The outcome of a dispatch, from its encoded form in an event.
    ///
    /// # Errors
    /// The error of the dispatch; the message names the pallet's error.
    pub fn outcome(&self, encoded: &[u8]) -> Result<()> {
        match encoded
            .split_first()
            .context("an event without its outcome")?
        {
            (0, _) => Ok(()),
            (_, error) => Err(anyhow!(DispatchError::decode_from(
                error,
                self.metadata.clone()
            )?)),
        }
    }
}

/// Calls to a node beyond plain RPC.
#[derive(Clone)]
pub(crate) struct Api(OnlineClient<PolkadotConfig>);

impl Api {
    pub fn connect(rpc: RpcClient) -> BoxFuture<'static, Result<Self>> {
        Box::pin(async move { Ok(Self(OnlineClient::from_rpc_client(rpc).await?)) })
    }

    /// Encodes `call` for the runtime at the block `at`.
    pub fn encode<'a>(&'a self, call: &'a Call, at: H256) -> BoxFuture<'a, Result<Vec<u8>>> {
        Box::pin(async move { Ok(self.0.at_block(at).await?.tx().call_data(call)?) })
    }

    /// The encoded value of `pallet`'s storage item `entry` under `keys` after the block `at`. That
    /// of an absent one is its default, if it has one.
    pub fn storage<'a>(
        &'a self,
        pallet: &'a str,
        entry: &'a str,
        keys: Vec<Value>,
        at: H256,
    ) -> BoxFuture<'a, Result<Option<Vec<u8>>>> {
        Box::pin(async move {
            let state = self.0.at_block(at).await?;
            let address = dynamic::storage::<Vec<Value>, Value>(pallet, entry);
            let value = state.storage().try_fetch(address, keys).await?;
            Ok(value.map(|value| value.into_bytes()))
        })
    }

    /// The encoded value of `pallet`'s constant `name` in the runtime at the block `at`.
    pub fn constant<'a>(
        &'a self,
        pallet: &'a str,
        name: &'a str,
        at: H256,
    ) -> BoxFuture<'a, Result<Vec<u8>>> {
        Box::pin(async move {
            let address = dynamic::constant::<Value>(pallet, name);
            Ok(self
                .0
                .at_block(at)
                .await?
                .constants()
                .entry_bytes(address)?)
        })
    }

    /// Signs encoded calls, each with the next nonce of the signer and without an expiry. Returns
    /// the transactions.
    pub fn sign_all<'a>(
        &'a self,
        signer: &'a Keypair,
        calls: &'a [Vec<u8>],
        at: H256,
    ) -> BoxFuture<'a, Result<Vec<Vec<u8>>>> {
        Box::pin(async move {
            let transactions = self.0.at_block(at).await?.tx();
            let account = signer.public_key().to_account_id();
            let first = transactions.account_nonce(&account).await?;
            let mut signed = vec![];
            for (nonce, call) in (first..).zip(calls) {
                let call = transactions.from_call_data_bytes(call)?;
                let nonce = DefaultExtrinsicParamsBuilder::new().nonce(nonce).immortal();
                let mut signable = transactions.create_signable_offline(&call, nonce.build())?;
                signed.push(signable.sign(signer)?.into_encoded());
            }
            Ok(signed)
        })
    }

    /// Decodes `call`.
    pub fn decode<'a>(&'a self, call: &'a [u8], at: H256) -> BoxFuture<'a, Result<Call>> {
        Box::pin(async move { Ok(self.0.at_block(at).await?.tx().from_call_data_bytes(call)?) })
    }

    /// Signs `call` in the state of the block `at`, submits it and waits until it is finalised, or
    /// only until the best block includes it.
    pub fn submit<'a>(
        &'a self,
        signer: &'a Keypair,
        call: &'a Call,
        at: H256,
        trust_best: bool,
    ) -> BoxFuture<'a, Result<Included>> {
        Box::pin(async move {
            let mut transactions = self.0.at_block(at).await?.tx();
            // Without an expiry, which would bind it to a block that may leave the best chain.
            let immortal = DefaultExtrinsicParamsBuilder::new().immortal().build();
            let mut progress = transactions
                .sign_and_submit_then_watch(call, signer, immortal)
                .await?;
            let included = loop {
                match progress
                    .next()
                    .await
                    .context("the connection to the node is closed")??
                {
                    TransactionStatus::InFinalizedBlock(included) => break included,
                    TransactionStatus::InBestBlock(included) if trust_best => break included,
                    TransactionStatus::Error { message }
                    | TransactionStatus::Invalid { message }
                    | TransactionStatus::Dropped { message } => bail!(message),
                    _ => {}
                }
            };
            let mut events = vec![];
            for event in included.wait_for_success().await?.iter() {
                let event = event?;
                events.push(Event {
                    pallet: event.pallet_name().into(),
                    name: event.event_name().into(),
                    fields: event.field_bytes().into(),
                });
            }
            let metadata = included.at().await?.metadata();
            Ok(Included {
                block: included.block_hash(),
                events,
                metadata,
            })
        })
    }
}
