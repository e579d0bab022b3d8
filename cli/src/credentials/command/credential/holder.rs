//! `aura credential holder`.

use crate::{credentials::Problem, output, wallet::Access, Outcome, Result};
use clap::Args;
use serde::Serialize;

/// Makes a holder's commitment, for an issuer to put into one credential: something can be proven of that
/// credential then, with this wallet alone. What the commitment hides stays in the wallet.
#[derive(Debug, Args)]
pub struct NewHolder {
    /// The DID of the wallet that the credential is to be for, or what the wallet calls it [default: its
    /// only one].
    #[arg(long = "as", value_name = "DID")]
    pub by: Option<String>,

    #[command(flatten)]
    pub access: Access,

    /// Print JSON.
    #[arg(long)]
    pub json: bool,
}

/// What the issuer gets.
#[derive(Serialize)]
struct HolderOutput {
    did: String,
    holder: String,
}

impl NewHolder {
    pub(super) fn run(self) -> Result<Outcome> {
        let mut edit = self.access.edit()?;
        let did = match (&self.by, edit.dids().records()) {
            (Some(named), _) => edit.find(named)?.did,
            (None, [only]) => only.did,
            (None, all) => return Err(Problem::Whose(all.len()).into()),
        };
        let holder = edit.add_commitment(&did)?;
        // A commitment that is nowhere noted opens for nobody.
        edit.save()?;
        let shown = HolderOutput {
            did: did.to_string(),
            holder: holder.to_string(),
        };
        if self.json {
            output::print_json(&shown)?;
        } else {
            let text = output::lines([("DID", shown.did), ("Holder", shown.holder)]);
            output::print(text.as_bytes())?;
        }
        Ok(Outcome::Done)
    }
}
