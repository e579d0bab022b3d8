//! Calls in bytes: checked against the metadata, paid for, sent.

use super::{Call, State, PATIENCE};
use crate::{did::Problem, output, output::tame, Error, Result};
use aura_primitives::credentials::ListId;
use codec::DecodeAll;
use futures::future::BoxFuture;
use subxt::{
    config::{polkadot::PolkadotExtrinsicParamsBuilder, substrate::H256},
    error::DispatchError,
    ext::scale_value::{Composite, Value, ValueDef},
    tx::TransactionStatus,
    utils::MultiSignature,
};
use subxt_signer::sr25519::Keypair;
use tokio::time::timeout;

/// A transaction that succeeded and is final.
#[derive(Debug, Clone)]
pub struct Sent {
    /// Its hash.
    pub transaction: H256,
    /// The block that has it.
    pub block: H256,
    /// Why a call inside failed, if one did: of `Did.Dispatched`, of a motion of the council, and of what
    /// that has root do.
    pub inner_failure: Option<String>,
    /// Of `Credentials.StatusListCreated`: the number of the list.
    pub list: Option<ListId>,
}

impl State {
    /// The first two bytes of a call: the numbers of its pallet and of itself.
    ///
    /// # Errors
    /// If this runtime has no such call.
    pub fn numbers_of(&self, pallet: &str, call: &str) -> Result<[u8; 2]> {
        let metadata = self.at.metadata_ref();
        metadata
            .pallet_by_name(pallet)
            .and_then(|found| {
                let variant = found.call_variant_by_name(call)?;
                Some([found.call_index(), variant.index])
            })
            .ok_or_else(|| {
                let what = format!("{pallet}.{call}");
                self.node.misunderstood(&what, &"there is no such call")
            })
    }

    /// A constant of a pallet.
    ///
    /// # Errors
    /// If this runtime has none of that name and type.
    pub fn constant<T: DecodeAll>(&self, pallet: &str, name: &str) -> Result<T> {
        let what = format!("{pallet}.{name}");
        let metadata = self.at.metadata_ref();
        let constant = metadata
            .pallet_by_name(pallet)
            .and_then(|pallet| pallet.constant_by_name(name))
            .ok_or_else(|| self.node.misunderstood(&what, &"there is no such constant"))?;
        T::decode_all(&mut constant.value()).map_err(|error| self.node.misunderstood(&what, &error))
    }

    /// The call that these bytes are to this runtime.
    ///
    /// # Errors
    /// If they are none, or it would write them otherwise.
    pub fn call_of(&self, bytes: &[u8]) -> Result<Call> {
        let what = "a call";
        let call = self.at.tx().from_call_data_bytes(bytes);
        let call = call.map_err(|error| self.node.misunderstood(what, &error))?;
        if self.encode(&call)? == bytes {
            Ok(call)
        } else {
            Err(self.node.misunderstood(what, &"it has another form here"))
        }
    }

    /// The names of the variants in a call's arguments, in their order, as this runtime has them.
    ///
    /// # Errors
    /// As of [`Self::call_of`].
    pub fn variants_of(&self, bytes: &[u8]) -> Result<Vec<String>> {
        let call = self.call_of(bytes)?;
        let mut names = vec![];
        collect(call.call_data(), &mut names);
        Ok(names)
    }

