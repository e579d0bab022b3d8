//! What every transaction goes through: its price is shown, somebody agrees, it is sent, and what
//! became of it is told.

use super::{
    call::Deposit,
    chain::{amount, Chain},
    Problem,
};
use crate::{
    account,
    cli::Connection,
    environment, output,
    secret::Source,
    terminal::Terminal,
    wallet::{Access, Wallet, WalletEdit},
    Error, NodeUrl, Outcome, Result,
};
use aura_primitives::{
    credentials::{ListId, SchemaId},
    did::{Did, Fragment},
    zkp::PolicyId,
};
use clap::Args;
use serde::Serialize;
use std::path::PathBuf;
use subxt::config::substrate::H256;
use subxt_signer::sr25519::Keypair;

/// A node and a wallet.
#[derive(Debug, Args)]
pub struct Common {
    /// A node's address [env: AURA_URL].
    #[arg(long, default_value = environment::url())]
    pub url: NodeUrl,

    #[command(flatten)]
    pub connection: Connection,

    #[command(flatten)]
    pub access: Access,

    /// Print JSON.
    #[arg(long)]
    pub json: bool,
}

/// Who pays, and whether it has been agreed to.
#[derive(Debug, Args)]
pub struct Paying {
    /// The number of the wallet's account that submits and pays [default: 0].
    #[arg(long, value_name = "N")]
    pub account: Option<u32>,

    /// Submit and pay with the account of the secret in this file (mode 600), in place of the
    /// wallet's [env: AURA_SURI_FILE, unless --account is given].
    #[arg(long, value_name = "FILE", conflicts_with = "account")]
    pub suri_file: Option<PathBuf>,

    /// Agree to fee and deposit without being asked [env: AURA_YES=1, which agrees to nothing else].
    #[arg(long)]
    pub yes: bool,
}

impl Paying {
    /// What signs the transaction.
    ///
    /// # Errors
    /// If the file of the secret cannot be read, or holds none.
    pub fn keypair(&self, wallet: &Wallet) -> Result<Keypair> {
        Ok(match self.sponsor()? {
            Some(keypair) => keypair,
            None => wallet.account(self.number()),
        })
    }

    /// The same, if it is nobody of the wallet.
    ///
    /// # Errors
    /// As of [`Self::keypair`].
    pub fn sponsor(&self) -> Result<Option<Keypair>> {
        let of_environment = || match self.account {
            Some(_) => None,
            None => environment::file(environment::SURI_FILE),
        };
        let file = self.suri_file.clone().or_else(of_environment);
        file.map(|path| account::keypair(&Source::File(path)))
            .transpose()
    }

    /// The number of the wallet's account.
    pub fn number(&self) -> u32 {
        self.account.unwrap_or_default()
    }

    /// Says if it has been agreed to already. The environment agrees to what costs and can be told in
    /// advance; never to what takes another word than `yes`.
    pub fn agrees(&self, word: &str) -> bool {
        self.yes || (word == "yes" && environment::says_yes())
    }
}

/// Who submits and pays.
pub struct Payer {
    /// What signs the transaction.
    pub keypair: Keypair,
    /// The wallet in which there is something new, to be saved before anything is sent.
    pub wallet: Option<WalletEdit>,
}

impl Payer {
    /// Whoever pays for what the wallet does.
    ///
    /// # Errors
    /// As of [`Paying::keypair`].
    pub fn with(paying: &Paying, wallet: WalletEdit) -> Result<Self> {
        Ok(Self {
            keypair: paying.keypair(&wallet)?,
            wallet: Some(wallet),
        })
    }
}

/// Says if the account that pays agrees to what is sent, as one of those who control the DID.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Agrees {
    /// It pays, and no more.
    No,
    /// The account's signature under the transaction counts as one that is needed.
    Yes,
}

impl From<bool> for Agrees {
    fn from(agrees: bool) -> Self {
        if agrees {
            Self::Yes
        } else {
            Self::No
        }
    }
}

impl Agrees {
    /// In words, for the account that pays.
    const fn words(self) -> &'static str {
        match self {
            Self::No => "pays, and agrees to nothing",
            Self::Yes => "pays, and agrees to this as one of those who control the DID",
        }
    }
}

/// What is to be sent.
pub struct Proposal {
    /// The DID that it is about.
    pub did: Did,
    /// What it does.
    pub words: Vec<String>,
    /// The call.
    pub call: Vec<u8>,
    /// The same without signatures, for the node to say what it costs.
    pub blank: Vec<u8>,
    /// Says if the account that pays agrees.
    pub agrees: Agrees,
    /// What is held afterwards, if that is known.
    pub deposit: Option<Deposit>,
    /// Plancks by which what is held on the account that pays may grow: the call allows no more.
    pub locks: u128,
    /// What must be typed to agree.
    pub word: &'static str,
    /// The schema that it registers.
    pub schema: Option<SchemaId>,
    /// The policy that it registers.
    pub policy: Option<PolicyId>,
}

/// What became of it.
#[derive(Serialize)]
pub struct Report {
    did: String,
    transaction: String,
    block: Block,
    finalised: bool,
    /// In plancks, as it was estimated.
    fee: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    deposit: Option<String>,
    /// In plancks: the most that the transaction allowed to be held in addition.
    locks: String,
    /// The schema that it registered.
    #[serde(skip_serializing_if = "Option::is_none")]
    schema: Option<String>,
    /// The policy that it registered.
    #[serde(skip_serializing_if = "Option::is_none")]
    policy: Option<String>,
    /// The status list that it created.
    #[serde(skip_serializing_if = "Option::is_none")]
    list: Option<ListId>,
    #[serde(skip_serializing_if = "Option::is_none")]
    failure: Option<String>,
}

