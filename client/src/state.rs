//! Interface to `subxt`: the state after a block, and calls encoded for it.
//!
//! Futures are boxed here, so that they are compiled once and not with every caller.

mod encoded;
mod failure;

use crate::{rpc::Node, session_keys::DecodedKeys, Result, SessionKeys};
use codec::{DecodeAll, Encode};
use futures::future::BoxFuture;
use std::sync::Arc;
use subxt::{
    backend::LegacyBackend,
    config::substrate::{AccountId32, H256},
    dynamic::{self, Value},
    ext::{scale_decode::DecodeAsType, scale_value::Composite},
    tx::DynamicPayload,
    OnlineClient, OnlineClientAtBlock, PolkadotConfig,
};

/// A call with named fields.
pub type Call = DynamicPayload<Composite<()>>;

/// The state after a block, read with the metadata of its own runtime.
pub struct State {
    pub(crate) node: Node,
    pub(crate) at: OnlineClientAtBlock<PolkadotConfig>,
}

/// An encoded value, and the number of its type in the metadata.
struct Encoded {
    bytes: Vec<u8>,
    type_id: u32,
}

impl Node {
    /// Returns the state after the block `hash`.
    ///
    /// # Errors
    /// If the node no longer has the state.
    pub fn state(&self, hash: H256) -> BoxFuture<'_, Result<State>> {
        Box::pin(async move {
            let what = |error: &dyn ToString| {
                self.misunderstood(&format!("the state of {hash:?}"), &error.to_string())
            };
            // The legacy backend's methods answer for any block. The newer backends follow the
            // head, and may not know yet of a block that the node already has.
            let backend = LegacyBackend::<PolkadotConfig>::builder().build(self.client.clone());
            let client = OnlineClient::from_backend(Arc::new(backend))
                .await
                .map_err(|error| what(&error))?;
            let at = client.at_block(hash).await.map_err(|error| what(&error))?;
            Ok(State {
                node: self.clone(),
                at,
            })
        })
    }
}

impl State {
    /// Reads the value of `pallet`'s storage item `entry`, or its default; `None` if it has
    /// neither.
    pub async fn read<T: DecodeAsType>(&self, pallet: &str, entry: &str) -> Result<Option<T>> {
        let value = self.fetch(pallet, entry, vec![]).await?;
        self.decode(pallet, entry, value)
    }

    /// As [`Self::read`], for the entry of `account` in a map.
    pub async fn read_of<T: DecodeAsType>(
        &self,
        pallet: &str,
        entry: &str,
        account: &AccountId32,
    ) -> Result<Option<T>> {
        let key = vec![Value::from_bytes(account.0)];
        self.read_at(pallet, entry, key).await
    }

    /// As [`Self::read`], for the entry of these keys in a map.
    pub async fn read_at<T: DecodeAsType>(
        &self,
        pallet: &str,
        entry: &str,
        keys: Vec<Value>,
    ) -> Result<Option<T>> {
        let value = self.fetch(pallet, entry, keys).await?;
        self.decode(pallet, entry, value)
    }

    /// Calls a view function of a pallet that takes no arguments.
    ///
    /// `subxt` sends arguments as they are, and the runtimes expect them as bytes with a length.
    ///
    /// # Errors
    /// If the runtime does not have it, or answers in another form.
    pub async fn view<T: DecodeAsType>(&self, pallet: &str, function: &str) -> Result<T> {
        let what = path(pallet, function);
        let metadata = self.at.metadata_ref();
        let pallet = metadata.pallet_by_name(pallet);
        let view = pallet.and_then(|pallet| pallet.view_function_by_name(function));
        let view = view.ok_or_else(|| {
            let reason = "there is no such view function";
            self.node.misunderstood(&what, &reason)
        })?;
        let arguments = [&view.query_id()[..], &Vec::<u8>::new().encode()].concat();
        let call = "RuntimeViewFunction_execute_view_function";
        let at = self.at.block_hash();
        let answer = self.node.runtime_call_with(call, &arguments, at).await?;
        let Some((0, mut encoded)) = answer.split_first() else {
            return Err(self.node.misunderstood(&what, &"it was not carried out"));
        };
        let value = Vec::<u8>::decode_all(&mut encoded)
            .map_err(|error| self.node.misunderstood(&what, &error))?;
        T::decode_as_type(&mut value.as_slice(), view.output_ty(), metadata.types())
            .map_err(|error| self.node.misunderstood(&what, &error))
    }

    /// Returns true if this runtime has a pallet of that name.
    pub fn has_pallet(&self, name: &str) -> bool {
        self.at.metadata_ref().pallet_by_name(name).is_some()
    }

    /// Decodes session keys from the form in which a node creates them.
    ///
    /// # Errors
    /// If they are not the session keys of this runtime.
    pub fn session_keys(&self, encoded: &[u8]) -> Result<SessionKeys> {
        let what = "the format of session keys";
        let absent = || {
            self.node
                .misunderstood(what, &"no call Session.set_keys(keys)")
        };
        let metadata = self.at.metadata_ref();
        let field = metadata
            .pallet_by_name("Session")
            .and_then(|pallet| pallet.call_variant_by_name("set_keys"))
            .and_then(|call| {
                let mut fields = call.fields.iter();
                fields.find(|field| field.name.as_deref() == Some("keys"))
            })
            .ok_or_else(absent)?;
        let mut rest = encoded;
        let keys: DecodedKeys =
            DecodeAsType::decode_as_type(&mut rest, field.ty.id, metadata.types())
                .map_err(|error| self.node.misunderstood(what, &error))?;
        if !rest.is_empty() {
            return Err(self.node.misunderstood(what, &"more bytes than keys"));
        }
        Ok(keys.into())
    }

    /// Encodes `call` for this runtime.
    ///
    /// # Errors
    /// If the runtime has no such call.
    pub fn encode(&self, call: &Call) -> Result<Vec<u8>> {
        let encoded = self.at.tx().call_data(call);
        encoded.map_err(|error| self.node.misunderstood(&name_of(call), &error))
    }

    fn fetch<'a>(
        &'a self,
        pallet: &'a str,
        entry: &'a str,
        key: Vec<Value>,
    ) -> BoxFuture<'a, Result<Option<Encoded>>> {
        Box::pin(async move {
            let address = dynamic::storage::<Vec<Value>, Value>(pallet, entry);
            let value = self.at.storage().try_fetch(address, key).await;
            let value =
                value.map_err(|error| self.node.misunderstood(&path(pallet, entry), &error))?;
            Ok(value.map(|value| Encoded {
                type_id: value.type_id(),
                bytes: value.into_bytes(),
            }))
        })
    }

    fn decode<T: DecodeAsType>(
        &self,
        pallet: &str,
        entry: &str,
        value: Option<Encoded>,
    ) -> Result<Option<T>> {
        let decode = |Encoded { bytes, type_id }| {
            let types = self.at.metadata_ref().types();
            T::decode_as_type(&mut bytes.as_slice(), type_id, types)
                .map_err(|error| self.node.misunderstood(&path(pallet, entry), &error))
        };
        value.map(decode).transpose()
    }
}

fn path(pallet: &str, entry: &str) -> String {
    format!("{pallet}.{entry}")
}

fn name_of(call: &Call) -> String {
    path(call.pallet_name(), call.call_name())
}
