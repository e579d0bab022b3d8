//! Transactions of stakers and voters: the call and its locks are shown, the user agrees to unsafe
//! effects apart, it is sent, and its result is reported.

use crate::{
    did::{agree, Chain, Common, Paying},
    output,
    transact::{payer, send, SentTransaction, Transaction},
    Outcome, Result,
};
use clap::Args;
use serde::Serialize;
use subxt::config::substrate::AccountId32;
use subxt_signer::sr25519::Keypair;

/// Word by which the user agrees to what is unsafe. The environment never agrees to it.
const UNSAFE: &str = "unsafe";

/// The account that acts, and the node.
#[derive(Debug, Args)]
pub struct Acting {
    #[command(flatten)]
    pub common: Common,

    #[command(flatten)]
    pub paying: Paying,
}

/// A chain, and the key of the account that acts.
pub struct Actor {
    /// Chain with the state of the best block.
    pub chain: Chain,
    /// Key of the account.
    pub signer: Keypair,
}

/// A call with its descriptions.
pub struct Proposal {
    /// Summary for the user, one line per effect.
    pub words: Vec<String>,
    /// Unsafe effects, one line each.
    pub warnings: Vec<String>,
    /// The encoded call.
    pub call: Vec<u8>,
    /// Plancks by which the amount held on the account may grow.
    pub locks: u128,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Report<'a> {
    account: AccountId32,
    does: &'a [String],
    warnings: &'a [String],
    /// Plancks that are held in addition at most.
    locks: String,
    #[serde(flatten)]
    sent: &'a SentTransaction,
}

impl Acting {
    /// Connects to a chain with staking, and opens the key of the account.
    pub async fn staker(&self) -> Result<Actor> {
        let chain = self.common.chain().await?;
        chain.expect_staking().await?;
        self.actor(chain)
    }

    /// Connects to a chain with referenda, and opens the key of the account.
    pub async fn voter(&self) -> Result<Actor> {
        let chain = self.common.chain().await?;
        chain.expect_referenda().await?;
        self.actor(chain)
    }

    fn actor(&self, chain: Chain) -> Result<Actor> {
        let signer = payer(&self.common, &self.paying)?;
        Ok(Actor { chain, signer })
    }

    /// Shows a call, asks for agreement, sends it and reports its result.
    pub async fn send(&self, actor: &Actor, proposal: Proposal) -> Result<Outcome> {
        let sent = self.submit(actor, &proposal).await?;
        let shown = Report {
            account: actor.account(),
            does: &proposal.words,
            warnings: &proposal.warnings,
            locks: proposal.locks.to_string(),
            sent: &sent,
        };
        output::print_as(self.common.json, &shown, sent.text())?;
        Ok(Outcome::Done)
    }

    /// Shows a call, asks for agreement, and sends it.
    pub async fn submit(&self, actor: &Actor, proposal: &Proposal) -> Result<SentTransaction> {
        if !proposal.warnings.is_empty() {
            for warning in &proposal.warnings {
                output::progress(&format!("UNSAFE   {warning}"));
            }
            if !self.paying.agrees(UNSAFE) {
                agree("Do it all the same?", UNSAFE)?;
            }
        }
        let mut words = proposal.words.clone();
        if proposal.locks > 0 {
            words.push(format!("Locks    {} more", output::amount(proposal.locks)));
        }
        let transaction = Transaction {
            words,
            call: proposal.call.clone(),
            locks: proposal.locks,
        };
        let Actor { chain, signer } = actor;
        let sent = send(&self.paying, chain, signer, &transaction).await?;
        sent.succeeded()?;
        Ok(sent)
    }
}

impl Actor {
    /// Returns the account.
    pub fn account(&self) -> AccountId32 {
        self.signer.public_key().to_account_id()
    }
}
