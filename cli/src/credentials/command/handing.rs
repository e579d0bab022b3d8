//! Schemas and lists that are handed over, and deposits that are taken over.

use crate::{
    already::already,
    credentials::{
        acting::{named, Acting},
        does, Does, Problem,
    },
    did::{amount, Common, Paying},
    output,
    zkp::transact::{payer, send, Transaction},
    Outcome, Result,
};
use aura_primitives::credentials::{Entry, Owned};
use clap::Args;
use serde_json::json;

/// The DID to which something is offered.
#[derive(Debug, Args)]
pub struct To {
    /// The DID that may accept it, or its name in the wallet.
    #[arg(
        value_name = "DID",
        required_unless_present = "nobody",
        conflicts_with = "nobody"
    )]
    pub to: Option<String>,

    /// Take the offer back.
    #[arg(long)]
    pub nobody: bool,

    #[command(flatten)]
    pub acting: Acting,
}

impl To {
    pub(super) async fn offer(self, what: Owned) -> Result<Outcome> {
        let (chain, edit, by) = self.acting.open().await?;
        let to = self.to.as_deref().map(|to| named(&edit, to)).transpose()?;
        let does = Does::Offer { what, to };
        self.acting.make(&chain, edit, by, does).await
    }
}

/// Accepts what was offered.
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
        let words = format!("It is {by}'s already.");
        return already(acting.common.json, &words, json!({ "did": by.to_string() }));
    }
    acting.make(&chain, edit, by, Does::Accept { what }).await
}

/// The account that takes a deposit over.
#[derive(Debug, Args)]
pub struct TakeOver {
    #[command(flatten)]
    pub common: Common,

    #[command(flatten)]
    pub paying: Paying,
}

impl TakeOver {
    pub(super) async fn run(self, entry: Entry) -> Result<Outcome> {
        let chain = self.common.chain().await?;
        let what = words(&entry);
        let held = chain.deposit_of(entry).await?;
        let held = held.ok_or_else(|| Problem::Argument(format!("the chain has no {what}")))?;
        let words = vec![
            format!("Take over the deposit of {what}"),
            format!("Deposit  {}, held as long as it is there", amount(held)),
        ];
        let call = does::take_over_deposit(&chain.state, entry, held)?;
        let signer = payer(&self.common, &self.paying)?;
        let sent = send(&self.paying, &chain, &signer, &Transaction { words, call }).await?;
        output::print_as(self.common.json, &sent, sent.text())?;
        sent.succeeded().map(|()| Outcome::Done)
    }
}

fn words(entry: &Entry) -> String {
    match entry {
        Entry::Schema(schema) => format!("schema {schema}"),
        Entry::Accreditation(schema, did) => {
            format!("accreditation of {did} by the schema {schema}")
        }
        Entry::List(list) => format!("status list {list}"),
    }
}