    /// What `signer` would pay for a call. What the node is given carries no signature.
    ///
    /// # Errors
    /// If the runtime does not say.
    pub fn fee<'a>(&'a self, signer: &'a Keypair, call: &'a Call) -> BoxFuture<'a, Result<u128>> {
        Box::pin(async move {
            let misunderstood = |error: &dyn ToString| {
                let error = error.to_string();
                self.node.misunderstood("the fee of a call", &error)
            };
            let account = signer.public_key().to_account_id();
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

    /// Signs `call`, submits it and waits until it is final.
    ///
    /// # Errors
    /// When the chain refuses it, when it fails, or when it does not become final in ten minutes.
    /// What fails inside a `Did.dispatch` is no error here.
    pub fn send<'a>(&'a self, signer: &'a Keypair, call: &'a Call) -> BoxFuture<'a, Result<Sent>> {
        Box::pin(async move {
            let refused = |error: &dyn ToString| {
                Error::from(Problem::NotTaken {
                    signer: signer.public_key().to_account_id(),
                    reason: tame(&error.to_string()),
                })
            };
            let mut transactions = self.at.tx();
            let mut progress = transactions
                .sign_and_submit_then_watch_default(call, signer)
                .await
                .map_err(|error| refused(&error))?;
            let transaction = progress.extrinsic_hash();
            let seconds = PATIENCE.as_secs();
            // From here on it may come into a block whatever is heard of it.
            let not_final = || Error::NotFinal {
                transaction,
                seconds,
            };
            let wait = async {
                while let Some(status) = progress.next().await {
                    match status.map_err(|_| not_final())? {
                        TransactionStatus::InBestBlock(block) => {
                            let block = block.block_hash();
                            output::progress(&format!("In block {block:?}, not final yet."));
                        }
                        TransactionStatus::InFinalizedBlock(block) => return Ok(block),
                        TransactionStatus::Error { message }
                        | TransactionStatus::Invalid { message }
                        | TransactionStatus::Dropped { message } => return Err(refused(&message)),
                        _ => {}
                    }
                }
                Err(not_final())
            };
            let included = timeout(PATIENCE, wait).await.map_err(|_| not_final())??;
            let failed = |error: &dyn ToString| Error::Failed {
                transaction,
                reason: tame(&error.to_string()),
            };
            let events = included
                .wait_for_success()
                .await
                .map_err(|error| failed(&error))?;
            let (mut inner_failure, mut list) = (None, None);
            for event in events.iter() {
                let event = event.map_err(|error| failed(&error))?;
                match (event.pallet_name(), event.event_name()) {
                    ("Did", "Dispatched") => {
                        inner_failure = self.inner_failure(event.field_bytes());
                    }
                    // What is inside comes first, and what is around it does not hide it.
                    ("RootNotice", "Enacted") => {
                        inner_failure = self.failure_of_motion(event.field_bytes());
                    }
                    ("Council", "Executed") => {
                        let failure = self.failure_of_motion(event.field_bytes());
                        inner_failure = inner_failure.or(failure);
                    }
                    ("Credentials", "StatusListCreated") => {
                        let number = event.field_bytes().first_chunk();
                        list = number.map(|bytes| ListId::from_le_bytes(*bytes));
                    }
                    _ => {}
                }
            }
            Ok(Sent {
                transaction,
                block: included.block_hash(),
                inner_failure,
                list,
            })
        })
    }

    /// Of the fields of `Did.Dispatched`: a DID, a nonce, a result.
    fn inner_failure(&self, fields: &[u8]) -> Option<String> {
        match fields.get(40..) {
            Some([0]) => None,
            Some([1, error @ ..]) => Some(self.dispatch_error(error)),
            _ => Some("the event of its result is not understood".into()),
        }
    }

    /// The failure in the fields of `Council.Executed` or `RootNotice.Enacted`: a hash and a result.
    fn failure_of_motion(&self, fields: &[u8]) -> Option<String> {
        match fields.get(32..) {
            Some([0]) => None,
            Some([1, error @ ..]) => Some(self.dispatch_error(error)),
            _ => Some("the event of its result is not understood".into()),
        }
    }

    /// A `DispatchError` in words.
    pub fn dispatch_error(&self, bytes: &[u8]) -> String {
        match DispatchError::decode_from(bytes, self.at.metadata()) {
            Ok(error) => tame(&error.to_string()),
            Err(_) => format!("error {}", const_hex::encode_prefixed(bytes)),
        }
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
