//! The steps of every transaction: its price is shown, the user confirms, it is sent, and its
//! outcome is reported.

use super::{call::Deposit, chain::Chain, Problem, Proposal};
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
    credentials::ListId,
    did::{Did, Fragment},
};
use clap::Args;
use serde::Serialize;
use std::path::PathBuf;
use subxt::config::substrate::H256;
use subxt_signer::sr25519::Keypair;

/// Arguments that name a node and a wallet.
#[derive(Debug, Args)]
pub struct Common {
    /// Address of a node [env: AURA_URL].
    #[arg(long, default_value = environment::url())]
    pub url: NodeUrl,

    #[command(flatten)]
    pub connection: Connection,

    #[command(flatten)]
    pub access: Access,

    /// Print the result as JSON.
    #[arg(long)]
    pub json: bool,
}

/// Arguments for the paying account and for the confirmation.
#[derive(Debug, Args)]
pub struct Paying {
    /// Number of the wallet's account that submits and pays [default: 0].
    #[arg(long, value_name = "N")]
    pub account: Option<u32>,

    /// Submit and pay with the account whose secret is in this file (mode 600), in place of the
    /// wallet's [env: AURA_SURI_FILE, unless --account is given].
    #[arg(long, value_name = "FILE", conflicts_with = "account")]
    pub suri_file: Option<PathBuf>,

    /// Confirm fee and deposit without being asked [env: AURA_YES=1, which confirms nothing else].
    #[arg(long)]
    pub yes: bool,
}

impl Paying {
    /// Returns the key pair that signs the transaction.
    ///
    /// # Errors
    /// If the file of the secret cannot be read, or does not contain one.
    pub fn keypair(&self, wallet: &Wallet) -> Result<Keypair> {
        Ok(match self.sponsor()? {
            Some(keypair) => keypair,
            None => wallet.account(self.number()),
        })
    }

    /// Returns the key pair of a secret in a file, if the payer is not an account of the wallet.
    ///
    /// # Errors
    /// As [`Self::keypair`].
    pub fn sponsor(&self) -> Result<Option<Keypair>> {
        let of_environment = || match self.account {
            Some(_) => None,
            None => environment::file(environment::SURI_FILE),
        };
        let file = self.suri_file.clone().or_else(of_environment);
        file.map(|path| account::keypair(&Source::File(path)))
            .transpose()
    }

    /// Returns the number of the wallet's account.
    pub fn number(&self) -> u32 {
        self.account.unwrap_or_default()
    }

    /// Returns true if the user has confirmed in advance. The environment confirms costs that are
    /// known in advance, but never a call that must be confirmed with another word than `yes`.
    pub fn agrees(&self, word: &str) -> bool {
        self.yes || (word == "yes" && environment::says_yes())
    }
}

/// The account that submits and pays.
pub struct Payer {
    /// Key pair that signs the transaction.
    pub keypair: Keypair,
    /// Wallet with unsaved changes, to be saved before anything is sent.
    pub wallet: Option<WalletEdit>,
}

impl Payer {
    /// Makes the payer for calls of the wallet.
    ///
    /// # Errors
    /// As [`Paying::keypair`].
    pub fn with(paying: &Paying, wallet: WalletEdit) -> Result<Self> {
        Ok(Self {
            keypair: paying.keypair(&wallet)?,
            wallet: Some(wallet),
        })
    }
}

/// Outcome of a transaction.
#[derive(Serialize)]
pub struct Report {
    did: String,
    transaction: String,
    block: Block,
    finalized: bool,
    /// Estimated fee, in plancks.
    fee: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    deposit: Option<String>,
    /// Maximum amount, in plancks, that the transaction allowed to be held in addition.
    locks: String,
    /// Identifier of the schema that was registered.
    #[serde(skip_serializing_if = "Option::is_none")]
    schema: Option<String>,
    /// Identifier of the policy that was registered.
    #[serde(skip_serializing_if = "Option::is_none")]
    policy: Option<String>,
    /// Number of the status list that was created.
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
    /// Connects to the node at `url`.
    pub async fn chain(&self) -> Result<Chain> {
        self.connection.chain(&self.url).await
    }
}

/// Shows the call and its price, saves the wallet, sends the transaction, and reports its outcome.
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

/// As [`submit`], but the caller reports the outcome.
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
    output::progress(&format!("Fee      {}, from {address}", output::amount(fee)));
    if let Some(Deposit {
        amount: plancks,
        how_long,
    }) = proposal.deposit
    {
        output::progress(&format!("Deposit  {}, {how_long}", output::amount(plancks)));
    }
    let locks = output::amount(proposal.locks);
    output::progress(&format!("Locks    {locks} more at most, on {address}"));
    output::progress(&format!("Account  {address} {}", proposal.agrees.words()));
    chain
        .state
        .expect_funds(&address, fee, proposal.locks)
        .await?;
    if !paying.agrees(proposal.word) {
        agree("Submit this?", proposal.word)?;
    }

    // Save first: a DID or key that is on the chain and not in the wallet would be lost.
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
        finalized: true,
        fee: fee.to_string(),
        deposit: proposal.deposit.map(|held| held.amount.to_string()),
        locks: proposal.locks.to_string(),
        schema: proposal.schema.map(|schema| schema.to_string()),
        policy: proposal.policy.map(|policy| policy.to_string()),
        list: sent.list,
        failure: sent.inner_failure,
    })
}

/// Shows the call of a DID on standard error.
pub fn show(did: &Did, words: &[String]) {
    output::progress(&format!("DID      {did}"));
    for line in words {
        output::progress(&format!("         {line}"));
    }
}

/// Asks for confirmation on the terminal, with the word that must be typed.
///
/// # Errors
/// If the user does not confirm, or there is no terminal.
pub fn agree(question: &str, word: &str) -> Result<()> {
    let agreed = Terminal::open().and_then(|mut it| it.confirm_with(question, word));
    agreed.map_err(|error| match error {
        Error::NothingToShowOn(_) => Problem::NoTerminal.into(),
        error => error,
    })
}

/// Stores the numbers that the chain has given to the wallet's keys of a DID.
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
    /// Checks that the call inside the transaction succeeded.
    ///
    /// # Errors
    /// If the transaction succeeded, but the call inside it failed.
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
