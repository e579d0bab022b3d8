//! Offers of schemas and lists to another DID, and deposits that are taken over.

use crate::{
    already::already,
    credentials::{
        acting_did::{named, Acting},
        calls::entry_words,
        CredentialsCall, Problem,
    },
    wallet::Wallet,
    Outcome, Result,
};
use aura_primitives::credentials::{Entry, Owned};
use clap::Args;
use serde_json::json;

/// Arguments that name the DID to which a schema or list is offered.
#[derive(Debug, Args)]
pub struct To {
    /// The DID that may accept it, or its name in the wallet.
    #[arg(
        value_name = "DID",
        required_unless_present = "nobody",
        conflicts_with = "nobody"
    )]
    pub to: Option<String>,

    /// Withdraw the offer.
    #[arg(long)]
    pub nobody: bool,

    #[command(flatten)]
    pub acting: Acting,
}

impl To {
    pub(super) async fn offer(self, what: Owned) -> Result<Outcome> {
        let (chain, edit, by) = self.acting.open().await?;
        let to = self.to.as_deref().map(|to| named(&edit, to)).transpose()?;
        let call = CredentialsCall::Offer { what, to };
        self.acting.make(&chain, edit, by, call).await
    }
}

/// Accepts a schema or list that was offered.
pub(super) async fn accept(acting: &Acting, what: Owned) -> Result<Outcome> {
    let (chain, edit, by) = acting.open().await?;
    let owner = match what {
        Owned::Schema(id) => chain
            .find_schema(id, chain.best)
            .await?
            .map(|it| it.present_owner),
        Owned::List(id) => chain.find_list(id, chain.best).await?.map(|it| it.owner),
    };
    if owner == Some(by) {
        let words = format!("It is already {by}'s.");
        return already(acting.common.json, &words, json!({ "did": by.to_string() }));
    }
    acting
        .make(&chain, edit, by, CredentialsCall::Accept { what })
        .await
}

/// Lets the paying account take over the deposit of an entry.
pub(super) async fn take_over(
    acting: &Acting,
    entry: impl FnOnce(&Wallet) -> Result<Entry>,
) -> Result<Outcome> {
    let (chain, edit, by) = acting.open().await?;
    let entry = entry(&edit)?;
    let held = chain.deposit_of(entry).await?;
    let missing = || Problem::Argument(format!("the chain has no {}", entry_words(&entry)));
    held.ok_or_else(missing)?;
    let call = CredentialsCall::TakeOverDeposit { entry };
    acting.make(&chain, edit, by, call).await
}