#[derive(Serialize)]
struct Block {
    number: u64,
    hash: String,
    #[serde(skip)]
    bytes: H256,
}

impl Common {
    /// Connects to the node.
    pub async fn chain(&self) -> Result<Chain> {
        self.connection.chain(&self.url).await
    }
}

/// Shows what is to be done and what it costs; saves the wallet; sends it; tells what became of it.
pub async fn submit(
    common: &Common,
    paying: &Paying,
    chain: &Chain,
    mut payer: Payer,
    proposal: Proposal,
) -> Result<Outcome> {
    let report = send(paying, chain, &payer, &proposal).await?;
    report.print(common.json)?;
    if let Some(edit) = &mut payer.wallet {
        note_indices(chain, edit, &proposal.did, report.block.bytes).await?;
    }
    report.succeeded()?;
    Ok(Outcome::Done)
}

/// As [`submit`], and lets the caller tell what became of it.
pub async fn send(
    paying: &Paying,
    chain: &Chain,
    payer: &Payer,
    proposal: &Proposal,
) -> Result<Report> {
    let signer = &payer.keypair;
    let blank = chain.state.call_of(&proposal.blank)?;
    let fee = chain.state.fee(signer, &blank).await?;
    let address = signer.public_key().to_account_id();
    show(&proposal.did, &proposal.words);
    output::progress(&format!("Fee      {}, from {address}", amount(fee)));
    if let Some(Deposit {
        amount: plancks,
        how_long,
    }) = proposal.deposit
    {
        output::progress(&format!("Deposit  {}, {how_long}", amount(plancks)));
    }
    let locks = amount(proposal.locks);
    output::progress(&format!("Locks    {locks} more at most, on {address}"));
    output::progress(&format!("Account  {address} {}", proposal.agrees.words()));
    chain
        .state
        .expect_funds(&address, fee, proposal.locks)
        .await?;
    if !paying.agrees(proposal.word) {
        agree("Submit this?", proposal.word)?;
    }

    // What is nowhere noted and yet on the chain would be lost.
    if let Some(edit) = &payer.wallet {
        edit.save()?;
    }
    let call = chain.state.call_of(&proposal.call)?;
    let sent = chain.state.send(signer, &call).await?;
    Ok(Report {
        did: proposal.did.to_string(),
        transaction: format!("{:?}", sent.transaction),
        block: Block {
            number: sent.number,
            hash: format!("{:?}", sent.block),
            bytes: sent.block,
        },
        finalised: true,
        fee: fee.to_string(),
        deposit: proposal.deposit.map(|held| held.amount.to_string()),
        locks: proposal.locks.to_string(),
        schema: proposal.schema.map(|schema| schema.to_string()),
        policy: proposal.policy.map(|policy| policy.to_string()),
        list: sent.list,
        failure: sent.inner_failure,
    })
}

/// Shows what a DID is to do.
pub fn show(did: &Did, words: &[String]) {
    output::progress(&format!("DID      {did}"));
    for line in words {
        output::progress(&format!("         {line}"));
    }
}

/// Asks on the terminal.
pub fn agree(question: &str, word: &str) -> Result<()> {
    let agreed = Terminal::open().and_then(|mut it| it.confirm_with(question, word));
    agreed.map_err(|error| match error {
        Error::NothingToShowOn(_) => Problem::NobodyToAsk.into(),
        error => error,
    })
}

/// Notes which numbers the chain has given to the wallet's keys of a DID.
async fn note_indices(chain: &Chain, edit: &mut WalletEdit, did: &Did, block: H256) -> Result<()> {
    let Some(record) = edit.dids().find(&did.to_string()).cloned() else {
        return Ok(());
    };
    if record.keys.iter().all(|key| key.index.is_some()) {
        return Ok(());
    }
    let view = match chain.active_at(did, block).await {
        Err(aura_client::Error::Did(Problem::Deactivated(_) | Problem::NotFound(_))) => {
            return Ok(())
        }
        view => view?,
    };
    let mut changed = false;
    for key in record.keys.iter().filter(|key| key.index.is_none()) {
        let multikey = edit.private_key(&record, key)?.public().to_multikey();
        let method = view.methods.iter().find(|one| one.multikey == multikey);
        let fragment = method.and_then(|method| Fragment::new(&method.fragment));
        if let Some(Fragment::Key(index)) = fragment {
            edit.set_index(did, key.number, index)?;
            changed = true;
        }
    }
    if changed {
        edit.save()?;
    }
    Ok(())
}

impl Report {
    /// # Errors
    /// If the transaction succeeded, and what it carries failed.
    pub fn succeeded(&self) -> Result<()> {
        match &self.failure {
            None => Ok(()),
            Some(failure) => Err(Problem::Inner(failure.clone()).into()),
        }
    }

    fn print(&self, json: bool) -> Result<()> {
        if json {
            return output::print_json(self);
        }
        let text = output::lines([
            ("DID", self.did.clone()),
            ("Transaction", self.transaction.clone()),
            ("Block", format!("{}, final", self.block.number)),
            ("Hash", self.block.hash.clone()),
        ]);
        output::print(text.as_bytes())?;
        if let Some(schema) = &self.schema {
            output::print(format!("Schema       {schema}\n").as_bytes())?;
        }
        if let Some(policy) = &self.policy {
            output::print(format!("Policy       {policy}\n").as_bytes())?;
        }
        if let Some(list) = &self.list {
            output::print(format!("List         {list}\n").as_bytes())?;
        }
        Ok(())
    }
}
