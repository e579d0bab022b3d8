//! Schemas and lists of a DID, or of all DIDs of the wallet. [`Owner`] also serves other listings
//! by owner.

use crate::{
    credentials::acting_did::did_of,
    did::{Chain, Common},
    output, Outcome, Result,
};
use aura_primitives::{
    credentials::view::{ListView, SchemaView},
    did::Did,
};
use clap::Args;
use serde::Serialize;
use subxt::config::substrate::H256;

/// Arguments that name one owner, or all DIDs of the wallet.
#[derive(Debug, Args)]
pub struct Owner {
    /// The DID, or its name in the wallet [default: every DID that the wallet has on the network].
    #[arg(value_name = "DID")]
    pub did: Option<String>,

    #[command(flatten)]
    pub common: Common,
}

#[derive(Serialize)]
struct Schema {
    id: String,
    owner: String,
    uri: String,
}

#[derive(Serialize)]
struct List {
    id: u32,
    owner: String,
    schema: String,
    allocated: u32,
    capacity: u32,
}

impl Owner {
    /// Returns the connection, the last final block, and the DIDs to list.
    pub(crate) async fn open(&self) -> Result<(Chain, H256, Vec<Did>)> {
        let Some(named) = &self.did else {
            // Connect first: no passphrase is asked for if the node does not answer.
            let chain = self.common.chain().await?;
            let wallet = self.common.access.open()?;
            let records = wallet.dids().records().iter();
            let here = records.filter(|record| record.genesis == chain.genesis);
            let dids = here.map(|record| record.did).collect();
            let at = chain.node.finalized().await?;
            return Ok((chain, at, dids));
        };
        let did = did_of(&self.common.access, named)?;
        let chain = self.common.chain().await?;
        let at = chain.node.finalized().await?;
        Ok((chain, at, vec![did]))
    }

    /// Shows the schemas that the DIDs own now, as of the last final block.
    pub(super) async fn schemas(self) -> Result<Outcome> {
        let (chain, at, dids) = self.open().await?;
        let mut shown = vec![];
        for did in dids {
            let found = chain.schemas_of(did, at).await?;
            shown.extend(found.iter().map(Schema::from));
        }
        output::print_as(self.common.json, &shown, all(&shown, Schema::text))?;
        Ok(Outcome::Done)
    }

    /// Shows the status lists of the DIDs, as of the last final block.
    pub(super) async fn lists(self) -> Result<Outcome> {
        let (chain, at, dids) = self.open().await?;
        let mut shown = vec![];
        for did in dids {
            let found = chain.lists_of(did, at).await?;
            shown.extend(found.iter().map(List::from));
        }
        output::print_as(self.common.json, &shown, all(&shown, List::text))?;
        Ok(Outcome::Done)
    }
}

/// Joins the texts of all entries, or says that there are none.
pub(crate) fn all<T>(shown: &[T], text: impl Fn(&T) -> String) -> String {
    if shown.is_empty() {
        return "No entries.\n".into();
    }
    shown.iter().map(text).collect()
}

impl Schema {
    fn text(&self) -> String {
        let document = output::tame(&self.uri);
        let lines = [("Owner", self.owner.clone()), ("Document", document)];
        output::entry(&self.id, lines)
    }
}

impl List {
    fn text(&self) -> String {
        let used = format!("{} of {}", self.allocated, self.capacity);
        let lines = [
            ("Owner", self.owner.clone()),
            ("Schema", self.schema.clone()),
            ("Anchored", used),
        ];
        output::entry(&self.id.to_string(), lines)
    }
}

impl From<&SchemaView> for Schema {
    fn from(view: &SchemaView) -> Self {
        Self {
            id: view.id.to_string(),
            owner: view.present_owner.to_string(),
            uri: view.uri.clone(),
        }
    }
}

impl From<&ListView> for List {
    fn from(view: &ListView) -> Self {
        Self {
            id: view.id,
            owner: view.owner.to_string(),
            schema: view.schema.to_string(),
            allocated: view.allocated,
            capacity: view.capacity.entries(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_there_is_fits_a_terminal_with_its_identifiers_whole() {
        let schema = Schema {
            id: format!("0x{}", "ab".repeat(32)),
            owner: Did::from([255; 32]).to_string(),
            uri: "https://aura.example/student.json".into(),
        };
        let list = List {
            id: 7,
            owner: schema.owner.clone(),
            schema: schema.id.clone(),
            allocated: 2,
            capacity: 131_072,
        };
        let text = format!("{}{}", schema.text(), list.text());
        assert!(
            text.lines().all(|line| line.chars().count() <= 80),
            "{text}"
        );
        for part in [&schema.id, &schema.owner, &schema.uri, "2 of 131072"] {
            assert!(text.contains(part), "{text}");
        }
        assert_eq!(all(&[] as &[List], List::text), "No entries.\n");
    }
}
