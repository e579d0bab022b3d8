//! Queries to a node about DIDs and deposits.

use super::{call_indices::CallIndices, Account, Control, Controller, Problem, Signer};
use crate::{outside::Outside, rpc::Node, state::State, Error, NodeUrl, Progress, Result};
use aura_primitives::{
    credentials::{Capacity, Entry, Schema},
    did::{
        view::{ActiveView, DidPage, View},
        Changes, Did, Document,
    },
    limits,
    zkp::VerificationPolicy,
};
use codec::{Decode, DecodeAll, Encode};
use serde::Deserialize;
use std::sync::Arc;
use subxt::{config::substrate::H256, rpcs::rpc_params};

/// A chain, as of the block that was the best one on connecting.
pub struct Chain {
    /// Connection to the node that is asked.
    pub node: Node,
    /// State after block [`Self::best`], with the metadata of its runtime.
    pub state: State,
    /// Indices of the calls of the pallet `Did`, compared with the runtime's.
    pub calls: CallIndices,
    /// Hash of the genesis block. Signed payloads have it, so they are valid on this chain alone.
    pub genesis: [u8; 32],
    /// Version of the encoding of calls. Signed payloads have it, so an upgrade of the runtime that
    /// changes it ends their validity.
    pub transaction_version: u32,
    /// Hash of the block that was the best one on connecting.
    pub best: H256,
}

/// Selection of DIDs that a node lists.
pub enum Listed {
    /// DIDs that this controller controls, alone or with others.
    ControlledBy(Controller),
    /// DIDs whose deposit is held on this account.
    PaidBy(Account),
}

/// Transaction version, the only member of a runtime's version that is read here.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Version {
    transaction_version: u32,
}

impl Chain {
    /// Connects to a node, and reads the state after its best block.
    ///
    /// # Errors
    /// If the node cannot be reached, or its runtime is not of the network.
    pub async fn connect(
        outside: Arc<dyn Outside>,
        url: &NodeUrl,
        progress: Progress,
    ) -> Result<Self> {
        let node = Node::connect(outside, url, progress).await?;
        let best = node.best().await?;
        let state = node.state(best).await?;
        let version: Version = node
            .request("state_getRuntimeVersion", rpc_params![best])
            .await?;
        Ok(Self {
            calls: CallIndices::of(&state)?,
            genesis: node.genesis().await?.0,
            transaction_version: version.transaction_version,
            node,
            state,
            best,
        })
    }

    /// Checks that a genesis hash is that of this chain.
    pub fn expect_genesis(&self, theirs: &[u8; 32]) -> Result<()> {
        expect_genesis(theirs, &self.genesis)
    }

    /// Returns a DID that is not deactivated, as of the best block.
    pub async fn active(&self, did: &Did) -> Result<ActiveView<Account>> {
        self.active_at(did, self.best).await
    }

    /// As [`Self::active`], as of block `at`.
    pub async fn active_at(&self, did: &Did, at: H256) -> Result<ActiveView<Account>> {
        let view: Option<View<Account>> = self.ask("DidApi_resolve", &did.encode(), at).await?;
        match view {
            None => Err(Problem::NotFound(did.to_string()).into()),
            Some(View::Deactivated(_)) => Err(Problem::Deactivated(did.to_string()).into()),
            Some(View::Active(view)) => Ok(view),
        }
    }

    /// Returns height and hash of the last final block.
    pub async fn checkpoint(&self) -> Result<(u32, [u8; 32])> {
        let hash = self.node.finalized().await?;
        let header = self.node.header(hash).await?;
        let number = u32::try_from(header.number);
        let number = number.map_err(|error| self.node.misunderstood("a header", &error))?;
        Ok((number, hash.0))
    }

    /// Returns the hash of the final block at this height; `None` if there is no such block yet.
    pub async fn finalized_at(&self, number: u32) -> Result<Option<[u8; 32]>> {
        let (last, _) = self.checkpoint().await?;
        if number > last {
            return Ok(None);
        }
        let hash = self.node.block_at(number.into()).await?;
        Ok(hash.map(|hash| hash.0))
    }

    /// Checks that a DID can still be created: it is not on the chain, and was not deactivated.
    pub async fn expect_new(&self, did: &Did) -> Result<()> {
        match self.active(did).await {
            Err(Error::Did(Problem::NotFound(_))) => Ok(()),
            Ok(_) => Err(Problem::Exists(did.to_string()).into()),
            Err(error) => Err(error),
        }
    }

    /// Returns true if the next block still accepts an operation with a checkpoint of this height.
    pub async fn remembers(&self, checkpoint: u32) -> Result<bool> {
        let lifetime: u32 = self.state.constant("Did", "OperationLifetime")?;
        let best = self.node.header(self.best).await?.number;
        let age = best.saturating_add(1).saturating_sub(checkpoint.into());
        Ok(age <= lifetime.into())
    }

    /// Returns the deposit of a new DID, in plancks.
    pub async fn deposit_of_creation(
        &self,
        document: &Document,
        control: &Control,
    ) -> Result<u128> {
        let arguments = (document, control).encode();
        self.deposit("DidApi_deposit_of_creation", &arguments).await
    }

