//! `aura did deactivate`.

use crate::{
    already::already,
    did::{
        call::DidCall,
        change::{make, PlannedOperation, Signatures},
        submit::{Common, Paying},
        Problem,
    },
    Outcome, Result,
};
use clap::Args;
use serde_json::json;

/// Gives a DID up, for ever: it can never be used, nor created, again.
#[derive(Debug, Args)]
pub struct Deactivate {
    /// The DID, or what the wallet calls it.
    #[arg(value_name = "DID")]
    pub did: String,

    #[command(flatten)]
    pub common: Common,

    #[command(flatten)]
    pub paying: Paying,

    #[command(flatten)]
    pub signatures: Signatures,
}

impl Deactivate {
    pub(super) async fn run(self) -> Result<Outcome> {
        // The chain is looked at when the wallet is free: its DIDs may have changed until then.
        let edit = self.common.access.edit()?;
        let chain = self.common.chain().await?;
        let record = edit.find(&self.did)?.clone();
        chain.expect_genesis(&record.genesis)?;
        if let Err(aura_client::Error::Did(Problem::Deactivated(did))) =
            chain.active(&record.did).await
        {
            let words = format!("{did} was given up already, for ever.");
            return already(self.common.json, &words, json!({ "did": did }));
        }
        let wanted = PlannedOperation {
            did: record.did,
            does: DidCall::Deactivate,
            agreeing: None,
        };
        let Self {
            common,
            paying,
            signatures,
            ..
        } = &self;
        make(common, paying, signatures, &chain, edit, wanted).await
    }
}
