//! `aura verify-proof`.

use crate::{
    cli::Connection,
    credentials::{checks, name, verified, warnings, Clock},
    environment,
    output::{self, tame},
    text,
    zkp::{facts::gather, names::digest, nullifiers_file::NullifiersFile},
    NodeUrl, Outcome, Result,
};
use aura_client::limits::MAX_INPUT_BYTES;
use aura_identity::{
    credential::{CheckName, Outcome as Found, Report, Warning},
    data_integrity::jcs,
    limits::MAX_DOCUMENT_BYTES,
    zkp::{self, Expected, Questions},
};
use clap::Args;
use serde::Serialize;
use std::path::PathBuf;

/// Verifies a proof off the chain, as of the last final block: nothing of it is sent to the chain.
/// Not passed, if any check fails.
#[derive(Debug, Args)]
pub struct Verify {
    /// The file with the presentation.
    pub presentation: PathBuf,

    /// Your own request, which the presentation must answer.
    #[arg(long, value_name = "FILE")]
    pub request: PathBuf,

    /// Accept one answer from each person, and one to each challenge: those that were accepted are
    /// recorded in this file.
    #[arg(long, value_name = "FILE")]
    pub nullifiers: Option<PathBuf>,

    /// Refuse the proof unless it is made with the key that has this digest, whatever the node says
    /// about the key: otherwise, a node that you do not run could forge proofs.
    #[arg(long, value_name = "HEX", value_parser = digest)]
    pub key_digest: Option<[u8; 32]>,

    /// A node's address [env: AURA_URL].
    #[arg(long, default_value = environment::url())]
    pub url: NodeUrl,

    #[command(flatten)]
    pub connection: Connection,

    #[command(flatten)]
    pub clock: Clock,

    /// Print JSON.
    #[arg(long)]
    pub json: bool,
}

/// Output of `aura verify-proof`.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct VerifyOutput<'a> {
    #[serde(flatten)]
    report: &'a Report,
    /// True if the person or the challenge was accepted before.
    #[serde(skip_serializing_if = "Option::is_none")]
    repeated: Option<bool>,
    /// The person's nullifier for this verifier, if the proof is valid.
    #[serde(skip_serializing_if = "Option::is_none")]
    nullifier: Option<String>,
    /// The final block that was queried.
    block: u32,
}

impl Verify {
    pub(crate) async fn run(self) -> Result<Outcome> {
        let request = text::read_file(&self.request, MAX_DOCUMENT_BYTES as u64)?;
        let answer = text::read_document(&self.presentation, MAX_INPUT_BYTES)?;
        let chain = self.connection.chain(&self.url).await?;
        let (block, hash) = chain.checkpoint().await?;
        let now = self.clock.compared(&chain, hash.into()).await?;
        let (request, answer) = (request.as_bytes(), answer.as_bytes());
        let parsed = (jcs::parse(request), jcs::parse(answer));
        let questions = match &parsed {
            (Ok(request), Ok(answer)) => Questions::of(request, Some(answer)),
            _ => Questions::default(),
        };
        let facts = gather(&chain, &questions, (block, hash.into())).await?;
        let expected = Expected {
            key_digest: self.key_digest,
        };
        let mut report = zkp::verify_bytes_expecting(request, answer, &facts, now, &expected);
        if self.nullifiers.is_none() {
            report.warnings.push(not_noted());
        }
        let answer = parsed.1.ok().and_then(|answer| zkp::read(&answer).ok());
        let taken = answer.filter(|_| report.verified);
        let repeated = match (&taken, &self.nullifiers) {
            (Some(answer), Some(path)) => {
                let mut file = NullifiersFile::open(path)?;
                Some(!file.take(answer.policy, answer.nullifier)?)
            }
            _ => None,
        };
        let shown = VerifyOutput {
            report: &report,
            repeated,
            nullifier: taken.map(|answer| const_hex::encode_prefixed(answer.nullifier)),
            block,
        };
        output::print_as(self.json, &shown, shown.text())?;
        Ok(Outcome::of(shown.is_taken()))
    }
}

