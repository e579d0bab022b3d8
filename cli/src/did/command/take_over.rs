//! The command `aura did take-over`.

use crate::{
    did::{
        call::DidCall,
        change::{make, Signatures},
        submit::{Common, Paying},
        PlannedOperation,
    },
    Outcome, Result,
};
use clap::Args;

/// Lets the paying account take over the deposit of a DID: its depositor gets the amount back, and
/// today's price is held on the paying account, which gains no rights over the DID.
#[derive(Debug, Args)]
pub struct TakeOver {
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

impl TakeOver {
    pub(super) async fn run(self) -> Result<Outcome> {
        let edit = self.common.access.edit()?;
        // Lock the wallet before the chain is read: see `Access::edit`.
        let chain = self.common.chain().await?;
        let record = edit.find(&self.did)?.clone();
        chain.expect_genesis(&record.genesis)?;
        let planned = PlannedOperation {
            did: record.did,
            call: DidCall::TakeOverDeposit,
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
