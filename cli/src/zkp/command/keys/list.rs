//! `aura zkp keys list`.

use crate::{
    cli::Connection,
    environment, output,
    zkp::{chain::KeyRecord, folder::Folder, local, names::KeyName},
    NodeUrl, Outcome, Result,
};
use aura_primitives::zkp::{KeyId, Provenance};
use aura_zkp_prover::KeyEntry;
use clap::Args;
use serde::Serialize;
use std::{collections::BTreeMap, path::PathBuf};

/// Shows the keys of the chain, as of the last final block, and the proving keys of this machine.
#[derive(Debug, Args)]
pub struct List {
    /// A node's address [env: AURA_URL].
    #[arg(long, default_value = environment::url())]
    pub url: NodeUrl,

    #[command(flatten)]
    pub connection: Connection,

    #[command(flatten)]
    pub folder: Folder,

    /// Show only those of this machine, and query no node.
    #[arg(long, conflicts_with = "url")]
    pub offline: bool,

    /// Print JSON.
    #[arg(long)]
    pub json: bool,
}

/// A key that is on the chain, on this machine, or both.
#[derive(Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
struct ListOutput {
    key: String,
    /// Status on the chain; `None` if it is not there.
    status: Option<&'static str>,
    provenance: &'static str,
    digest: String,
    /// Path of the proving key on this machine.
    file: Option<PathBuf>,
    /// Digest of the proving key's points.
    points: Option<String>,
}

impl List {
    pub(super) async fn run(self) -> Result<Outcome> {
        let here = local::list(self.folder.path()?).await?;
        let (there, block) = if self.offline {
            (vec![], 0)
        } else {
            let chain = self.connection.chain(&self.url).await?;
            let at = chain.node.finalized().await?;
            let block = chain.node.header(at).await?.number;
            (chain.keys(at).await?, block)
        };
        let shown = shown(&there, block, &here);
        output::print_as(self.json, &shown, text(&shown, !self.offline))?;
        Ok(Outcome::Done)
    }
}

/// Returns the origin of a key as a word.
pub fn provenance(provenance: &Provenance) -> &'static str {
    match provenance {
        Provenance::Development => "development",
        Provenance::Ceremony { .. } => "ceremony",
    }
}

/// Merges the keys of the chain, as of `block`, with those on this machine.
fn shown(there: &[KeyRecord], block: u64, here: &[KeyEntry]) -> Vec<ListOutput> {
    let mut all: BTreeMap<(KeyId, [u8; 32]), ListOutput> = BTreeMap::new();
    for record in there {
        let key = &record.key;
        let shown = ListOutput {
            key: KeyName(key.id).to_string(),
            status: Some(record.status_at(block)),
            provenance: provenance(&key.provenance),
            digest: const_hex::encode_prefixed(key.digest),
            file: None,
            points: None,
        };
        all.insert((key.id, key.digest), shown);
    }
    for key in here {
        let shown = all
            .entry((key.id, key.digest))
            .or_insert_with(|| ListOutput {
                key: KeyName(key.id).to_string(),
                status: None,
                provenance: provenance(&key.provenance),
                digest: const_hex::encode_prefixed(key.digest),
                file: None,
                points: None,
            });
        shown.file = Some(key.path.clone());
        shown.points = Some(const_hex::encode_prefixed(key.points));
    }
    all.into_values().collect()
}

/// Formats the keys. `asked` is true if a node was queried.
fn text(shown: &[ListOutput], asked: bool) -> String {
    if shown.is_empty() {
        return "There are no keys yet.\n".into();
    }
    let unknown = if asked { "not there" } else { "not asked" };
    let text = |one: &ListOutput| {
        let here = if one.file.is_some() {
            "here"
        } else {
            "not here"
        };
        let chain = one.status.unwrap_or(unknown);
        let lines = [
            ("Chain", chain.into()),
            ("Provenance", one.provenance.into()),
            ("Digest", one.digest.clone()),
            ("Machine", here.into()),
        ];
        output::entry(&one.key, lines)
    };
    shown.iter().map(text).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::zkp::chain::KeyStatus;
    use aura_primitives::{
        did::Stamp,
        zkp::{Circuit, PreparedKey},
    };

    fn there(version: u16, digest: u8, status: KeyStatus) -> KeyRecord {
        let key = PreparedKey {
            id: KeyId {
                circuit: Circuit::Age,
                version,
            },
            circuit_hash: [0; 32],
            provenance: Provenance::Development,
            alpha: [0; 96],
            beta: [0; 192],
            neg_gamma: [0; 192],
            neg_delta: [0; 192],
            alpha_beta: [0; 576],
            ic: vec![].try_into().unwrap(),
            digest: [digest; 32],
        };
        let registered = Stamp { block: 1, time: 2 };
        KeyRecord {
            key,
            status,
            registered,
            active_from: 1,
        }
    }

    fn here(version: u16, digest: u8) -> KeyEntry {
        KeyEntry {
            id: KeyId {
                circuit: Circuit::Age,
                version,
            },
            digest: [digest; 32],
            points: [9; 32],
            provenance: Provenance::Ceremony {
                transcript: [0; 32],
            },
            path: "file".into(),
            size: 1,
        }
    }

    #[test]
    fn keys_of_the_chain_and_of_the_machine_are_matched_by_their_digests() {
        let chain = [
            there(1, 1, KeyStatus::Retired),
            there(2, 2, KeyStatus::Active),
        ];
        let all = shown(&chain, 1, &[here(2, 2), here(2, 3)]);
        let brief: Vec<_> = all
            .iter()
            .map(|one| (&one.key[..], one.status, one.provenance, one.file.is_some()))
            .collect();
        assert_eq!(
            brief,
            [
                ("age/1", Some("retired"), "development", false),
                ("age/2", Some("active"), "development", true),
                ("age/2", None, "ceremony", true),
            ]
        );
        assert!(text(&all, false).contains("not asked"));
        let text = text(&all, true);
        for word in ["age/1", "retired", "not there", "0x0303"] {
            assert!(text.contains(word), "{text}");
        }
    }
}
