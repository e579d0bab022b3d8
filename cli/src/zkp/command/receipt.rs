//! `aura zkp receipt`.

use crate::{cli::Connection, environment, output, NodeUrl, Outcome, Result};
use aura_primitives::zkp::{PolicyId, Receipt};
use clap::Args;
use serde::Serialize;
use subxt::config::substrate::AccountId32;

/// Shows the receipt that an account has for a policy, as of the last final block. Not passed, if
/// it has no valid one.
#[derive(Debug, Args)]
pub struct Show {
    /// The account that is the beneficiary of the proof.
    pub account: AccountId32,

    /// The identifier of the policy.
    pub policy: PolicyId,

    /// A node's address [env: AURA_URL].
    #[arg(long, default_value = environment::url())]
    pub url: NodeUrl,

    #[command(flatten)]
    pub connection: Connection,

    /// Print JSON.
    #[arg(long)]
    pub json: bool,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct ReceiptOutput {
    account: String,
    policy: String,
    good: bool,
    /// The block from which on the receipt is no longer valid.
    until: Option<u32>,
    nullifier: Option<String>,
    /// The final block that was queried.
    block: u32,
}

impl Show {
    pub(crate) async fn run(self) -> Result<Outcome> {
        let chain = self.connection.chain(&self.url).await?;
        let (block, at) = chain.checkpoint().await?;
        let receipt = chain.receipt(self.account.0, self.policy, at.into());
        let shown = ReceiptOutput::new(&self, receipt.await?, block);
        output::print_as(self.json, &shown, shown.text())?;
        Ok(Outcome::of(shown.good))
    }
}

impl ReceiptOutput {
    fn new(asked: &Show, receipt: Option<Receipt>, block: u32) -> Self {
        Self {
            account: asked.account.to_string(),
            policy: asked.policy.to_string(),
            good: receipt.is_some(),
            until: receipt.map(|receipt| receipt.until),
            nullifier: receipt.map(|receipt| const_hex::encode_prefixed(receipt.nullifier)),
            block,
        }
    }

    fn text(&self) -> String {
        let Self {
            account,
            policy,
            block,
            ..
        } = self;
        match self.until {
            Some(until) => format!("{account} has proven {policy}: valid until block {until}.\n"),
            None => format!("{account} has no receipt for {policy}, as of block {block}.\n"),
        }
    }
}
