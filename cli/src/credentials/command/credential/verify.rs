//! The command `aura credential verify`.

use crate::{
    credentials::{
        gather,
        input_documents::{self, InputDocument},
        revoked_since, Clock,
    },
    did::{Chain, Common},
    output::{self, tame},
    text, Outcome, Result,
};
use aura_client::limits::MAX_INPUT_BYTES;
use aura_identity::{
    credential::{verify, CheckName, Expected, Facts, Outcome as Found, Questions, Report},
    status::status_entries,
};
use aura_primitives::credentials::{SchemaId, Status};
use clap::{builder::NonEmptyStringValueParser, Args};
use serde::Serialize;
use serde_json::Value;
use std::path::PathBuf;

/// Verifies a credential or a presentation, as of the last final block. Exits with code 3 if any
/// check fails.
#[derive(Debug, Args)]
pub struct Verify {
    /// File with a credential or presentation, with or without inclusion proofs.
    pub file: PathBuf,

    #[command(flatten)]
    pub common: Common,

    /// A schema that the credentials may be issued under; may be repeated [default: any].
    #[arg(long, value_name = "ID")]
    pub schema: Vec<SchemaId>,

    /// The challenge that the presentation must be signed with; requires a presentation.
    #[arg(long, value_parser = NonEmptyStringValueParser::new())]
    pub challenge: Option<String>,

    /// The domain that the presentation must be signed for; requires a presentation.
    #[arg(long, value_parser = NonEmptyStringValueParser::new())]
    pub domain: Option<String>,

    /// The DID that must have signed the presentation; requires a presentation.
    #[arg(long, value_name = "DID", value_parser = NonEmptyStringValueParser::new())]
    pub holder: Option<String>,

    /// Require an inclusion proof for every credential.
    #[arg(long)]
    pub anchored: bool,

    #[command(flatten)]
    pub clock: Clock,

    /// Accept a presentation by a holder other than the subject.
    #[arg(long)]
    pub any_holder: bool,
}

/// Output of the command.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct VerifyOutput<'a> {
    #[serde(flatten)]
    report: &'a Report,
    /// Final block at which the chain was queried.
    block: u32,
    /// The block that revoked each revoked credential; `null` where the node does not keep the
    /// state of blocks that old.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    revoked: Vec<Revoked>,
}

#[derive(Serialize)]
struct Revoked {
    list: u32,
    index: u32,
    block: Option<u32>,
}

impl Verify {
    pub(super) async fn run(self) -> Result<Outcome> {
        let bytes = text::read_document(&self.file, MAX_INPUT_BYTES)?;
        let chain = self.common.chain().await?;
        let (block, hash) = chain.checkpoint().await?;
        let now = self.clock.compared(&chain, hash.into()).await?;
        let (report, revoked) = match input_documents::parse(bytes.as_bytes()) {
            Err(error) => (Report::unreadable(&error), vec![]),
            Ok(InputDocument {
                document,
                inclusions,
            }) => {
                let questions = Questions::of(&document, &inclusions);
                let facts = gather(&chain, &questions, hash.into()).await?;
                let expected = Expected {
                    schemas: self.schema,
                    challenge: self.challenge,
                    domain: self.domain,
                    holder: self.holder,
                    anchored: self.anchored,
                    any_holder: self.any_holder,
                };
                let report = verify(&document, &inclusions, &facts, now, &expected);
                (report, when(&chain, &document, &facts, block).await)
            }
        };
        let shown = VerifyOutput {
            report: &report,
            block,
            revoked,
        };
        output::print_as(self.common.json, &shown, shown.text())?;
        Ok(Outcome::of(report.verified))
    }
}

/// Finds the block in which each revoked credential of a document was revoked.
async fn when(chain: &Chain, document: &Value, facts: &Facts, last: u32) -> Vec<Revoked> {
    let mut all = vec![];
    let revoked = facts.statuses.iter();
    let revoked = revoked.filter(|(_, status)| **status == Some(Status::Revoked));
    for ((list, index), _) in revoked {
        let created = facts.lists.get(list).copied().flatten();
        let first = created.map_or(0, |list| list.created.block);
        // A credential is not revoked before it is anchored. One block may do both.
        let batches = facts.batches.iter().filter(|((of, _), _)| of == list);
        let anchored = batches.filter_map(|(_, batch)| *batch).find(|batch| {
            let last = batch.first.saturating_add(batch.count);
            (batch.first..last).contains(index)
        });
        let first = anchored.map_or(first, |batch| batch.anchored.block);
        let block = revoked_since::revoked(chain, *list, *index, first.min(last), last).await;
        all.push(Revoked {
            list: *list,
            index: *index,
            block,
        });
    }
    // Sort the results in the order of the document.
    let places: Vec<_> = places(document);
    all.sort_by_key(|one| {
        places
            .iter()
            .position(|place| *place == (one.list, one.index))
    });
    all
}

/// Returns list and index of each credential of a document.
fn places(document: &Value) -> Vec<(u32, u32)> {
    let inner = match document.get("verifiableCredential") {
        Some(Value::Array(all)) => all.as_slice(),
        Some(one) => std::slice::from_ref(one),
        None => std::slice::from_ref(document),
    };
    let entries = inner
        .iter()
        .flat_map(|one| status_entries(one).unwrap_or_default());
    entries
        .filter_map(|entry| Some((entry.on_chain?.1, entry.index)))
        .collect()
}

