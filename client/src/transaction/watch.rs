//! Outcome of a submitted transaction: as the node reports it, or as found in the blocks if the
//! node does not.

use super::signed::{Signed, Statuses};
use crate::{
    rpc::{Header, Node},
    Error, Result,
};
use codec::DecodeAll;
use futures::{
    future::{select, BoxFuture, Either},
    Stream, StreamExt,
};
use serde::Deserialize;
use sp_crypto_hashing::blake2_256;
use std::{fmt, time::Duration};
use subxt::{
    config::substrate::H256,
    rpcs::{
        client::RpcSubscription,
        methods::legacy::{Bytes, TransactionStatus},
        rpc_params,
    },
};

/// Maximum time until a transaction is final.
const FINALITY_TIMEOUT: Duration = Duration::from_secs(600);

/// Future that ends when the timeout is over.
type Timeout = BoxFuture<'static, ()>;

/// Final outcome of a transaction.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum TransactionOutcome {
    /// The transaction is in this final block.
    In(H256),
    /// The transaction is in no block, and can no longer be included.
    Lost(Lost),
}

/// Reason why a transaction can no longer be included.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Lost {
    /// Another transaction of the account has used its nonce in a final block.
    Replaced,
    /// The last block that could include it is final.
    Expired,
}

impl fmt::Display for Lost {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Replaced => "another transaction of the account has used its nonce",
            Self::Expired => "it has expired",
        })
    }
}

/// Meaning of a status that the node's pool sends.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Heard {
    /// The status has no news.
    Nothing,
    /// The status has news for the user, with this text.
    Said(String),
    /// The transaction is in this final block.
    Final(H256),
    /// The pool sends no further statuses, for this reason; the transaction may be in a block
    /// nevertheless.
    Silent(String),
}

/// A block, with the members that are read here.
#[derive(Deserialize)]
struct Block {
    block: Body,
}

#[derive(Deserialize)]
struct Body {
    extrinsics: Vec<Bytes>,
}

impl Heard {
    fn of(status: &TransactionStatus<H256>) -> Self {
        match status {
            TransactionStatus::Future => Self::Said(
                "It waits for an earlier transaction of the account, with the nonce before.".into(),
            ),
            TransactionStatus::Ready | TransactionStatus::Broadcast(_) => Self::Nothing,
            TransactionStatus::InBlock(block) => {
                Self::Said(format!("In block {block:?}, not final yet."))
            }
            TransactionStatus::Retracted(block) => Self::Said(format!(
                "Block {block:?}, which had it, is no longer on the best chain: waiting for \
                 another."
            )),
            TransactionStatus::Finalized(block) => Self::Final(*block),
            TransactionStatus::FinalityTimeout(block) => Self::Silent(format!(
                "The node stopped waiting for block {block:?}, which has it, to become final"
            )),
            TransactionStatus::Usurped(other) => Self::Silent(format!(
                "The node replaced it by the transaction {other:?}, which has the same nonce"
            )),
            TransactionStatus::Dropped => {
                Self::Silent("The node dropped it, since its pool is full".into())
            }
            TransactionStatus::Invalid => {
                Self::Silent("The node says that it is no longer valid".into())
            }
        }
    }
}

