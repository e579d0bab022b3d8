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
    taken: bool,
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
            taken: verdict.verified,
            error: verdict.error,
        };
        output::print_as(self.json, &shown, shown.text())?;
        Ok(Outcome::of(shown.taken))
    }
}

impl DryRunOutput {
    fn text(&self) -> String {
        if self.taken {
            return "The chain would take it.\n".into();
        }
        let error = self.error.as_deref().unwrap_or("it does not say why");
        let help = self.help.map(|help| format!(": {help}"));
        format!("REFUSED: {}{}\n", tame(error), help.unwrap_or_default())
    }
}

/// Returns the explanation of a pallet's error, and its remedy.
pub fn help(error: &str) -> Option<&'static str> {
    Some(match error {
        "NoBeneficiary" => "it is for a check off chain: answer a request that names an account",
        "PolicyNotFound" => "the verifier has not registered the policy, or has closed it, or it was stopped in an emergency",
        "PolicyExpired" => "the policy is closed by its own terms",
        "Expired" => "ask the verifier for a new request",
        "ExpiresTooLate" => "the request is meant to be answered later: wait",
        "KeyTooOld" | "KeyNotFound" | "KeyNotActive" | "KeyNotPinned" => {
            "make the proof anew, with a key in use that the policy takes"
        }
        "KeyNotActiveYet" => {
            "the key was registered lately: wait, or make the proof with an older one"
        }
        "NoUsesLeft" => "as many persons have answered as the policy pays for",
        "InsecureSetup" => "the key is for development, and this chain takes none",
        "NullifierAlreadyUsed" => "the person has answered already",
        "IssuerNotAllowed" => "the policy does not take credentials of that issuer",
        "IssuerNotInStanding" => "the issuer may not issue now",
        "IssuerKeyNotFound" | "IssuerKeyRevoked" => "ask the issuer for a new credential",
        "ListNotFound" | "ListNotOfIssuer" => "ask the issuer for a new credential",
        "StatusRootNotRecent" => "make the proof anew, with the newest status root",
        "StatusChangesPending" => "commit the root with `aura list commit`, and make the proof anew",
        "DateNotAllowed" => "make the proof anew today",
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_refusal_names_the_error_and_what_to_do() {
        let shown = |error: Option<&str>| DryRunOutput {
            taken: error.is_none(),
            error: error.map(Into::into),
            help: error.and_then(help),
        };
        assert_eq!(shown(None).text(), "The chain would take it.\n");
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
