//! The DID of the wallet that makes a call on credentials, schemas or lists.

use super::{CredentialsCall, Problem};
use crate::{
    did::{self, make, Chain, Common, Paying, PlannedOperation, Signatures},
    wallet::{Access, Wallet, WalletEdit},
    Outcome, Result,
};
use aura_primitives::did::Did;
use clap::Args;

/// Arguments of every command by which a DID of the wallet makes a call.
#[derive(Debug, Args)]
pub struct Acting {
    /// The DID that makes the call, or its name in the wallet [default: the wallet's only one].
    #[arg(long = "as", value_name = "DID")]
    pub by: Option<String>,

    #[command(flatten)]
    pub common: Common,

    #[command(flatten)]
    pub paying: Paying,

    #[command(flatten)]
    pub signatures: Signatures,
}

impl Acting {
    /// Opens the wallet for changes, connects to the node and finds the DID that makes the call.
    ///
    /// # Errors
    /// If the wallet cannot be opened, the node does not answer, or [`who`] finds no DID.
    pub async fn open(&self) -> Result<(Chain, WalletEdit, Did)> {
        // Lock the wallet before the chain is read: see `Access::edit`.
        let edit = self.common.access.edit()?;
        let chain = self.common.chain().await?;
        let did = who(&edit, self.by.as_deref(), &chain.genesis)?;
        Ok((chain, edit, did))
    }

    /// Makes the call: signs and submits it, or writes it to a file for others to sign.
    pub async fn make(
        &self,
        chain: &Chain,
        edit: WalletEdit,
        did: Did,
        call: CredentialsCall,
    ) -> Result<Outcome> {
        let call = did::DidCall::Credentials(call);
        self.make_any(chain, edit, did, call).await
    }

    /// As [`Self::make`], for a call of any pallet.
    pub async fn make_any(
        &self,
        chain: &Chain,
        edit: WalletEdit,
        did: Did,
        call: did::DidCall,
    ) -> Result<Outcome> {
        let planned = PlannedOperation {
            did,
            call,
            agreeing: None,
        };
        let Self {
            common,
            paying,
            signatures,
            ..
        } = self;
        make(common, paying, signatures, chain, edit, planned).await
    }
}

/// Returns the DID of the wallet with this name; without a name, the only one on the network with
/// this genesis hash.
///
/// # Errors
/// If the wallet does not have the DID, it is of another network, or no name was given and the
/// wallet does not have exactly one DID on the network.
pub fn who(wallet: &Wallet, named: Option<&str>, genesis: &[u8; 32]) -> Result<Did> {
    if let Some(named) = named {
        let record = wallet.find(named)?;
        did::expect_genesis(&record.genesis, genesis)?;
        return Ok(record.did);
    }
    let records = wallet.dids().records().iter();
    let here: Vec<_> = records
        .filter(|record| record.genesis == *genesis)
        .collect();
    match here[..] {
        [only] => Ok(only.did),
        _ => Err(Problem::AmbiguousActingDid(here.len()).into()),
    }
}

/// Parses a DID, or finds it by its name in the wallet. The wallet is opened only for a name.
pub fn did_of(access: &Access, text: &str) -> Result<Did> {
    if text.starts_with("did:") {
        return parse(text);
    }
    Ok(access.open()?.find(text)?.did)
}

fn parse(text: &str) -> Result<Did> {
    let did = text.parse();
    Ok(did.map_err(|error| Problem::Argument(format!("'{text}': {error}")))?)
}

/// Parses a DID, or finds it by its name in the wallet.
pub fn named(wallet: &Wallet, text: &str) -> Result<Did> {
    if text.starts_with("did:") {
        return parse(text);
    }
    Ok(wallet.find(text)?.did)
}