impl Node {
    /// Waits until a transaction is in a final block, or can no longer be included. Returns the
    /// connection that is open then.
    ///
    /// # Errors
    /// If the outcome is not known within ten minutes, or the node cannot be reached again.
    pub(super) async fn watch(
        &self,
        signed: &Signed,
        statuses: Option<Statuses>,
    ) -> Result<(Self, TransactionOutcome)> {
        let mut timeout = self.outside().sleep(FINALITY_TIMEOUT);
        if let Some(mut statuses) = statuses {
            let why = loop {
                let status = next_before(&mut timeout, &mut statuses, signed).await?;
                // Without a status, the connection is lost.
                let heard = match status {
                    Some(Ok(status)) => Heard::of(&status),
                    _ => Heard::Silent("The node reports nothing more about it".into()),
                };
                match heard {
                    Heard::Nothing => {}
                    Heard::Said(text) => (self.progress)(&text),
                    Heard::Final(block) => {
                        return Ok((self.clone(), TransactionOutcome::In(block)))
                    }
                    Heard::Silent(why) => break why,
                }
            };
            (self.progress)(&format!("{why}: looking for it in the blocks."));
        }
        let found = async {
            let node = match self.finalized().await {
                Ok(_) => self.clone(),
                Err(_) => self.reconnect().await?,
            };
            let outcome = node.look(signed, timeout).await?;
            Ok((node, outcome))
        };
        found.await.map_err(|error| match error {
            error @ Error::NotFinal { .. } => error,
            error => Error::OutcomeUnknown {
                transaction: signed.hash,
                why: Box::new(error),
            },
        })
    }

    /// Searches each block that becomes final, until the transaction is found or can no longer be
    /// included.
    async fn look(&self, signed: &Signed, mut timeout: Timeout) -> Result<TransactionOutcome> {
        // The subscription begins before the first search, so that no block is missed.
        let mut heads = self.finalized_heads().await?;
        let mut next = signed.born.saturating_add(1);
        loop {
            let head = self.finalized().await?;
            let height = self.header(head).await?.number;
            while next <= height.min(signed.last) {
                let block = self.block_at(next).await?;
                let block = block.ok_or_else(|| self.no_block(next.to_string()))?;
                if self.has(block, signed.hash).await? {
                    return Ok(TransactionOutcome::In(block));
                }
                next = next.saturating_add(1);
            }
            // All blocks up to `head` that can include the transaction have been searched.
            if self.nonce_after(&signed.signer.0, head).await? > signed.nonce {
                return Ok(TransactionOutcome::Lost(Lost::Replaced));
            }
            if height >= signed.last {
                return Ok(TransactionOutcome::Lost(Lost::Expired));
            }
            let head = next_before(&mut timeout, &mut heads, signed).await?;
            if !matches!(head, Some(Ok(_))) {
                heads = self.finalized_heads().await?;
            }
        }
    }

    async fn finalized_heads(&self) -> Result<RpcSubscription<Header>> {
        let method = "chain_subscribeFinalizedHeads";
        let heads = self
            .client
            .subscribe(method, rpc_params![], "chain_unsubscribeFinalizedHeads")
            .await;
        heads.map_err(|error| self.failure(method, error))
    }

    /// Returns true if a block includes a transaction.
    async fn has(&self, block: H256, transaction: H256) -> Result<bool> {
        let found: Option<Block> = self.request("chain_getBlock", rpc_params![block]).await?;
        let found = found.ok_or_else(|| self.no_block(format!("{block:?}")))?;
        let mut extrinsics = found.block.extrinsics.iter();
        Ok(extrinsics.any(|extrinsic| blake2_256(extrinsic) == transaction.0))
    }

    /// Returns the next nonce of an account in the state after a block, without the transactions in
    /// pools.
    async fn nonce_after(&self, account: &[u8; 32], block: H256) -> Result<u64> {
        let function = "AccountNonceApi_account_nonce";
        let answer = self.runtime_call_with(function, account, block).await?;
        let nonce = u32::decode_all(&mut answer.as_slice());
        let nonce = nonce.map_err(|error| self.misunderstood(function, &error))?;
        Ok(nonce.into())
    }
}

/// Returns the next item of a stream.
///
/// # Errors
/// [`Error::NotFinal`] if the timeout is over before that. It must not be polled again then.
async fn next_before<S: Stream + Unpin>(
    timeout: &mut Timeout,
    stream: &mut S,
    signed: &Signed,
) -> Result<Option<S::Item>> {
    match select(stream.next(), timeout).await {
        Either::Left((item, _)) => Ok(item),
        Either::Right(_) => Err(Error::NotFinal {
            transaction: signed.hash,
            seconds: FINALITY_TIMEOUT.as_secs(),
        }),
    }
}

#[cfg(test)]
mod tests;
