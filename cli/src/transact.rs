//! Transactions of an account: shows the call and its cost, asks for agreement, sends it and
//! reports the result.

use crate::{
    did::{agree, Chain, Common, Paying, Problem},
    output, Result,
};
pub use aura_client::zkp::Transaction;
use serde::Serialize;
use subxt::config::substrate::H256;
use subxt_signer::sr25519::Keypair;

/// A transaction in a final block.
#[derive(Debug, Serialize)]
pub struct SentTransaction {
    transaction: String,
    block: Block,
    finalized: bool,
    /// Estimated fee in plancks.
    fee: String,
    /// The error of an inner call, if it failed.
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

/// Returns the key that signs and pays: from the file that was named, or else the wallet's account.
/// The wallet is opened only for that.
///
/// # Errors
/// If there is no such key.
pub fn payer(common: &Common, paying: &Paying) -> Result<Keypair> {
    match paying.sponsor()? {
        Some(keypair) => Ok(keypair),
        None => paying.keypair(&*common.access.open()?),
    }
}

/// Shows the call and its cost, asks for agreement, and sends it.
///
/// # Errors
/// If the user does not agree, the chain refuses it, or it does not become final.
pub async fn send(
    paying: &Paying,
    chain: &Chain,
    signer: &Keypair,
    Transaction { words, call, locks }: &Transaction,
) -> Result<SentTransaction> {
    let call = chain.state.call_of(call)?;
    let fee = chain.state.fee(signer, &call).await?;
    let address = signer.public_key().to_account_id();
    for line in words {
        output::progress(line);
    }
    output::progress(&format!("Fee      {}, from {address}", output::amount(fee)));
    chain.state.expect_funds(&address, fee, *locks).await?;
    if !paying.agrees("yes") {
        agree("Submit this?", "yes")?;
    }
    let sent = chain.state.send(signer, &call).await?;
    Ok(SentTransaction {
        transaction: format!("{:?}", sent.transaction),
        block: Block {
            number: sent.number,
            hash: format!("{:?}", sent.block),
            bytes: sent.block,
        },
        finalized: true,
        fee: fee.to_string(),
        failure: sent.inner_failure,
    })
}

impl SentTransaction {
    /// Returns the hash of the block with the transaction.
    pub fn block(&self) -> H256 {
        self.block.bytes
    }

    /// Returns an error if the inner call failed.
    ///
    /// # Errors
    /// If the transaction succeeded, and its inner call failed.
    pub fn succeeded(&self) -> Result<()> {
        match &self.failure {
            None => Ok(()),
            Some(failure) => Err(Problem::Inner(failure.clone()).into()),
        }
    }

    /// Formats the transaction for the user.
    pub fn text(&self) -> String {
        output::lines([
            ("Transaction", self.transaction.clone()),
            ("Block", format!("{}, final", self.block.number)),
            ("Hash", self.block.hash.clone()),
        ])
    }
}
