//! `aura zkp keys make` and `import`.

use super::list::provenance;
use crate::{
    output,
    zkp::{
        folder::Folder,
        local,
        names::{circuit, digest, parse_circuit, KeyName},
    },
    Outcome, Result,
};
use aura_primitives::zkp::Circuit;
use aura_zkp_prover::{development, ProvingKey};
use clap::Args;
use serde::Serialize;
use std::path::PathBuf;

/// Warning to everybody who makes or imports a key for development.
const WARNING: &str = "\
FOR DEVELOPMENT ONLY: the secrets of these keys are public, so anybody can forge proofs with them.
Only a chain for development accepts such proofs.";

/// Makes keys for development: the same on every machine.
#[derive(Debug, Args)]
pub struct Make {
    /// The circuits: ownership, age, range, membership [default: all].
    #[arg(value_name = "CIRCUIT", value_parser = parse_circuit)]
    pub circuit: Vec<Circuit>,

    #[command(flatten)]
    pub folder: Folder,

    /// Print JSON.
    #[arg(long)]
    pub json: bool,
}

/// Imports a proving key: checks the file, makes trial proofs (some seconds), and copies it into
/// the folder. A valid key in the folder is never replaced by a different one.
#[derive(Debug, Args)]
pub struct Import {
    /// The file of the proving key.
    pub file: PathBuf,

    /// Refuse the file if the digest of its points is not this published one.
    #[arg(long, value_name = "HEX", value_parser = digest)]
    pub points: Option<[u8; 32]>,

    #[command(flatten)]
    pub folder: Folder,

    /// Print JSON.
    #[arg(long)]
    pub json: bool,
}

#[derive(Serialize)]
struct MakeOutput {
    key: String,
    provenance: &'static str,
    digest: String,
    /// The digest of all points of the proving key.
    points: String,
}

impl Make {
    pub(super) async fn run(self) -> Result<Outcome> {
        let folder = self.folder.path()?;
        let circuits = if self.circuit.is_empty() {
            Circuit::ALL.to_vec()
        } else {
            self.circuit
        };
        output::progress(WARNING);
        let mut made = vec![];
        for circuit in circuits {
            let (id, digest) = (development::id(circuit), development::digest(circuit));
            let key = local::load(folder.clone(), id, digest).await?;
            made.push(MakeOutput::of(&key));
        }
        print(&made, self.json)
    }
}

impl Import {
    pub(super) async fn run(self) -> Result<Outcome> {
        let key = local::import(self.folder.path()?, self.file, self.points).await?;
        let shown = MakeOutput::of(&key);
        if shown.provenance == "development" {
            output::progress(WARNING);
        }
        let of = circuit(key.id().circuit);
        output::progress(&format!(
            "Proofs of {of} are made with it if the chain has the same digest: `aura zkp keys \
             list`."
        ));
        print(&[shown], self.json)
    }
}

impl MakeOutput {
    fn of(key: &ProvingKey) -> Self {
        Self {
            key: KeyName(key.id()).to_string(),
            provenance: provenance(&key.verifying_key().provenance),
            digest: const_hex::encode_prefixed(key.digest()),
            points: const_hex::encode_prefixed(key.points()),
        }
    }
}

fn print(made: &[MakeOutput], json: bool) -> Result<Outcome> {
    if json {
        output::print_json(&made)?;
        return Ok(Outcome::Done);
    }
    let text = |one: &MakeOutput| {
        let lines = [
            ("Provenance", one.provenance.into()),
            ("Digest", one.digest.clone()),
            ("Points", one.points.clone()),
        ];
        output::entry(&one.key, lines)
    };
    let text: String = made.iter().map(text).collect();
    output::print(text.as_bytes())?;
    Ok(Outcome::Done)
}