impl VerifyOutput<'_> {
    fn text(&self) -> String {
        let mut text = checks(self.report);
        for (report, number) in self.report.credentials.iter().zip(1..) {
            text.push_str(&format!("\nCredential {number}\n{}", checks(report)));
        }
        let warnings = warnings(self.report);
        text.push_str(&format!("\n{warnings}As of block {}.\n", self.block));
        text.push_str(&self.verdict());
        text.push('\n');
        text
    }

    /// Returns the verdict in one line.
    fn verdict(&self) -> String {
        if self.report.verified {
            return verified(self.report).into();
        }
        if let Some(revoked) = self.revoked.first() {
            return match revoked.block {
                Some(block) => format!("REFUSED: revoked at block {block}"),
                None => format!("REFUSED: revoked as of block {}", self.block),
            };
        }
        let mut reports = std::iter::once(self.report).chain(&self.report.credentials);
        let why = reports.find_map(|report| {
            report.checks.iter().find_map(|check| match &check.outcome {
                Found::Failed { detail, .. } => Some(format!("{}: {detail}", name(check.name))),
                _ => None,
            })
        });
        format!("REFUSED: {}", tame(&why.unwrap_or_default()))
    }
}

pub(crate) fn checks(report: &Report) -> String {
    let line = |check: &aura_identity::credential::Check| {
        let (how, detail) = match &check.outcome {
            Found::Passed => ("passed", ""),
            Found::Failed { detail, .. } => ("FAILED", detail.as_str()),
            Found::Skipped { why } => ("skipped", why.as_str()),
        };
        let line = format!("{:<20} {how:<8} {}", name(check.name), tame(detail));
        format!("{}\n", line.trim_end())
    };
    report.checks.iter().map(line).collect()
}

/// Returns the warnings of a report whose checks all passed, a line each.
pub(crate) fn warnings(report: &Report) -> String {
    let warnings = report.warnings.iter();
    warnings
        .filter(|_| report.verified)
        .map(|warning| format!("Warning: {}\n", tame(&warning.detail)))
        .collect()
}

/// Returns the verdict of a report whose checks all passed.
pub(crate) fn verified(report: &Report) -> &'static str {
    let mut warnings = report.warnings.iter();
    let fresh = [CheckName::Challenge, CheckName::Nullifier];
    match warnings.any(|warning| fresh.contains(&warning.check)) {
        true => "VERIFIED, but anybody could have replayed this presentation",
        false => "VERIFIED",
    }
}

/// Returns the name of a check, as in the JSON output.
pub(crate) fn name(check: CheckName) -> String {
    let name = serde_json::to_value(check).unwrap_or_default();
    name.as_str().unwrap_or_default().into()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn report(json: &str) -> Report {
        serde_json::from_str(json).unwrap()
    }

    fn shown(report: &Report, revoked: Vec<Revoked>) -> String {
        VerifyOutput {
            report,
            block: 90,
            revoked,
        }
        .text()
    }

    #[test]
    fn every_check_is_shown_by_its_name() {
        let report = report(
            r#"{"verified":true,"checks":[{"name":"proof","outcome":"passed"},
            {"name":"domain","outcome":"skipped","why":"no domain was expected"}]}"#,
        );
        let text = shown(&report, vec![]);
        assert!(text.contains("proof                passed\n"), "{text}");
        assert!(
            text.contains("domain               skipped  no domain"),
            "{text}"
        );
        assert!(text.ends_with("As of block 90.\nVERIFIED\n"), "{text}");
    }

    #[test]
    fn a_presentation_without_a_challenge_may_be_replayed() {
        let report = report(
            r#"{"verified":true,"checks":[],"warnings":[{"check":"challenge",
            "reason":"no-challenge","detail":"no challenge was expected"}]}"#,
        );
        let text = shown(&report, vec![]);
        let end = "Warning: no challenge was expected\nAs of block 90.\n\
                   VERIFIED, but anybody could have replayed this presentation\n";
        assert!(text.ends_with(end), "{text}");
        let json = serde_json::to_value(&report).unwrap();
        assert_eq!(json["warnings"][0]["reason"], "no-challenge");
    }

    /// An unset shell variable must not pass for a challenge.
    #[test]
    fn an_empty_expectation_is_refused() {
        #[derive(clap::Parser)]
        struct Line {
            #[command(flatten)]
            verify: Verify,
        }
        use clap::Parser;
        for option in ["--challenge", "--domain", "--holder"] {
            assert!(Line::try_parse_from(["verify", "file", option, ""]).is_err());
            let line = Line::try_parse_from(["verify", "file", option, "x"]).unwrap();
            let Verify {
                challenge,
                domain,
                holder,
                ..
            } = line.verify;
            let given = [challenge, domain, holder].into_iter().flatten();
            assert_eq!(given.collect::<Vec<_>>(), ["x"]);
        }
    }

    #[test]
    fn a_refusal_says_why_or_since_when() {
        let report = report(
            r#"{"verified":false,"checks":[{"name":"proof","outcome":"passed"},
            {"name":"revocation","outcome":"failed","reason":"revoked","detail":"it was revoked"}]}"#,
        );
        let at = |block| Revoked {
            list: 7,
            index: 5,
            block,
        };
        for (revoked, end) in [
            (vec![at(Some(42))], "REFUSED: revoked at block 42\n"),
            (vec![at(None)], "REFUSED: revoked as of block 90\n"),
            (vec![], "REFUSED: revocation: it was revoked\n"),
        ] {
            let text = shown(&report, revoked);
            assert!(text.ends_with(end), "{text}");
        }
    }
}