/// The warning for a verifier that does not record nullifiers; it does not depend on the request.
fn not_noted() -> Warning {
    Warning {
        check: CheckName::Nullifier,
        reason: "not-noted".into(),
        detail: "accepted answers are not recorded, so this presentation may be a replay, and a \
                 person may answer twice: name a file with --nullifiers"
            .into(),
    }
}

impl VerifyOutput<'_> {
    fn is_taken(&self) -> bool {
        self.report.verified && self.repeated != Some(true)
    }

    fn text(&self) -> String {
        let mut text = checks(self.report);
        if let Some(repeated) = self.repeated {
            let how = if repeated {
                "FAILED   already accepted"
            } else {
                "passed"
            };
            text.push_str(&format!("{:<20} {how}\n", "first-time"));
        }
        text.push_str(&format!(
            "\n{}As of block {}.\n{}\n",
            warnings(self.report),
            self.block,
            self.verdict()
        ));
        text
    }

    /// Returns a single line with the result, and its reason.
    fn verdict(&self) -> String {
        if self.is_taken() {
            return verified(self.report).into();
        }
        let mut checks = self.report.checks.iter();
        let why = checks.find_map(|check| match &check.outcome {
            Found::Failed { detail, .. } => Some(format!("{}: {detail}", name(check.name))),
            _ => None,
        });
        let why =
            why.unwrap_or_else(|| "this person, or this challenge, was already accepted".into());
        format!("REFUSED: {}", tame(&why))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(json: &str, repeated: Option<bool>) -> (String, bool) {
        let report: Report = serde_json::from_str(json).unwrap();
        let shown = VerifyOutput {
            report: &report,
            repeated,
            nullifier: None,
            block: 90,
        };
        (shown.text(), shown.is_taken())
    }

    const GOOD: &str = r#"{"verified":true,"checks":[{"name":"proof","outcome":"passed"}]}"#;
    const BAD: &str = r#"{"verified":false,"checks":[{"name":"json","outcome":"passed"},
        {"name":"status-root","outcome":"failed","reason":"root-not-recent","detail":"it is old"}]}"#;

    #[test]
    fn every_check_is_shown_by_its_name() {
        let (text, taken) = shown(GOOD, None);
        assert!(
            taken && text.ends_with("As of block 90.\nVERIFIED\n"),
            "{text}"
        );
        assert!(text.starts_with("proof                passed\n"), "{text}");
        let (text, taken) = shown(BAD, None);
        assert!(
            !taken && text.ends_with("REFUSED: status-root: it is old\n"),
            "{text}"
        );
    }

    #[test]
    fn what_is_noted_nowhere_may_be_replayed() {
        let mut report: Report = serde_json::from_str(GOOD).unwrap();
        report.warnings.push(not_noted());
        let shown = VerifyOutput {
            report: &report,
            repeated: None,
            nullifier: None,
            block: 90,
        };
        let text = shown.text();
        assert!(text.contains("Warning: accepted answers are not"), "{text}");
        let end = "VERIFIED, but anybody could have replayed this presentation\n";
        assert!(shown.is_taken() && text.ends_with(end), "{text}");
        let json = serde_json::to_value(&shown).unwrap();
        assert_eq!(json["warnings"][0]["check"], "nullifier");
    }

    #[test]
    fn who_was_taken_before_is_refused() {
        let (text, taken) = shown(GOOD, Some(true));
        assert!(!taken && text.contains("REFUSED: this person"), "{text}");
        assert!(text.contains("first-time           FAILED"), "{text}");
        let (text, taken) = shown(GOOD, Some(false));
        assert!(
            taken && text.contains("first-time           passed"),
            "{text}"
        );
    }
}
