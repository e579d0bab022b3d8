//! The command `aura wallet show`.

use super::WalletOutput;
use crate::{
    output,
    wallet::{Access, AnchorPath, DidRecord, KeyRecord, Kind, Name, Wallet, WalletFile},
    Result,
};
use clap::Args;
use serde::Serialize;

/// Shows the account and the DIDs, without secrets.
#[derive(Debug, Args)]
pub struct Show {
    #[command(flatten)]
    pub access: Access,

    /// Print the result as JSON.
    #[arg(long)]
    pub json: bool,
}

/// Output of the command.
#[derive(Serialize)]
struct ShowOutput<'a> {
    #[serde(flatten)]
    made: WalletOutput<'a>,
    dids: Vec<DidOutput<'a>>,
    /// Number of credentials; `aura credential list` shows them.
    credentials: usize,
    /// Number of holder's commitments, each for one credential; see `aura credential holder`.
    commitments: usize,
}

#[derive(Serialize)]
struct DidOutput<'a> {
    name: &'a Name,
    did: String,
    /// Genesis hash of the chain of the DID.
    genesis: String,
    anchor: AnchorPath,
    keys: Vec<KeyOutput>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct KeyOutput {
    kind: Kind,
    number: u32,
    /// Fragment of the key in the DID document; `None` until it is known.
    fragment: Option<String>,
    public_key_multibase: String,
}

impl Show {
    pub(super) fn run(self) -> Result<()> {
        let wallet = self.access.open()?;
        let shown = ShowOutput::of(&wallet)?;
        if self.json {
            output::print_json(&shown)
        } else {
            shown.made.print(false)?;
            output::print(shown.text().as_bytes())
        }
    }
}

impl<'a> ShowOutput<'a> {
    fn of(wallet: &'a WalletFile) -> Result<Self> {
        let dids = wallet.dids().records().iter();
        Ok(Self {
            made: WalletOutput::of(wallet.path(), wallet),
            dids: dids
                .map(|record| DidOutput::of(wallet, record))
                .collect::<Result<_>>()?,
            credentials: wallet.credentials().iter().count(),
            commitments: wallet.commitments().iter().count(),
        })
    }

    fn text(&self) -> String {
        if self.dids.is_empty() {
            return "There are no DIDs yet.\n".into();
        }
        let text = |did: &DidOutput<'_>| {
            let keys: Vec<_> = did.keys.iter().map(KeyOutput::text).collect();
            let lines = [("DID", did.did.clone()), ("Keys", keys.join(", "))];
            output::entry(did.name.as_str(), lines)
        };
        self.dids.iter().map(text).collect()
    }
}

impl<'a> DidOutput<'a> {
    fn of(wallet: &Wallet, record: &'a DidRecord) -> Result<Self> {
        let keys = record.keys.iter();
        Ok(Self {
            name: &record.name,
            did: record.did.to_string(),
            genesis: const_hex::encode_prefixed(record.genesis),
            anchor: record.anchor,
            keys: keys
                .map(|key| KeyOutput::of(wallet, record, key))
                .collect::<Result<_>>()?,
        })
    }
}

impl KeyOutput {
    fn of(wallet: &Wallet, record: &DidRecord, key: &KeyRecord) -> Result<Self> {
        let public = wallet.private_key(record, key)?.public();
        Ok(Self {
            kind: key.kind,
            number: key.number,
            fragment: key.index.map(|index| format!("#key-{index}")),
            public_key_multibase: format!("z{}", bs58::encode(public.to_multikey()).into_string()),
        })
    }

    fn text(&self) -> String {
        let fragment = self.fragment.as_deref().unwrap_or("#key-?");
        format!("{fragment} {}", self.kind)
    }
}
