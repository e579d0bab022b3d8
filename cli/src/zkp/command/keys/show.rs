//! `aura zkp keys show`.

use super::list::provenance;
use crate::{
    cli::Connection,
    environment, output,
    zkp::{chain::KeyRecord, folder::Folder, local, names::KeyName, Problem},
    NodeUrl, Outcome, Result,
};
use aura_identity::DateTime;
use aura_primitives::zkp::Provenance;
use aura_zkp_core::groth16::is_development;
use aura_zkp_prover::KeyEntry;
use clap::Args;
use codec::Encode;
use serde::Serialize;
use std::path::PathBuf;

/// Shows a key of the chain, as of the last final block.
#[derive(Debug, Args)]
pub struct Show {
    /// The key: a circuit, and its version if it is not the first. For example, age/2.
    pub key: KeyName,

    /// A node's address [env: AURA_URL].
    #[arg(long, default_value = environment::url())]
    pub url: NodeUrl,

    #[command(flatten)]
    pub connection: Connection,

    #[command(flatten)]
    pub folder: Folder,

    /// Print JSON.
    #[arg(long)]
    pub json: bool,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct ShowOutput {
    key: String,
    status: &'static str,
    provenance: &'static str,
    /// The hash of the ceremony's transcript, if the key comes from a ceremony.
    transcript: Option<String>,
    digest: String,
    /// The complete key as the chain stores it, in SCALE (`docs/zkp.md`, section 11.3).
    prepared_key: String,
    circuit_hash: String,
    inputs: usize,
    /// True if its secrets are public, so that proofs can be forged.
    forgeable: bool,
    /// True if the chain accepts its proofs.
    usable: bool,
    registered: DateTime,
    block: u32,
    /// The block from which on the chain accepts its proofs.
    active_from: u32,
    /// Path of the proving key on this machine.
    file: Option<PathBuf>,
    /// Digest of the proving key's points.
    points: Option<String>,
}

impl Show {
    pub(super) async fn run(self) -> Result<Outcome> {
        let chain = self.connection.chain(&self.url).await?;
        let at = chain.node.finalized().await?;
        let record = chain.key(self.key.0, at).await?;
        let record = record.ok_or_else(|| Problem::NoKey(self.key.to_string()))?;
        let block = chain.node.header(at).await?.number;
        let usable = chain.usable_keys(at).await?.contains(&self.key.0);
        let here = local::list(self.folder.path()?).await?;
        let mut here = here.into_iter();
        let file = here.find(|one| one.digest == record.key.digest);
        let shown = ShowOutput::new(&record, block, usable, file);
        output::print_as(self.json, &shown, shown.text())?;
        Ok(Outcome::Done)
    }
}

impl ShowOutput {
    fn new(record: &KeyRecord, now: u64, usable: bool, here: Option<KeyEntry>) -> Self {
        let KeyRecord {
            key,
            registered,
            active_from,
            ..
        } = record;
        let transcript = match key.provenance {
            Provenance::Ceremony { transcript } => Some(const_hex::encode_prefixed(transcript)),
            Provenance::Development => None,
        };
        Self {
            key: KeyName(key.id).to_string(),
            status: record.status_at(now),
            provenance: provenance(&key.provenance),
            transcript,
            digest: const_hex::encode_prefixed(key.digest),
            prepared_key: const_hex::encode_prefixed(key.encode()),
            circuit_hash: const_hex::encode_prefixed(key.circuit_hash),
            inputs: key.id.circuit.inputs(),
            forgeable: is_development(key),
            usable,
            registered: DateTime::from_millis(registered.time),
            block: registered.block,
            active_from: *active_from,
            points: here
                .as_ref()
                .map(|one| const_hex::encode_prefixed(one.points)),
            file: here.map(|one| one.path),
        }
    }

    fn text(&self) -> String {
        let provenance = match (&self.transcript, self.forgeable) {
            (_, true) => format!("{}: ANYBODY CAN FORGE ITS PROOFS", self.provenance),
            (Some(transcript), _) => format!("{}, transcript {transcript}", self.provenance),
            (None, _) => self.provenance.into(),
        };
        let usable = if self.usable {
            "accepts"
        } else {
            "does not accept"
        };
        let file = match (&self.file, &self.points) {
            (Some(path), Some(points)) => format!("{}, points {points}", path.display()),
            _ => "not here".into(),
        };
        output::lines([
            ("Key", self.key.clone()),
            (
                "Status",
                format!("{}; the chain {usable} its proofs", self.status),
            ),
            ("Provenance", provenance),
            ("Digest", self.digest.clone()),
            (
                "Circuit",
                format!("{}, {} inputs", self.circuit_hash, self.inputs),
            ),
            (
                "Registered",
                format!(
                    "{}, block {}; active from block {}",
                    self.registered, self.block, self.active_from
                ),
            ),
            ("Proving key", file),
        ])
    }
}
