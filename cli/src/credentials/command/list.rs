//! The commands `aura list …`.

use super::{handing, owner::Owner};
use crate::{
    credentials::{acting_did::Acting, calls, CredentialsCall, Problem},
    did::{Chain, Common, Paying},
    output,
    transact::{payer, send, SentTransaction, Transaction},
    Error, Outcome, Result,
};
use aura_identity::DateTime;
use aura_primitives::credentials::{
    view::{ListView, PageView},
    Capacity, Entry, ListId, Owned, SchemaId,
};
use clap::{Args, Subcommand};
use serde::Serialize;

/// Subcommands of `aura list`.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Create a status list: indices for credentials under one schema, and their status.
    Create(Create),

    /// Show a status list.
    Show(Show),

    /// List the status lists of a DID, or of all DIDs of the wallet.
    List(Owner),

    /// Close a status list in which nothing was anchored, and get its deposit back.
    Close(Close),

    /// Offer a status list in which nothing was anchored to another DID.
    Offer(Offer),

    /// Accept a status list that is offered.
    Accept(Accept),

    /// Let the paying account take over the deposit of a status list: the earlier depositor gets it
    /// back.
    TakeOver(TakeOver),

    /// Commit the pending changes of a status list to its status root, which proofs refer to. Any
    /// account may.
    Commit(Commit),
}

impl Command {
    pub(crate) async fn run(self) -> Result<Outcome> {
        match self {
            Self::Create(command) => command.run().await,
            Self::Show(command) => command.run().await,
            Self::List(owner) => owner.lists().await,
            Self::Close(Close { id, acting }) => {
                let (chain, edit, did) = acting.open().await?;
                acting
                    .make(&chain, edit, did, CredentialsCall::CloseList { list: id })
                    .await
            }
            Self::Offer(Offer { id, to }) => to.offer(Owned::List(id)).await,
            Self::Accept(Accept { id, acting }) => handing::accept(&acting, Owned::List(id)).await,
            Self::TakeOver(TakeOver { id, acting }) => {
                handing::take_over(&acting, |_| Ok(Entry::List(id))).await
            }
            Self::Commit(command) => command.run().await,
        }
    }
}

/// Closes a status list in which nothing was anchored.
#[derive(Debug, Args)]
pub struct Close {
    /// Number of the status list.
    #[arg(value_name = "ID")]
    pub id: ListId,

    #[command(flatten)]
    pub acting: Acting,
}

/// Offers a status list in which nothing was anchored.
#[derive(Debug, Args)]
pub struct Offer {
    /// Number of the status list.
    #[arg(value_name = "ID")]
    pub id: ListId,

    #[command(flatten)]
    pub to: handing::To,
}

/// Accepts a status list that is offered.
#[derive(Debug, Args)]
pub struct Accept {
    /// Number of the status list.
    #[arg(value_name = "ID")]
    pub id: ListId,

    #[command(flatten)]
    pub acting: Acting,
}

/// Takes over the deposit of a status list.
#[derive(Debug, Args)]
pub struct TakeOver {
    /// Number of the status list.
    #[arg(value_name = "ID")]
    pub id: ListId,

    #[command(flatten)]
    pub acting: Acting,
}

/// Creates a status list. The deposit for all of its indices is held at once, so that a revocation
/// never fails for lack of funds.
#[derive(Debug, Args)]
pub struct Create {
    /// Identifier of the schema of the credentials.
    pub schema: SchemaId,

    #[command(flatten)]
    pub acting: Acting,

    /// Number of credentials that it can have: 131072, 262144, 524288 or 1048576.
    #[arg(long, value_name = "N", default_value = "131072", value_parser = capacity)]
    pub capacity: Capacity,

    /// Create a strict list: without grace, proofs must refer to the newest status root.
    #[arg(long)]
    pub strict: bool,
}

impl Create {
    async fn run(self) -> Result<Outcome> {
        let (chain, edit, did) = self.acting.open().await?;
        // A list costs much: check that the schema exists before it is created.
        chain.schema(self.schema, chain.best).await?;
        let call = CredentialsCall::CreateList {
            schema: self.schema,
            capacity: self.capacity,
            strict: self.strict,
        };
        self.acting.make(&chain, edit, did, call).await
    }
}

/// Shows a status list, as of the last final block.
#[derive(Debug, Args)]
pub struct Show {
    /// Number of the status list.
    #[arg(value_name = "ID")]
    pub id: ListId,

    #[command(flatten)]
    pub common: Common,
}

impl Show {
    async fn run(self) -> Result<Outcome> {
        let chain = self.common.chain().await?;
        let at = chain.node.finalized().await?;
        let list = chain.list(self.id, at).await?;
        let pages = chain.status_pages(self.id, at).await?;
        let shown = ShowOutput::new(&list, &pages);
        output::print_as(self.common.json, &shown, shown.text())?;
        Ok(Outcome::Done)
    }
}

