//! Changes of a DID by a command: signed, then submitted or written to a file for others to sign.

use super::{
    operation_files, prepare, signers,
    submit::{submit, Common, Payer, Paying},
    Chain, PlannedOperation, Prepared, Signer, SigningPlan, Submission,
};
use crate::{
    output,
    wallet::{Wallet, WalletEdit},
    Error, Outcome, Result,
};
use clap::Args;
use serde::Serialize;
use std::path::{Path, PathBuf};
use subxt::config::substrate::AccountId32;

/// Arguments for the signers and the submitter of an operation.
#[derive(Debug, Clone, Default, Args)]
pub struct Signatures {
    /// Write the operation to this new file, for others to sign or to submit, and submit nothing.
    #[arg(long, value_name = "FILE")]
    pub out: Option<PathBuf>,

    /// The only account that may submit the file [default: any].
    #[arg(long, value_name = "ACCOUNT", requires = "out")]
    pub submitter: Option<AccountId32>,

    /// Signers: key-1, did:aura:…#key-1, or an account; several separated by commas [default: as
    /// many as are needed, those of the wallet first].
    #[arg(long, value_name = "SIGNER", value_delimiter = ',', value_parser = signers::parse)]
    pub signers: Vec<Signer>,
}

impl Signatures {
    /// Returns the plan of these arguments, for an operation that this account pays for.
    ///
    /// # Errors
    /// As [`Paying::keypair`].
    pub fn plan(&self, paying: &Paying, wallet: &Wallet) -> Result<SigningPlan> {
        let submitter = self.submitter.as_ref().map(|account| account.0);
        Ok(SigningPlan {
            payer: paying.keypair(wallet)?.public_key().0,
            submission: match self.out {
                None => Submission::Now,
                Some(_) => Submission::Later(submitter),
            },
            signers: self.signers.clone(),
        })
    }
}

/// Output of a command that wrote an operation to a file.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub struct FileOutput<'a> {
    pub file: &'a Path,
    pub did: String,
    pub missing: Vec<String>,
}

impl FileOutput<'_> {
    pub fn print(&self, json: bool) -> Result<()> {
        if json {
            return output::print_json(self);
        }
        let next = if self.missing.is_empty() {
            "All have signed: submit it with `aura did submit`.".into()
        } else {
            format!("Signatures missing: {}", self.missing.join(", "))
        };
        let text = format!("Written to {}. {next}\n", self.file.display());
        output::print(text.as_bytes())
    }
}

/// Signs a change, and submits it or writes it to a file.
pub async fn make(
    common: &Common,
    paying: &Paying,
    signatures: &Signatures,
    chain: &Chain,
    edit: WalletEdit,
    planned: PlannedOperation,
) -> Result<Outcome> {
    let plan = signatures.plan(paying, &edit)?;
    match prepare(chain, &edit, &planned, &plan).await? {
        Prepared::Proposal(proposal) => {
            submit(common, paying, chain, Payer::with(paying, edit)?, proposal).await
        }
        Prepared::File(operation) => {
            // The plan is for a file only if these arguments name one.
            let path = signatures.out.as_deref().ok_or(Error::NoFile)?;
            // Save first: the operation may add keys that only the wallet has.
            edit.save()?;
            operation_files::create(path, &operation.file, operation.summary)?;
            let written = FileOutput {
                file: path,
                did: planned.did.to_string(),
                missing: operation.missing,
            };
            written.print(common.json)?;
            Ok(Outcome::Done)
        }
    }
}
