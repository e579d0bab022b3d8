//! `aura zkp policy`.

use super::request::window;
use crate::{
    already::already,
    cli::Connection,
    credentials::{
        owner::{all, Owner},
        Acting,
    },
    did, environment, output, text,
    zkp::{calls::ZkpCall, describe, names, Problem},
    NodeUrl, Outcome, Result,
};
use aura_identity::{limits::MAX_DOCUMENT_BYTES, zkp::Request};
use aura_primitives::{
    credentials::view::SchemaView,
    zkp::{PolicyId, VerificationPolicy},
};
use clap::{Args, Subcommand};
use serde::Serialize;
use serde_json::json;
use std::path::PathBuf;

/// Commands of `aura zkp policy`.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Register a policy: a predicate that a verifier accepts proofs of on the chain.
    Register(Register),

    /// Show a policy.
    Show(Show),

    /// List the policies of a DID, or of all DIDs of the wallet.
    List(Owner),

    /// Close a policy: no more proofs are accepted for it.
    Close(Close),
}

impl Command {
    pub(crate) async fn run(self) -> Result<Outcome> {
        match self {
            Self::Register(command) => command.run().await,
            Self::Show(command) => command.run().await,
            Self::List(owner) => list(&owner).await,
            Self::Close(command) => command.run().await,
        }
    }
}

/// Registers the policy of a request. It never changes: a different text is a different policy.
/// Holders that have satisfied it on the chain have a receipt, which pallets and contracts look up
/// by the policy's identifier.
#[derive(Debug, Args)]
pub struct Register {
    /// A request of the DID that acts, as `aura zkp request` writes it. Its challenge and its
    /// expiry are not part of the policy.
    pub request: PathBuf,

    #[command(flatten)]
    pub acting: Acting,
}

impl Register {
    async fn run(self) -> Result<Outcome> {
        let text = text::read_file(&self.request, MAX_DOCUMENT_BYTES as u64)?;
        let (request, _) = Request::parse(text.as_bytes()).map_err(Problem::Zkp)?;
        let (chain, edit, verifier) = self.acting.open().await?;
        chain.expect_genesis(&request.genesis)?;
        if request.verifier != verifier {
            return Err(Problem::OtherVerifier(request.verifier.to_string()).into());
        }
        let schema = chain.schema(request.schema, chain.best).await?;
        let policy = request.policy(&schema).map_err(Problem::Zkp)?;
        let id = policy.id();
        if chain.find_policy(id, chain.best).await?.is_some() {
            let words = format!("The chain already has the policy {id}: nothing was sent.");
            let about = json!({ "did": verifier.to_string(), "policy": id.to_string() });
            return already(self.acting.common.json, &words, about);
        }
        window(&chain).await?.expect_open(&request.uses)?;
        if let Some(members) = describe::members(&request.predicate) {
            output::progress(&format!("Set      {members}"));
        }
        let call = did::DidCall::Proofs(ZkpCall::RegisterPolicy(policy));
        self.acting.make_any(&chain, edit, verifier, call).await
    }
}

/// Closes a policy. Its deposit is returned to the account that paid it.
#[derive(Debug, Args)]
pub struct Close {
    /// The identifier of the policy.
    #[arg(value_name = "POLICY")]
    pub id: PolicyId,

    #[command(flatten)]
    pub acting: Acting,
}

impl Close {
    async fn run(self) -> Result<Outcome> {
        let (chain, edit, verifier) = self.acting.open().await?;
        let policy = chain.policy(self.id, chain.best).await?;
        if policy.verifier != verifier {
            return Err(Problem::OthersPolicy(policy.verifier.to_string()).into());
        }
        let call = did::DidCall::Proofs(ZkpCall::ClosePolicy(self.id));
        self.acting.make_any(&chain, edit, verifier, call).await
    }
}

/// Shows a policy, as of the last final block.
#[derive(Debug, Args)]
pub struct Show {
    /// The identifier of the policy.
    #[arg(value_name = "POLICY")]
    pub id: PolicyId,

    /// A node's address [env: AURA_URL].
    #[arg(long, default_value = environment::url())]
    pub url: NodeUrl,

    #[command(flatten)]
    pub connection: Connection,

    /// Print JSON.
    #[arg(long)]
    pub json: bool,
}

/// Lists policies, as of the last final block.
async fn list(owner: &Owner) -> Result<Outcome> {
    let (chain, at, dids) = owner.open().await?;
    let mut shown = vec![];
    for did in dids {
        for policy in chain.policies_of(did, at).await? {
            let schema = chain.find_schema(policy.schema, at).await?;
            shown.push(ShowOutput::new(&policy, schema.as_ref()));
        }
    }
    output::print_as(owner.common.json, &shown, all(&shown, ShowOutput::brief))?;
    Ok(Outcome::Done)
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct ShowOutput {
    id: String,
    verifier: String,
    schema: String,
    issuers: Vec<String>,
    circuit: &'static str,
    /// The predicate, as text.
    wanted: String,
    /// The number of answers for each person, as text.
    uses: String,
    /// Minutes for which a receipt is valid.
    receipt_lifetime: u32,
    /// Keys that are accepted, as text.
    keys: String,
}

impl Show {
    async fn run(self) -> Result<Outcome> {
        let chain = self.connection.chain(&self.url).await?;
        let at = chain.node.finalized().await?;
        let policy = chain.policy(self.id, at).await?;
        let schema = chain.find_schema(policy.schema, at).await?;
        let shown = ShowOutput::new(&policy, schema.as_ref());
        output::print_as(self.json, &shown, shown.text())?;
        Ok(Outcome::Done)
    }
}

impl ShowOutput {
    fn new(policy: &VerificationPolicy, schema: Option<&SchemaView>) -> Self {
        Self {
            id: policy.id().to_string(),
            verifier: policy.verifier.to_string(),
            schema: policy.schema.to_string(),
            issuers: policy.issuers.iter().map(ToString::to_string).collect(),
            circuit: names::circuit(policy.predicate.circuit()),
            wanted: describe::wanted(&policy.predicate, schema),
            uses: describe::uses(&policy.uses),
            receipt_lifetime: policy.lifetime,
            keys: describe::keys(&policy.keys),
        }
    }

    fn brief(&self) -> String {
        let lines = [
            ("Verifier", self.verifier.clone()),
            ("Wanted", output::tame(&self.wanted)),
            ("Schema", self.schema.clone()),
        ];
        output::entry(&self.id, lines)
    }

    fn text(&self) -> String {
        output::lines([
            ("Policy", self.id.clone()),
            ("Verifier", self.verifier.clone()),
            ("Wanted", output::tame(&self.wanted)),
            ("Schema", self.schema.clone()),
            ("Issuers", self.issuers.join(", ")),
            ("Uses", self.uses.clone()),
            (
                "Receipts",
                format!(
                    "valid for {}",
                    output::counted(self.receipt_lifetime, "minute")
                ),
            ),
            ("Key", format!("{} {}", self.circuit, self.keys)),
        ])
    }
}