/// Commits the status root of a list with its pending changes: some pages at a time, in several
/// transactions if needed.
#[derive(Debug, Args)]
pub struct Commit {
    /// Number of the status list.
    #[arg(value_name = "ID")]
    pub id: ListId,

    #[command(flatten)]
    pub common: Common,

    #[command(flatten)]
    pub paying: Paying,
}

#[derive(Serialize)]
struct Committed {
    list: ListId,
    root: String,
    /// Empty if there were no pending changes.
    transactions: Vec<SentTransaction>,
}

impl Commit {
    async fn run(self) -> Result<Outcome> {
        let chain = self.common.chain().await?;
        let call = calls::commit_status_root(&chain.state, self.id)?;
        let words = vec![format!("Commit   the root of status list {}", self.id)];
        let transaction = Transaction {
            words,
            call,
            locks: 0,
        };
        let mut signer = None;
        let mut transactions = vec![];
        let mut at = chain.best;
        let root = loop {
            let root = chain.status_root(self.id, at).await?;
            let root = root.ok_or(Problem::NoList(self.id))?;
            if root.pending_since.is_none() {
                break root.root;
            }
            let signer = match &mut signer {
                Some(signer) => signer,
                none => none.insert(payer(&self.common, &self.paying)?),
            };
            match send(&self.paying, &chain, signer, &transaction).await {
                Ok(sent) => {
                    at = sent.block();
                    transactions.push(sent);
                }
                // A block had weight left in the meantime, and committed the root.
                Err(Error::Client(aura_client::Error::Failed { .. }))
                    if self.is_sealed(&chain).await? =>
                {
                    at = chain.node.best().await?;
                }
                Err(error) => return Err(error),
            }
        };
        let committed = Committed {
            list: self.id,
            root: const_hex::encode_prefixed(root),
            transactions,
        };
        committed.print(self.common.json)?;
        Ok(Outcome::Done)
    }

    /// Returns true if the list has no pending changes.
    async fn is_sealed(&self, chain: &Chain) -> Result<bool> {
        let root = chain.status_root(self.id, chain.node.best().await?).await?;
        Ok(root.is_some_and(|root| root.pending_since.is_none()))
    }
}

impl Committed {
    fn print(&self, json: bool) -> Result<()> {
        if json {
            return output::print_json(self);
        }
        let how = match self.transactions.len() {
            0 => "no changes were pending".into(),
            many => format!("by {}", output::counted(many, "transaction")),
        };
        let text = format!("The root of list {} is {}: {how}.\n", self.list, self.root);
        output::print(text.as_bytes())
    }
}

#[derive(Serialize)]
struct ShowOutput {
    id: ListId,
    owner: String,
    schema: String,
    capacity: u32,
    allocated: u32,
    batches: u32,
    revoked: u32,
    suspended: u32,
    held: u32,
    strict: bool,
    created: DateTime,
    block: u32,
}

impl ShowOutput {
    fn batches(&self) -> String {
        match self.batches {
            1 => "1 batch".into(),
            many => format!("{many} batches"),
        }
    }

    fn new(view: &ListView, pages: &[PageView]) -> Self {
        let count = |words: &mut dyn Iterator<Item = u64>| words.map(u64::count_ones).sum();
        Self {
            id: view.id,
            owner: view.owner.to_string(),
            schema: view.schema.to_string(),
            capacity: view.capacity.entries(),
            allocated: view.allocated,
            batches: view.batches,
            revoked: count(&mut pages.iter().flat_map(|page| page.bits.revoked)),
            // A revoked credential is counted neither as suspended nor as held.
            suspended: count(&mut pages.iter().flat_map(|page| {
                let planes = page.bits.suspended.into_iter().zip(page.bits.revoked);
                planes.map(|(suspended, revoked)| suspended & !revoked)
            })),
            held: count(&mut pages.iter().flat_map(|page| {
                let planes = page.bits.held.into_iter().zip(page.bits.revoked);
                planes.map(|(held, revoked)| held & !revoked)
            })),
            strict: view.strict,
            created: DateTime::from_millis(view.created.time),
            block: view.created.block,
        }
    }

    fn text(&self) -> String {
        output::lines([
            ("List", self.id.to_string()),
            ("Owner", self.owner.clone()),
            ("Schema", self.schema.clone()),
            (
                "Anchored",
                format!(
                    "{} of {}, in {}",
                    self.allocated,
                    self.capacity,
                    self.batches()
                ),
            ),
            ("Revoked", self.revoked.to_string()),
            ("Suspended", self.suspended.to_string()),
            ("Held", self.held.to_string()),
            ("Strict", if self.strict { "yes" } else { "no" }.into()),
            ("Created", format!("{}, block {}", self.created, self.block)),
        ])
    }
}

fn capacity(text: &str) -> std::result::Result<Capacity, String> {
    let entries: u32 = text
        .parse()
        .map_err(|_| format!("'{text}' is not a number"))?;
    Capacity::try_from(entries).map_err(|error| error.to_string())
}
