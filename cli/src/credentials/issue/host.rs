//! The surroundings of an issuing run: the node, the wallet and the account of a command.

use super::{Host, Seed};
use crate::{
    credentials::Problem,
    did::{
        self, prepare, send, Chain, Common, Payer, Paying, PlannedOperation, Prepared, Signatures,
    },
    random::random_bytes,
    wallet::Wallet,
    Error, Result,
};

/// Arguments of the command, and its wallet.
pub struct CommandHost<'a> {
    /// Node and wallet file.
    pub common: &'a Common,
    /// Account that pays, and confirmation.
    pub paying: &'a Paying,
    /// The wallet, opened read-only.
    pub wallet: &'a Wallet,
}

impl Host for CommandHost<'_> {
    type Error = Error;

    async fn connect(&self) -> Result<Chain> {
        self.common.chain().await
    }

    fn wallet(&self) -> &Wallet {
        self.wallet
    }

    fn seed(&self) -> Result<Seed> {
        random_bytes()
    }

    async fn submit(&self, operation: &PlannedOperation) -> Result<Option<Error>> {
        // Another command of this wallet would use the same nonce of the DID.
        let _lock = self.common.access.lock()?;
        // Connect again: signing may have lasted long.
        let chain = self.common.chain().await?;
        let plan = Signatures::default().plan(self.paying, self.wallet)?;
        let proposal = match prepare(&chain, self.wallet, operation, &plan).await {
            Ok(Prepared::Proposal(proposal)) => proposal,
            Ok(Prepared::File(_)) => return Err(Problem::NotAnchored.into()),
            // Others may have anchored in this list first.
            Err(error @ aura_client::Error::Did(did::Problem::Refused(_))) => {
                return Ok(Some(error.into()))
            }
            Err(error) => return Err(error.into()),
        };
        let payer = Payer {
            keypair: self.paying.keypair(self.wallet)?,
            wallet: None,
        };
        match send(self.paying, &chain, &payer, &proposal).await {
            Ok(report) => Ok(report.succeeded().err()),
            Err(
                error @ (Error::NotConfirmed
                | Error::Client(aura_client::Error::Did(did::Problem::NoTerminal))),
            ) => Err(error),
            Err(error) => Ok(Some(error)),
        }
    }
}
