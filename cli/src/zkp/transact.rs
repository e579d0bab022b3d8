//! Transactions of an account: what they do and cost is shown, somebody agrees, they are sent, and what
//! became of them is told.

use crate::{
    did::{agree, amount, Chain, Common, Paying, Problem},
    output, Result,
};
pub use aura_client::zkp::Transaction;
use serde::Serialize;
use subxt::config::substrate::H256;
use subxt_signer::sr25519::Keypair;

/// A transaction that is final.
#[derive(Debug, Serialize)]
pub struct Sent {
    transaction: String,
    block: Block,
    finalised: bool,
    /// In plancks, as it was estimated.
    fee: String,
    /// Why a call inside failed, if it did.
    #[serde(skip_serializing_if = "Option::is_none")]
    failure: Option<String>,
}

#[derive(Debug, Serialize)]
struct Block {
    number: u64,
    hash: String,
    #[serde(skip)]
    bytes: H256,
}

/// Who signs and pays: the secret of the file that was named, or the wallet's account. A wallet is opened
/// for that alone.
///
/// # Errors
/// If there is none.
pub fn payer(common: &Common, paying: &Paying) -> Result<Keypair> {
    match paying.sponsor()? {
        Some(keypair) => Ok(keypair),
        None => paying.keypair(&*common.access.open()?),
    }
}

/// Shows what is to be done and what it costs, and sends it.
///
/// # Errors
/// If nobody agrees, the chain refuses it, or it does not become final.
pub async fn send(
    paying: &Paying,
    chain: &Chain,
    signer: &Keypair,
    Transaction { words, call, locks }: &Transaction,
) -> Result<Sent> {
    let call = chain.state.call_of(call)?;
    let fee = chain.state.fee(signer, &call).await?;
    let address = signer.public_key().to_account_id();
    for line in words {
        output::progress(line);
    }
    output::progress(&format!("Fee      {}, from {address}", amount(fee)));
    chain.state.expect_funds(&address, fee, *locks).await?;
    if !paying.agrees("yes") {
        agree("Submit this?", "yes")?;
    }
    let sent = chain.state.send(signer, &call).await?;
    Ok(Sent {
        transaction: format!("{:?}", sent.transaction),
        block: Block {
            number: sent.number,
            hash: format!("{:?}", sent.block),
            bytes: sent.block,
        },
        finalised: true,
        fee: fee.to_string(),
        failure: sent.inner_failure,
    })
}

impl Sent {
    /// The block that has it.
    pub fn block(&self) -> H256 {
        self.block.bytes
    }

    /// # Errors
    /// If the transaction succeeded, and what it carries failed.
    pub fn succeeded(&self) -> Result<()> {
        match &self.failure {
            None => Ok(()),
            Some(failure) => Err(Problem::Inner(failure.clone()).into()),
        }
    }

    /// In words.
    pub fn text(&self) -> String {
        output::lines([
            ("Transaction", self.transaction.clone()),
            ("Block", format!("{}, final", self.block.number)),
            ("Hash", self.block.hash.clone()),
        ])
    }
}
