//! The commands `aura schema …`.

use super::{handing, owner::Owner};
use crate::{
    already::already,
    credentials::{
        acting_did::Acting,
        calls,
        json_schema::{self, Slot},
        CredentialsCall, Problem,
    },
    did::{arguments, Common},
    output, plain_file, text, Outcome, Result,
};
use aura_client::limits::MAX_JSON_SCHEMA_BYTES;
use aura_identity::DateTime;
use aura_primitives::{
    credentials::{view::SchemaView, Entry, IssuancePolicy, Owned, Schema, SchemaId},
    did::Uri,
};
use clap::{Args, Subcommand};
use serde::Serialize;
use serde_json::json;
use sha2::{Digest, Sha256};
use std::path::PathBuf;

/// Subcommands of `aura schema`.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Register a schema: the claims of one kind of credential, and who may issue them.
    Register(Register),

    /// Show a schema.
    Show(Show),

    /// List the schemas of a DID, or of all DIDs of the wallet.
    List(Owner),

    /// Offer a schema to another DID, with all powers over those who issue under it.
    Offer(Offer),

    /// Accept a schema that is offered.
    Accept(Accept),

    /// Let the paying account take over the deposit of a schema: the earlier depositor gets it
    /// back.
    TakeOver(TakeOver),
}

impl Command {
    pub(crate) async fn run(self) -> Result<Outcome> {
        match self {
            Self::Register(command) => command.run().await,
            Self::Show(command) => command.run().await,
            Self::List(owner) => owner.schemas().await,
            Self::Offer(Offer { id, to }) => to.offer(Owned::Schema(id)).await,
            Self::Accept(Accept { id, acting }) => {
                handing::accept(&acting, Owned::Schema(id)).await
            }
            Self::TakeOver(TakeOver { id, acting }) => {
                handing::take_over(&acting, |_| Ok(Entry::Schema(id))).await
            }
        }
    }
}

/// Offers a schema to another DID.
#[derive(Debug, Args)]
pub struct Offer {
    /// Identifier of the schema.
    #[arg(value_name = "ID")]
    pub id: SchemaId,

    #[command(flatten)]
    pub to: handing::To,
}

/// Accepts a schema that is offered.
#[derive(Debug, Args)]
pub struct Accept {
    /// Identifier of the schema.
    #[arg(value_name = "ID")]
    pub id: SchemaId,

    #[command(flatten)]
    pub acting: Acting,
}

/// Takes over the deposit of a schema.
#[derive(Debug, Args)]
pub struct TakeOver {
    /// Identifier of the schema.
    #[arg(value_name = "ID")]
    pub id: SchemaId,

    #[command(flatten)]
    pub acting: Acting,
}

/// Registers a schema. A schema never changes: a document with another text is another schema.
#[derive(Debug, Args)]
pub struct Register {
    /// The JSON Schema document. Its properties are the claims.
    pub file: PathBuf,

    #[command(flatten)]
    pub acting: Acting,

    /// URI at which the document is available, byte for byte.
    #[arg(long, value_parser = arguments::uri)]
    pub uri: Uri,

    /// Slot of a claim among the values that are signed for proofs, 4 to 15; may be repeated.
    #[arg(long, value_name = "CLAIM=SLOT")]
    pub slot: Vec<Slot>,

    #[command(flatten)]
    pub policy: Who,

    /// Promise that no person has two valid credentials of one issuer at a time.
    #[arg(long)]
    pub unique: bool,
}

/// Arguments for the issuance policy of a schema.
#[derive(Debug, Args)]
#[group(required = true, multiple = false)]
pub struct Who {
    /// Any DID may issue under the schema.
    #[arg(long)]
    pub open: bool,

    /// The owner of the schema and the issuers that it accredits may issue under it.
    #[arg(long)]
    pub accredited: bool,
}

