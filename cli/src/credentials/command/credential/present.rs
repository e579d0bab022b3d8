//! The command `aura credential present`.

use super::issue::Suite;
use crate::{
    credentials::{acting_did::who, files, sign_with, Clock, Problem},
    did::{arguments::key_index, Common, SigningWallet},
    output, private_file,
    wallet::StoredCredential,
    Outcome, Result,
};
use aura_identity::{
    anchoring::Inclusion,
    credential::{presentation, secure},
    data_integrity::{ProofConfig, ProofPurpose},
};
use aura_primitives::did::{KeyIndex, Relationship};
use clap::{builder::NonEmptyStringValueParser, Args};
use serde::Serialize;
use serde_json::Value;
use std::path::PathBuf;

/// Presents credentials to a verifier, signed by their subject for that verifier alone, with all of
/// their claims. `aura prove` proves something of a credential without disclosing it.
#[derive(Debug, Args)]
pub struct Present {
    /// Files with credentials, with or without inclusion proofs.
    #[arg(required_unless_present = "credential")]
    pub file: Vec<PathBuf>,

    /// A credential of the wallet, by its name in `aura credential list`; may be repeated.
    #[arg(long, value_name = "NAME")]
    pub credential: Vec<String>,

    #[command(flatten)]
    pub common: Common,

    /// The verifier's challenge, which is signed with the presentation.
    #[arg(long, value_parser = NonEmptyStringValueParser::new())]
    pub challenge: String,

    /// Domain of the verifier that the presentation is for.
    #[arg(long, value_parser = NonEmptyStringValueParser::new())]
    pub domain: Option<String>,

    /// The DID that presents, or its name in the wallet [default: the wallet's only one].
    #[arg(long = "as", value_name = "DID")]
    pub by: Option<String>,

    /// The Ed25519 key that signs the presentation [default: the first for authentication].
    #[arg(long, value_name = "N", value_parser = key_index)]
    pub key: Option<KeyIndex>,

    #[command(flatten)]
    pub clock: Clock,

    /// The cryptosuite of its proof.
    #[arg(long, value_enum, default_value_t = Suite::Jcs)]
    pub suite: Suite,

    /// Write the presentation alone, without the inclusion proofs of its credentials.
    #[arg(long)]
    pub bare: bool,

    /// Write the presentation to this new file [default: standard output].
    #[arg(long, value_name = "FILE")]
    pub out: Option<PathBuf>,
}

#[derive(Serialize)]
struct PresentOutput {
    presentation: Value,
    inclusions: Vec<Inclusion>,
}

impl Present {
    pub(super) async fn run(self) -> Result<Outcome> {
        let wallet = self.common.access.open()?;
        let mut all: Vec<StoredCredential> = vec![];
        for path in &self.file {
            all.extend(files::credentials(path)?);
        }
        for name in &self.credential {
            all.push(wallet.credentials().find(name)?.clone());
        }
        let chain = self.common.chain().await?;
        let did = who(&wallet, self.by.as_deref(), &chain.genesis)?;
        let mut signing_wallet = SigningWallet::new(&wallet, &chain);
        let (index, key) = signing_wallet
            .ed25519(&did, Relationship::Authentication, self.key)
            .await?;
        let credentials: Vec<_> = all.iter().map(|one| one.credential.clone()).collect();
        let unsigned = presentation(&did.to_string(), &credentials).map_err(Problem::from)?;
        let method = format!("{did}#key-{index}");
        let mut config = ProofConfig::new(self.suite.into(), ProofPurpose::Authentication, method);
        config.created = Some(self.clock.compared(&chain, chain.best).await?);
        config.challenge = Some(self.challenge);
        config.domain = self.domain;
        let shown = PresentOutput {
            presentation: secure(&unsigned, &config, sign_with(&key)).map_err(Problem::from)?,
            inclusions: all.into_iter().filter_map(|one| one.inclusion).collect(),
        };
        let json = if self.bare {
            serde_json::to_vec_pretty(&shown.presentation)
        } else {
            serde_json::to_vec_pretty(&shown)
        };
        // Values of text and numbers alone can always be written as JSON.
        let mut json = json.unwrap_or_default();
        json.push(b'\n');
        match &self.out {
            Some(path) => private_file::create(path, &json)?,
            None => output::print(&json)?,
        }
        Ok(Outcome::Done)
    }
}
