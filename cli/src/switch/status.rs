//! `aura switch status`.

use super::{
    report::Report,
    survey::survey,
    verdict::{judge, Judgement, Verdict},
    view,
};
use crate::{
    cli::Connection, environment, limits::MAX_RUNTIME_BYTES, output, Error, NodeUrl, Outcome,
    Result,
};
use clap::Args;
use serde::Serialize;
use sp_crypto_hashing::blake2_256;
use std::{
    fs::File,
    io::Read,
    path::{Path, PathBuf},
};
use subxt::config::substrate::H256;

/// Queries the nodes, and judges whether the chain is ready for phase 2.
#[derive(Debug, Args)]
#[command(after_help = EXIT_CODES)]
pub struct Status {
    /// A node's RPC address; may be given several times, ideally once for every validator [env:
    /// AURA_URL].
    #[arg(long, default_value = environment::url())]
    pub url: Vec<NodeUrl>,

    /// The runtime of phase 2 (compressed WASM), to compare with what is authorised.
    #[arg(long, value_name = "FILE")]
    pub runtime: Option<PathBuf>,

    /// Print JSON.
    #[arg(long)]
    pub json: bool,

    #[command(flatten)]
    pub connection: Connection,
}

const EXIT_CODES: &str = "Exit codes:
  0  ready, or switched already
  1  an error stopped it
  2  the command line was not understood
  3  not ready; the output says what is missing";

#[derive(Serialize)]
struct Answer<'a> {
    #[serde(flatten)]
    report: &'a Report,
    #[serde(flatten)]
    judgement: &'a Judgement,
}

impl Status {
    pub(crate) async fn run(self) -> Result<Outcome> {
        self.connection.check(&self.url)?;
        let offered = self.runtime.as_deref().map(hash_of).transpose()?;
        let report = &survey(&self.url, offered).await?;
        let judgement = &judge(report);
        output::print_as(
            self.json,
            &Answer { report, judgement },
            view::text(report, judgement),
        )?;
        Ok(match judgement.verdict {
            Verdict::Switched | Verdict::Ready => Outcome::Done,
            Verdict::NotReady => Outcome::NotPassed,
        })
    }
}

/// Returns the hash by which the chain identifies the code in a file.
fn hash_of(path: &Path) -> Result<H256> {
    let unreadable = |reason| Error::File {
        path: path.into(),
        reason,
    };
    let mut code = vec![];
    File::open(path)
        .map_err(unreadable)?
        .take(MAX_RUNTIME_BYTES.saturating_add(1))
        .read_to_end(&mut code)
        .map_err(unreadable)?;
    if u64::try_from(code.len()).map_or(true, |length| length > MAX_RUNTIME_BYTES) {
        return Err(Error::TooLong {
            path: path.into(),
            limit: MAX_RUNTIME_BYTES,
        });
    }
    Ok(H256(blake2_256(&code)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_runtime_is_known_by_its_blake2_256_hash() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("runtime.wasm");
        std::fs::write(&file, b"abc").unwrap();
        assert_eq!(
            const_hex::encode(hash_of(&file).unwrap()),
            "bddd813c634239723171ef3fee98579b94964e3bb1cb3e427262c8c068d52319"
        );
    }

    #[test]
    fn a_file_that_is_no_runtime_is_not_read_whole() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("huge");
        let file = File::create(&path).unwrap();
        file.set_len(MAX_RUNTIME_BYTES).unwrap();
        assert!(hash_of(&path).is_ok());
        file.set_len(MAX_RUNTIME_BYTES + 1).unwrap();
        assert!(matches!(hash_of(&path), Err(Error::TooLong { .. })));
        assert!(matches!(hash_of(folder.path()), Err(Error::File { .. })));
    }
}
