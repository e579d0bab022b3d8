//! `aura zkp dry-run`.

use super::submit::read;
use crate::{
    cli::Connection,
    environment,
    output::{self, tame},
    NodeUrl, Outcome, Result,
};
use clap::Args;
use serde::Serialize;
use std::path::PathBuf;

/// Asks a node whether the chain would accept a proof now. Nothing is sent to the chain, but the
/// node sees the proof. Not passed, if the chain would refuse it.
#[derive(Debug, Args)]
pub struct DryRun {
    /// The file with the presentation.
    pub file: PathBuf,

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
struct DryRunOutput {
    accepted: bool,
    /// Name of the pallet's error.
    error: Option<String>,
    /// Explanation of the error, and its remedy.
    #[serde(skip_serializing_if = "Option::is_none")]
    help: Option<&'static str>,
}

impl DryRun {
    pub(crate) async fn run(self) -> Result<Outcome> {
        let presentation = read(&self.file)?;
        let chain = self.connection.chain(&self.url).await?;
        let verdict = chain.would_take(&presentation, chain.best).await?;
        let shown = DryRunOutput {
            help: verdict.error.as_deref().and_then(help),
            accepted: verdict.verified,
            error: verdict.error,
        };
        output::print_as(self.json, &shown, shown.text())?;
        Ok(Outcome::of(shown.accepted))
    }
}

impl DryRunOutput {
    fn text(&self) -> String {
        if self.accepted {
            return "The chain would accept it.\n".into();
        }
        let error = self.error.as_deref().unwrap_or("the node gives no reason");
        let help = self.help.map(|help| format!(": {help}"));
        format!("REFUSED: {}{}\n", tame(error), help.unwrap_or_default())
    }
}

/// Returns the explanation of a pallet's error, and its remedy.
pub fn help(error: &str) -> Option<&'static str> {
    Some(match error {
        "NoBeneficiary" => "the proof is only for verification off the chain: answer a request \
            that names a beneficiary",
        "PolicyNotFound" => "the verifier has not registered the policy, or has closed it, or it was stopped in an emergency",
        "PolicyExpired" => "the policy has expired",
        "Expired" => "ask the verifier for a new request",
        "ExpiresTooLate" => "the request is meant to be answered later: wait",
        "KeyTooOld" | "KeyNotFound" | "KeyNotActive" | "KeyNotPinned" => {
            "make the proof again, with a key in use that the policy accepts"
        }
        "KeyNotActiveYet" => {
            "the key is not active yet: wait, or make the proof with an older one"
        }
        "NoUsesLeft" => "the maximum number of persons has answered",
        "InsecureSetup" => "the key is for development, and this chain accepts none",
        "NullifierAlreadyUsed" => "the person has already answered",
        "IssuerNotAllowed" => "the policy does not accept credentials of that issuer",
        "IssuerNotInStanding" => "the issuer may not issue now",
        "IssuerKeyNotFound" | "IssuerKeyRevoked" => "ask the issuer for a new credential",
        "ListNotFound" | "ListNotOfIssuer" => "ask the issuer for a new credential",
        "StatusRootNotRecent" => "make the proof again, with the newest status root",
        "StatusChangesPending" => "commit the root with `aura list commit`, and make a new proof",
        "DateNotAllowed" => "make the proof again today",
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_refusal_names_the_error_and_what_to_do() {
        let shown = |error: Option<&str>| DryRunOutput {
            accepted: error.is_none(),
            error: error.map(Into::into),
            help: error.and_then(help),
        };
        assert_eq!(shown(None).text(), "The chain would accept it.\n");
        assert_eq!(
            shown(Some("Expired")).text(),
            "REFUSED: Expired: ask the verifier for a new request\n"
        );
        assert_eq!(
            shown(Some("ProofInvalid")).text(),
            "REFUSED: ProofInvalid\n"
        );
    }
}