    /// Returns the deposit of a DID after these changes, in plancks.
    pub async fn deposit_of_update(&self, did: &Did, changes: &Changes) -> Result<u128> {
        let arguments = (did, changes).encode();
        self.deposit("DidApi_deposit_of_update", &arguments).await
    }

    /// Returns the plancks by which the amount held on `submitter` grows if the DID makes this call
    /// with these signers.
    ///
    /// # Errors
    /// If the chain would refuse the call.
    pub async fn deposit_of_call(
        &self,
        did: &Did,
        signers: &[Signer],
        submitter: &Account,
        call: &[u8],
    ) -> Result<u128> {
        let arguments = (did, signers, submitter, call).encode();
        self.deposit("DidApi_deposit_of_call", &arguments).await
    }

    /// Returns the current price of the entry of a DID, in plancks.
    pub async fn price_of_entry(&self, did: &Did) -> Result<u128> {
        self.deposit("DidApi_price_of_entry", &did.encode()).await
    }

    /// Returns the plancks that are burnt when a DID is deactivated.
    pub async fn price_of_tombstone(&self) -> Result<u128> {
        self.ask("DidApi_price_of_tombstone", &[], self.best).await
    }

    /// Returns all DIDs that a controller controls, or that an account paid for.
    pub async fn controlled_by(&self, by: &Listed) -> Result<Vec<Did>> {
        let (mut dids, mut after) = (vec![], None::<Did>);
        loop {
            let DidPage { dids: more, next } = match by {
                Listed::ControlledBy(controller) => {
                    let arguments = (controller, after, limits::MAX_LISTED_DIDS).encode();
                    let function = "DidApi_dids_controlled_by";
                    self.ask(function, &arguments, self.best).await?
                }
                Listed::PaidBy(account) => {
                    let arguments = (account, after, limits::MAX_LISTED_DIDS).encode();
                    let function = "DidApi_dids_paid_by";
                    self.ask(function, &arguments, self.best).await?
                }
            };
            dids.extend(more);
            // Without this check, a node whose cursor does not advance would be asked for ever.
            if next.is_some() && next <= after {
                let function = "a list of DIDs";
                return Err(self
                    .node
                    .misunderstood(function, &"its cursor does not advance"));
            }
            match next {
                Some(_) => after = next,
                None => return Ok(dids),
            }
        }
    }

    /// Returns the deposit of a new schema, in plancks.
    pub async fn deposit_of_schema(&self, schema: &Schema) -> Result<u128> {
        let function = "CredentialsApi_deposit_of_schema";
        self.deposit(function, &schema.encode()).await
    }

    /// Returns the deposit of a new status list, in plancks.
    pub async fn deposit_of_list(&self, capacity: Capacity) -> Result<u128> {
        let function = "CredentialsApi_deposit_of_list";
        self.ask(function, &capacity.encode(), self.best).await
    }

    /// Returns the current deposit of an existing entry of the pallet `Credentials`, in plancks.
    pub async fn deposit_of(&self, entry: Entry) -> Result<Option<u128>> {
        let function = "CredentialsApi_deposit_of";
        self.ask(function, &entry.encode(), self.best).await
    }

    /// Returns the deposit of an offer of a schema or a list, in plancks.
    pub async fn deposit_of_offer(&self) -> Result<u128> {
        let function = "CredentialsApi_deposit_of_offer";
        self.ask(function, &[], self.best).await
    }

    /// Returns the deposit of a new policy, in plancks.
    pub async fn deposit_of_policy(&self, policy: &VerificationPolicy) -> Result<u128> {
        let function = "ZkpApi_deposit_of_policy";
        self.deposit(function, &policy.encode()).await
    }

    async fn deposit(&self, function: &'static str, arguments: &[u8]) -> Result<u128> {
        let answer = self.node.runtime_call_with(function, arguments, self.best);
        let answer = answer.await?;
        match answer.split_first() {
            Some((1, error)) => Err(Problem::Refused(self.state.dispatch_error(error)).into()),
            Some((0, mut amount)) => u128::decode_all(&mut amount)
                .map_err(|error| self.node.misunderstood(function, &error)),
            _ => Err(self.node.misunderstood(function, &"no result")),
        }
    }

    /// Calls a runtime API after block `at`, and decodes its result.
    pub async fn ask<T: Decode>(
        &self,
        function: &'static str,
        arguments: &[u8],
        at: H256,
    ) -> Result<T> {
        let answer = self.node.runtime_call_with(function, arguments, at).await?;
        T::decode_all(&mut answer.as_slice())
            .map_err(|error| self.node.misunderstood(function, &error))
    }
}

/// Checks that two genesis hashes are of one chain.
pub fn expect_genesis(theirs: &[u8; 32], ours: &[u8; 32]) -> Result<()> {
    if theirs == ours {
        return Ok(());
    }
    Err(Problem::OtherNetwork {
        theirs: const_hex::encode_prefixed(theirs),
        ours: const_hex::encode_prefixed(ours),
    }
    .into())
}
