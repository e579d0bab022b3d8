//! The command `aura did deactivate`.

use crate::{
    already::already,
    did::{
        call::DidCall,
        change::{make, Signatures},
        submit::{Common, Paying},
        PlannedOperation, Problem,
    },
    Outcome, Result,
};
use clap::Args;
use serde_json::json;

/// Deactivates a DID permanently: it can never be used, nor created, again.
#[derive(Debug, Args)]
pub struct Deactivate {
    /// The DID, or its name in the wallet.
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
        // Lock the wallet before the chain is read: see `Access::edit`.
        let edit = self.common.access.edit()?;
        let chain = self.common.chain().await?;
        let record = edit.find(&self.did)?.clone();
        chain.expect_genesis(&record.genesis)?;
        if let Err(aura_client::Error::Did(Problem::Deactivated(did))) =
            chain.active(&record.did).await
        {
            let words = format!("{did} is already deactivated.");
            return already(self.common.json, &words, json!({ "did": did }));
        }
        let planned = PlannedOperation {
            did: record.did,
            call: DidCall::Deactivate,
            agreeing: None,
        };
        let Self {
            common,
            paying,
            signatures,
            ..
        } = &self;
        make(common, paying, signatures, &chain, edit, planned).await
    }
}
