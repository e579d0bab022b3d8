//! The commands `aura credential import`, `list` and `export`: credentials of the wallet.

use crate::{
    credentials::files,
    output::{self, tame},
    private_file,
    wallet::{Access, StoredCredential, Wallet},
    Outcome, Result,
};
use clap::Args;
use serde::Serialize;
use serde_json::Value;
use std::path::PathBuf;

/// Imports credentials into the wallet: all of them, or none.
#[derive(Debug, Args)]
pub struct Import {
    /// Files with credentials, one or a line each.
    #[arg(required = true)]
    pub file: Vec<PathBuf>,

    #[command(flatten)]
    pub access: Access,

    /// Print the result as JSON.
    #[arg(long)]
    pub json: bool,
}

impl Import {
    pub(super) fn run(self) -> Result<Outcome> {
        let mut new = vec![];
        for path in &self.file {
            new.extend(files::credentials(path)?);
        }
        let mut edit = self.access.edit()?;
        let mut all = edit.credentials().clone();
        for one in &new {
            one.check()?;
            all.add(one.clone())?;
        }
        edit.set_credentials(all);
        edit.save()?;
        let foreign = |one: &&StoredCredential| Proofs::of(one, &edit) == Proofs::Elsewhere;
        for one in new.iter().filter(foreign) {
            let name = one.name();
            output::progress(&format!(
                "{name} is for a holder that this wallet does not know: nothing can be proven of \
                 it here. Import the export of the wallet that made the commitment, or have the \
                 credential issued again."
            ));
        }
        print(&new, &edit, self.json)
    }
}

/// Shows the credentials of the wallet.
#[derive(Debug, Args)]
pub struct List {
    #[command(flatten)]
    pub access: Access,

    /// Print the result as JSON.
    #[arg(long)]
    pub json: bool,
}

impl List {
    pub(super) fn run(self) -> Result<Outcome> {
        let wallet = self.access.open()?;
        let all: Vec<_> = wallet.credentials().iter().cloned().collect();
        print(&all, &wallet, self.json)
    }
}

/// Writes a credential of the wallet, with its inclusion proof if it has one, to a new file.
#[derive(Debug, Args)]
pub struct Export {
    /// The credential's name in `aura credential list`, or the beginning of it.
    pub name: String,

    #[command(flatten)]
    pub access: Access,

    /// The new file [default: standard output].
    #[arg(long, value_name = "FILE")]
    pub out: Option<PathBuf>,
}

impl Export {
    pub(super) fn run(self) -> Result<Outcome> {
        let wallet = self.access.open()?;
        let one = wallet.credentials().find(&self.name)?;
        // Values of text and numbers alone can always be written as JSON.
        let mut json = serde_json::to_vec(one).unwrap_or_default();
        json.push(b'\n');
        match &self.out {
            Some(path) => private_file::create(path, &json)?,
            None => output::print(&json)?,
        }
        Ok(Outcome::Done)
    }
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct ListOutput {
    name: String,
    issuer: String,
    subject: String,
    schema: String,
    valid_until: Option<String>,
    anchored: bool,
    proofs: Proofs,
}

/// The wallet that can prove something of a credential.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
enum Proofs {
    /// No wallet: the credential has no holder's commitment.
    None,
    /// This wallet, which made the commitment.
    Here,
    /// Another wallet, which made the commitment.
    Elsewhere,
}

impl Proofs {
    fn of(one: &StoredCredential, wallet: &Wallet) -> Self {
        match one.commitment() {
            None => Self::None,
            Some(commitment) if wallet.commitments().find(&commitment).is_some() => Self::Here,
            Some(_) => Self::Elsewhere,
        }
    }

    const fn word(self) -> &'static str {
        match self {
            Self::None => "none",
            Self::Here => "here",
            Self::Elsewhere => "elsewhere",
        }
    }
}

impl ListOutput {
    fn of(one: &StoredCredential, wallet: &Wallet) -> Self {
        let text = |path: &str| {
            let value = one.credential.pointer(path).and_then(Value::as_str);
            value.map(tame)
        };
        Self {
            name: one.name(),
            issuer: text("/issuer")
                .or_else(|| text("/issuer/id"))
                .unwrap_or_default(),
            subject: text("/credentialSubject/id").unwrap_or_default(),
            schema: text("/credentialSchema/id").unwrap_or_default(),
            valid_until: text("/validUntil"),
            anchored: one.inclusion.is_some(),
            proofs: Proofs::of(one, wallet),
        }
    }

    fn text(self) -> String {
        let until = self.valid_until.unwrap_or_else(|| "no end".into());
        let lines = [
            ("Issuer", self.issuer),
            ("Subject", self.subject),
            ("Valid until", until),
            ("Proofs", self.proofs.word().into()),
        ];
        output::entry(&self.name, lines)
    }
}

fn print(all: &[StoredCredential], wallet: &Wallet, json: bool) -> Result<Outcome> {
    let shown: Vec<_> = all.iter().map(|one| ListOutput::of(one, wallet)).collect();
    if json {
        output::print_json(&shown)?;
        return Ok(Outcome::Done);
    }
    if shown.is_empty() {
        output::print(b"There are no credentials yet.\n")?;
        return Ok(Outcome::Done);
    }
    let text: String = shown.into_iter().map(ListOutput::text).collect();
    output::print(text.as_bytes())?;
    Ok(Outcome::Done)
}