impl Register {
    async fn run(self) -> Result<Outcome> {
        let document = plain_file::read(&self.file, MAX_JSON_SCHEMA_BYTES)?;
        // The digest covers every byte that the URI serves.
        let readable = text::read(&document).map_err(text::in_file(&self.file))?;
        let claims = json_schema::claims(readable.as_bytes(), &self.slot).map_err(|reason| {
            Problem::Document {
                path: self.file.clone(),
                reason,
            }
        })?;
        let (chain, edit, owner) = self.acting.open().await?;
        let schema = Schema {
            owner,
            digest: Sha256::digest(&document).into(),
            uri: self.uri,
            claims,
            policy: if self.policy.open {
                IssuancePolicy::Open
            } else {
                IssuancePolicy::Accredited
            },
            unique: self.unique,
        };
        schema.check().map_err(Problem::Schema)?;
        let id = schema.id();
        if chain.find_schema(id, chain.best).await?.is_some() {
            let words = format!("The chain already has the schema {id}: nothing was sent.");
            let about = json!({ "did": owner.to_string(), "schema": id.to_string() });
            return already(self.acting.common.json, &words, about);
        }
        let call = CredentialsCall::RegisterSchema(schema);
        self.acting.make(&chain, edit, owner, call).await
    }
}

/// Shows a schema, as of the last final block.
#[derive(Debug, Args)]
pub struct Show {
    /// Identifier of the schema.
    #[arg(value_name = "ID")]
    pub id: SchemaId,

    #[command(flatten)]
    pub common: Common,
}

impl Show {
    async fn run(self) -> Result<Outcome> {
        let chain = self.common.chain().await?;
        let at = chain.node.finalized().await?;
        let shown = ShowOutput::from(&chain.schema(self.id, at).await?);
        output::print_as(self.common.json, &shown, shown.text())?;
        Ok(Outcome::Done)
    }
}

#[derive(Serialize)]
struct ShowOutput {
    id: String,
    owner: String,
    present_owner: String,
    uri: String,
    digest: String,
    policy: &'static str,
    unique: bool,
    claims: Vec<ClaimOutput>,
    created: DateTime,
    block: u32,
}

#[derive(Serialize)]
struct ClaimOutput {
    name: String,
    kind: &'static str,
    slot: Option<u8>,
}

impl From<&SchemaView> for ShowOutput {
    fn from(view: &SchemaView) -> Self {
        let claims = view.claims.iter().map(|claim| ClaimOutput {
            name: claim.name.clone(),
            kind: calls::kind(claim.kind),
            slot: claim.slot,
        });
        Self {
            id: view.id.to_string(),
            owner: view.owner.to_string(),
            present_owner: view.present_owner.to_string(),
            uri: view.uri.clone(),
            digest: const_hex::encode_prefixed(view.digest),
            policy: match view.policy {
                IssuancePolicy::Open => "open",
                IssuancePolicy::Accredited => "accredited",
            },
            unique: view.unique,
            claims: claims.collect(),
            created: DateTime::from_millis(view.created.time),
            block: view.created.block,
        }
    }
}

impl ShowOutput {
    fn text(&self) -> String {
        let unique = if self.unique {
            "no person has two valid credentials of one issuer"
        } else {
            "not promised"
        };
        let lines = output::lines([
            ("Schema", self.id.clone()),
            ("Owner", self.present_owner.clone()),
            ("Registered", format!("by {}", self.owner)),
            ("Document", output::tame(&self.uri)),
            ("SHA-256", self.digest.clone()),
            ("Issuers", self.policy.into()),
            ("Unique", unique.into()),
            (
                "Registered",
                format!("{}, block {}", self.created, self.block),
            ),
        ]);
        let mut table = output::table(["Claim", "Kind", "Slot"]);
        for claim in &self.claims {
            let slot = claim.slot.map_or_else(String::new, |slot| slot.to_string());
            table.add_row([output::tame(&claim.name), claim.kind.into(), slot]);
        }
        format!("{lines}{table}\n")
    }
}
