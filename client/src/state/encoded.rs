//! Encoded calls: compared with the metadata, and their fee.

use super::{name_of, Call, State};
use crate::{display::tame, transaction::Key, Result};
use codec::DecodeAll;
use futures::future::BoxFuture;
use subxt::{
    config::polkadot::PolkadotExtrinsicParamsBuilder,
    ext::scale_value::{Composite, Value, ValueDef},
    utils::MultiSignature,
};

impl State {
    /// Returns the first two bytes of a call: the indices of its pallet and of the call.
    ///
    /// # Errors
    /// If this runtime has no such call.
    pub fn indices_of(&self, pallet: &str, call: &str) -> Result<[u8; 2]> {
        let metadata = self.at.metadata_ref();
        metadata
            .pallet_by_name(pallet)
            .and_then(|found| {
                let variant = found.call_variant_by_name(call)?;
                Some([found.call_index(), variant.index])
            })
            .ok_or_else(|| {
                let what = format!("{pallet}.{call}");
                self.node
                    .misunderstood(&what, &"the runtime has no such call")
            })
    }

    /// Returns a constant of a pallet.
    ///
    /// # Errors
    /// If this runtime has no constant of that name and type.
    pub fn constant<T: DecodeAll>(&self, pallet: &str, name: &str) -> Result<T> {
        let what = format!("{pallet}.{name}");
        let metadata = self.at.metadata_ref();
        let constant = metadata
            .pallet_by_name(pallet)
            .and_then(|pallet| pallet.constant_by_name(name))
            .ok_or_else(|| {
                self.node
                    .misunderstood(&what, &"the runtime has no such constant")
            })?;
        T::decode_all(&mut constant.value()).map_err(|error| self.node.misunderstood(&what, &error))
    }

    /// Decodes a call with the metadata of this runtime.
    ///
    /// # Errors
    /// If the bytes are not a call, or the runtime would encode that call differently.
    pub fn call_of(&self, bytes: &[u8]) -> Result<Call> {
        let what = "a call";
        let call = self.at.tx().from_call_data_bytes(bytes);
        let call = call.map_err(|error| self.node.misunderstood(what, &error))?;
        if self.encode(&call)? == bytes {
            Ok(call)
        } else {
            Err(self
                .node
                .misunderstood(what, &"it has a different format here"))
        }
    }

    /// Formats a call with the metadata of this runtime: pallet, call and arguments.
    ///
    /// # Errors
    /// As [`Self::call_of`].
    pub fn words_of(&self, bytes: &[u8]) -> Result<String> {
        let call = self.call_of(bytes)?;
        let arguments = Value::without_context(ValueDef::Composite(call.call_data().clone()));
        Ok(tame(&format!("{} {arguments}", name_of(&call))))
    }

    /// Returns the names of the enum variants in a call's arguments, in their order, as this
    /// runtime has them.
    ///
    /// # Errors
    /// As [`Self::call_of`].
    pub fn variants_of(&self, bytes: &[u8]) -> Result<Vec<String>> {
        let call = self.call_of(bytes)?;
        let mut names = vec![];
        collect(call.call_data(), &mut names);
        Ok(names)
    }

    /// Returns the fee that `signer` would pay for a call, in plancks. The node gets the call with
    /// a blank signature.
    ///
    /// # Errors
    /// If the runtime does not report a fee.
    pub fn fee<'a>(
        &'a self,
        signer: impl Into<Key<'a>>,
        call: &'a Call,
    ) -> BoxFuture<'a, Result<u128>> {
        let account = signer.into().account();
        Box::pin(async move {
            let misunderstood = |error: &dyn ToString| {
                let error = error.to_string();
                self.node.misunderstood("the fee of a call", &error)
            };
            let params = PolkadotExtrinsicParamsBuilder::new().build();
            let transactions = self.at.tx();
            let mut signable = transactions
                .create_signable(call, &account, params)
                .await
                .map_err(|error| misunderstood(&error))?;
            let blank = MultiSignature::Sr25519([0; 64]);
            let transaction = signable
                .sign_with_account_and_signature(&account, &blank)
                .map_err(|error| misunderstood(&error))?;
            let fee = transaction.partial_fee_estimate().await;
            fee.map_err(|error| misunderstood(&error))
        })
    }
}

fn collect(fields: &Composite<()>, names: &mut Vec<String>) {
    fields.values().for_each(|value| visit(value, names));
}

fn visit(value: &Value<()>, names: &mut Vec<String>) {
    match &value.value {
        ValueDef::Composite(fields) => collect(fields, names),
        ValueDef::Variant(variant) => {
            names.push(variant.name.clone());
            collect(&variant.values, names);
        }
        ValueDef::BitSequence(_) | ValueDef::Primitive(_) => {}
    }
}
