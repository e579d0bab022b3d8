//! Which DID of the wallet does something.

use super::{CredentialsCall, Problem};
use crate::{
    did::{self, make, Chain, Common, Paying, PlannedOperation, Signatures},
    wallet::{Access, Wallet, WalletEdit},
    Outcome, Result,
};
use aura_primitives::did::Did;
use clap::Args;

/// Of every command by which a DID of the wallet does something.
#[derive(Debug, Args)]
pub struct Acting {
    /// The DID that does it, or what the wallet calls it [default: the wallet's only one].
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
    /// The node, the wallet, and the DID.
    pub async fn open(&self) -> Result<(Chain, WalletEdit, Did)> {
        // The chain is looked at when the wallet is free: its DIDs may have changed until then.
        let edit = self.common.access.edit()?;
        let chain = self.common.chain().await?;
        let did = who(&edit, self.by.as_deref(), &chain.genesis)?;
        Ok((chain, edit, did))
    }

    /// Has it done, or written to a file.
    pub async fn make(
        &self,
        chain: &Chain,
        edit: WalletEdit,
        did: Did,
        does: CredentialsCall,
    ) -> Result<Outcome> {
        let does = did::DidCall::Credentials(does);
        self.make_any(chain, edit, did, does).await
    }

    /// As [`Self::make`], whatever it does.
    pub async fn make_any(
        &self,
        chain: &Chain,
        edit: WalletEdit,
        did: Did,
        does: did::DidCall,
    ) -> Result<Outcome> {
        let wanted = PlannedOperation {
            did,
            does,
            agreeing: None,
        };
        let Self {
            common,
            paying,
            signatures,
            ..
        } = self;
        make(common, paying, signatures, chain, edit, wanted).await
    }
}

/// The DID of the wallet that was named; otherwise the only one of the network.
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
        _ => Err(Problem::Whose(here.len()).into()),
    }
}

/// A DID, or the one that the wallet calls so: the wallet is opened for a name alone.
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

/// A DID, or the one that the wallet calls so.
pub fn named(wallet: &Wallet, text: &str) -> Result<Did> {
    if text.starts_with("did:") {
        return parse(text);
    }
    Ok(wallet.find(text)?.did)
}
