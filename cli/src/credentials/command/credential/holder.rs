//! The command `aura credential holder`.

use crate::{credentials::Problem, output, random::random, wallet::Access, Outcome, Result};
use clap::Args;
use serde::Serialize;

/// Makes a holder's commitment, which an issuer puts into one credential: with it, this wallet
/// alone can prove something of that credential. The opening of the commitment stays in the wallet.
#[derive(Debug, Args)]
pub struct NewHolder {
    /// The DID of the wallet that is the subject of the credential, or its name in the wallet
    /// [default: the wallet's only one].
    #[arg(long = "as", value_name = "DID")]
    pub by: Option<String>,

    #[command(flatten)]
    pub access: Access,

    /// Print the result as JSON.
    #[arg(long)]
    pub json: bool,
}

/// Output of the command, for the issuer.
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
            (None, all) => return Err(Problem::AmbiguousActingDid(all.len()).into()),
        };
        let holder = edit.add_commitment(&did, &random)?;
        // Save first: a commitment whose opening is not saved can never be opened.
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
