//! Schemas and lists of a DID.

use crate::{credentials::acting::named, did::Common, output, Outcome, Result};
use aura_primitives::credentials::view::{ListView, SchemaView};
use clap::Args;
use serde::Serialize;

/// A DID that owns something.
#[derive(Debug, Args)]
pub struct Owner {
    /// The DID, or what the wallet calls it.
    #[arg(value_name = "DID")]
    pub did: String,

    #[command(flatten)]
    pub common: Common,
}

#[derive(Serialize)]
struct Schema {
    id: String,
    uri: String,
}

#[derive(Serialize)]
struct List {
    id: u32,
    schema: String,
    allocated: u32,
    capacity: u32,
}

impl Owner {
    fn did(&self) -> Result<aura_primitives::did::Did> {
        if self.did.starts_with("did:") {
            let did = self.did.parse();
            let wrong = |error| format!("'{}': {error}", self.did);
            return Ok(did.map_err(|error| crate::credentials::Problem::Argument(wrong(error)))?);
        }
        named(&self.common.access.open()?, &self.did)
    }

    /// Shows the schemas that are of the DID now, as of the last finalised block.
    pub(super) async fn schemas(self) -> Result<Outcome> {
        let did = self.did()?;
        let chain = self.common.chain().await?;
        let found = chain.schemas_of(did, chain.node.finalized().await?).await?;
        let shown: Vec<_> = found.iter().map(Schema::from).collect();
        let text = shown
            .iter()
            .map(|one| format!("{}  {}\n", one.id, output::tame(&one.uri)));
        output::print_as(self.common.json, &shown, text.collect::<String>())?;
        Ok(Outcome::Done)
    }

    /// Shows the status lists of the DID, as of the last finalised block.
    pub(super) async fn lists(self) -> Result<Outcome> {
        let did = self.did()?;
        let chain = self.common.chain().await?;
        let found = chain.lists_of(did, chain.node.finalized().await?).await?;
        let shown: Vec<_> = found.iter().map(List::from).collect();
        let line = |one: &List| {
            let List {
                id,
                schema,
                allocated,
                capacity,
            } = one;
            format!("{id}  {allocated} of {capacity}, by the schema {schema}\n")
        };
        let text: String = shown.iter().map(line).collect();
        output::print_as(self.common.json, &shown, text)?;
        Ok(Outcome::Done)
    }
}

impl From<&SchemaView> for Schema {
    fn from(view: &SchemaView) -> Self {
        Self {
            id: view.id.to_string(),
            uri: view.uri.clone(),
        }
    }
}

impl From<&ListView> for List {
    fn from(view: &ListView) -> Self {
        Self {
            id: view.id,
            schema: view.schema.to_string(),
            allocated: view.allocated,
            capacity: view.capacity.entries(),
        }
    }
}
