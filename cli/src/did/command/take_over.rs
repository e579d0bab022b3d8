//! `aura did take-over`.

use crate::{
    did::{
        does::Deposit,
        submit::{submit, Agrees, Common, Payer, Paying, Proposal},
        Problem,
    },
    Outcome, Result,
};
use aura_primitives::did::Did;
use clap::Args;
use codec::Encode;

/// Takes over the deposit of a DID: its depositor gets back what is held, and the account that pays holds
/// today's price. It gains nothing over the DID by that.
#[derive(Debug, Args)]
pub struct TakeOver {
    /// The DID, or what the wallet calls it.
    #[arg(value_name = "DID")]
    pub did: String,

    #[command(flatten)]
    pub common: Common,

    #[command(flatten)]
    pub paying: Paying,
}

impl TakeOver {
    pub(super) async fn run(self) -> Result<Outcome> {
        let sponsor = self.paying.sponsor()?;
        let named = self.did.starts_with("did:");
        let edit = match &sponsor {
            // The wallet knows neither the DID nor the account.
            Some(_) if named => None,
            _ => Some(self.common.access.edit()?),
        };
        // The chain is looked at when the wallet is free: its DIDs may have changed until then.
        let chain = self.common.chain().await?;
        let did: Did = match &edit {
            Some(edit) if !named => {
                let record = edit.find(&self.did)?;
                chain.expect_genesis(&record.genesis)?;
                record.did
            }
            _ => self
                .did
                .parse()
                .map_err(|error| Problem::Argument(format!("{error}")))?,
        };
        let payer = match (sponsor, edit) {
            (Some(keypair), wallet) => Payer { keypair, wallet },
            (None, Some(edit)) => Payer::with(&self.paying, edit)?,
            (None, None) => return Err(Problem::Argument("no account pays".into()).into()),
        };
        let view = chain.active(&did).await?;
        let price = chain.price_of_entry(&did).await?;
        let depositor = crate::did::signers::address(&view.depositor);
        let call = [&chain.calls.take_over_deposit[..], &(did, price).encode()].concat();
        let proposal = Proposal {
            did,
            words: vec![format!("Take its deposit over from {depositor}")],
            blank: call.clone(),
            call,
            agrees: Agrees::No,
            deposit: Some(Deposit {
                amount: price,
                how_long: Deposit::AS_LARGE,
            }),
            locks: price,
            word: "yes",
            schema: None,
            policy: None,
        };
        submit(&self.common, &self.paying, &chain, payer, proposal).await
    }
}
