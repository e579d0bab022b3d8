//! The command `aura did submit`.

use crate::{
    did::{
        file::{Content, OperationFile},
        operation_files,
        operations::verify,
        propose_creation, propose_operation,
        signers::Views,
        submit::{submit, Common, Payer, Paying},
        Agrees, Problem,
    },
    Outcome, Result,
};
use clap::Args;
use std::path::PathBuf;

/// Submits the operation or creation in a file, and pays for it. The paying account does not agree
/// to it by paying: that takes --agree.
#[derive(Debug, Args)]
pub struct Submit {
    /// The file with the operation or creation.
    pub file: PathBuf,

    #[command(flatten)]
    pub common: Common,

    #[command(flatten)]
    pub paying: Paying,

    /// Agree to the operation with the paying account, as one of the present or new controllers of
    /// the DID.
    #[arg(long)]
    pub agree: bool,
}

impl Submit {
    pub(super) async fn run(self) -> Result<Outcome> {
        let OperationFile { genesis, content } = operation_files::read(&self.file)?;
        let payer = match self.paying.sponsor()? {
            // A sponsor needs no wallet.
            Some(keypair) => Payer {
                keypair,
                wallet: None,
            },
            None => Payer::with(&self.paying, self.common.access.edit()?)?,
        };
        // Lock the wallet before the chain is read: see `Access::edit`.
        let chain = self.common.chain().await?;
        chain.expect_genesis(&genesis)?;
        let proposal = match &content {
            Content::Operation(signing) => {
                let named = signing.operation.submitter;
                let own = payer.keypair.public_key().to_account_id();
                if named.is_some_and(|named| named != own.0) {
                    let why = format!("only another account than {own} may submit it");
                    return Err(Problem::Argument(why).into());
                }
                let agrees = Agrees::from(self.agree);
                let proposal = propose_operation(&chain, signing, &own.0, agrees).await?;
                verify(&mut Views::new(&chain), signing).await?;
                proposal
            }
            Content::Creation(_) if self.agree => {
                let why = "a DID is created by the signature of its key alone: leave --agree out";
                return Err(Problem::Argument(why.into()).into());
            }
            Content::Creation(of) => propose_creation(&chain, of, &self.file).await?,
        };
        submit(&self.common, &self.paying, &chain, payer, proposal).await
    }
}
