//! The command `aura did purge`.

use crate::{
    did::{
        arguments::key_index,
        call::DidCall,
        change::{make, Signatures},
        submit::{Common, Paying},
        PlannedOperation, Problem,
    },
    Outcome, Result,
};
use aura_primitives::did::KeyIndex;
use clap::Args;

/// Removes keys that were retired or revoked: their part of the deposit is returned, and their
/// signatures can only be checked against old versions of the DID document.
#[derive(Debug, Args)]
pub struct Purge {
    /// The DID, or its name in the wallet.
    #[arg(value_name = "DID")]
    pub did: String,

    /// The keys: key-1, or their numbers.
    #[arg(value_name = "KEY", required = true, value_parser = key_index)]
    pub keys: Vec<KeyIndex>,

    #[command(flatten)]
    pub common: Common,

    #[command(flatten)]
    pub paying: Paying,

    #[command(flatten)]
    pub signatures: Signatures,
}

impl Purge {
    pub(super) async fn run(self) -> Result<Outcome> {
        let many = |_| Problem::Argument("a DID has at most 16 keys: name fewer".into());
        let keys = self.keys.try_into().map_err(many)?;
        // Lock the wallet before the chain is read: see `Access::edit`.
        let edit = self.common.access.edit()?;
        let chain = self.common.chain().await?;
        let record = edit.find(&self.did)?.clone();
        chain.expect_genesis(&record.genesis)?;
        let planned = PlannedOperation {
            did: record.did,
            call: DidCall::PurgeMethods(keys),
            agreeing: None,
        };
        make(
            &self.common,
            &self.paying,
            &self.signatures,
            &chain,
            edit,
            planned,
        )
        .await
    }
}
