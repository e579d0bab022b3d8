//! The command `aura did list`.

use crate::{
    credentials::did_of,
    did::{arguments, chain::Listed, submit::Common},
    output, Outcome, Result,
};
use clap::Args;
use serde::Serialize;
use subxt::config::substrate::AccountId32;

/// Lists active DIDs, as of the best block. The node reads all DIDs of the chain for this, some at
/// a time.
#[derive(Debug, Args)]
pub struct List {
    #[command(flatten)]
    pub common: Common,

    /// Only DIDs that this DID or account controls, alone or with others; a DID may be given by its
    /// name in the wallet.
    #[arg(long, value_name = "DID|ACCOUNT", required_unless_present = "paid_by")]
    pub controlled_by: Option<String>,

    /// Only DIDs whose deposit is held on this account.
    #[arg(long, value_name = "ACCOUNT", conflicts_with = "controlled_by")]
    pub paid_by: Option<AccountId32>,
}

/// Output of the command: the DIDs that were found.
#[derive(Serialize)]
struct ListOutput {
    dids: Vec<String>,
}

impl List {
    pub(super) async fn run(self) -> Result<Outcome> {
        let by = match (self.controlled_by, self.paid_by) {
            (Some(text), _) => {
                let find = |name: &str| did_of(&self.common.access, name);
                Listed::ControlledBy(arguments::controller(&text, find)?)
            }
            (None, Some(account)) => Listed::PaidBy(account.0),
            (None, None) => return Ok(Outcome::Done),
        };
        let chain = self.common.chain().await?;
        let dids = chain.controlled_by(&by).await?;
        let dids: Vec<_> = dids.iter().map(ToString::to_string).collect();
        if self.common.json {
            output::print_json(&ListOutput { dids })?;
        } else {
            let text: String = dids.iter().map(|did| format!("{did}\n")).collect();
            output::print(text.as_bytes())?;
        }
        Ok(Outcome::Done)
    }
}
