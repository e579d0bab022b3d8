//! Transactions: signed with the next free nonce, submitted, and tried again where others took that.

use super::{watch::Fate, Call, Cause, Lost, Refusal, Sent, State};
use crate::{
    rpc::{self, Node, METHOD_NOT_FOUND},
    Error, Result,
};
use futures::future::BoxFuture;
use std::time::Duration;
use subxt::{
    config::{
        polkadot::PolkadotExtrinsicParamsBuilder,
        substrate::{AccountId32, H256},
    },
    rpcs::{self, client::RpcSubscription, methods::legacy::TransactionStatus, rpc_params},
};
use subxt_signer::sr25519::Keypair;
use tokio::time::sleep;

/// Blocks in which a transaction is valid, from the last finalised one on when it was signed.
const LIFETIME: u64 = 64;

/// Times that a transaction is signed anew because others took its nonce.
const ATTEMPTS: u32 = 8;

/// Wait before a nonce is asked for again, once for each attempt before: the pool of the node has to
/// see what took it.
const PAUSE: Duration = Duration::from_millis(250);

/// A signed transaction.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Signed {
    /// The account that signed.
    pub signer: AccountId32,
    /// Its number among those of the account.
    pub nonce: u64,
    /// The bytes.
    pub bytes: Vec<u8>,
    /// Its hash.
    pub hash: H256,
    /// The last block that can have it.
    pub last: u64,
    /// The block before the first one that can have it.
    pub born: u64,
}

/// The subscription to what becomes of a transaction.
pub(super) type Statuses = RpcSubscription<TransactionStatus<H256>>;

impl State {
    /// Signs `call`, submits it and waits until it is final. Where another transaction of the account has
    /// its nonce it is signed anew with the next one, unless it could still come into a block.
    ///
    /// # Errors
    /// When the node refuses it, when it fails, or when it does not become final in time. A failure
    /// inside of `Did.dispatch` is no error here.
    pub fn send<'a>(&'a self, signer: &'a Keypair, call: &'a Call) -> BoxFuture<'a, Result<Sent>> {
        Box::pin(async move {
            let mut attempt = 1;
            let mut node = self.node.clone();
            loop {
                let signed = self.sign(&node, signer, call).await?;
                let error = match node.submit(&signed).await? {
                    Ok(statuses) => match node.watch(&signed, statuses).await? {
                        (node, Fate::In(block)) => {
                            return node.state(block).await?.outcome(&signed, block).await
                        }
                        (living, Fate::Lost(why)) => {
                            // The connection may have been lost meanwhile.
                            node = living;
                            Error::Lost {
                                transaction: signed.hash,
                                why,
                            }
                        }
                    },
                    Err(refusal) => Error::NotTaken {
                        signer: signed.signer,
                        refusal,
                    },
                };
                if attempt >= ATTEMPTS || !is_of_the_nonce(&error) {
                    return Err(error);
                }
                (node.progress)(&format!(
                    "Another transaction of {} has number {}: once more, with the next one.",
                    signed.signer, signed.nonce
                ));
                sleep(PAUSE.saturating_mul(attempt)).await;
                attempt = attempt.saturating_add(1);
            }
        })
    }

    /// Signs with the next nonce, for the blocks after the last finalised one.
    async fn sign(&self, node: &Node, signer: &Keypair, call: &Call) -> Result<Signed> {
        let account = signer.public_key().to_account_id();
        let nonce = node.next_nonce(&account).await?;
        let block = node.finalized().await?;
        let born = node.header(block).await?.number;
        let params = PolkadotExtrinsicParamsBuilder::new()
            .nonce(nonce)
            .mortal_from_unchecked(LIFETIME, born, block)
            .build();
        let unsigned = |error: &dyn ToString| {
            let error = error.to_string();
            self.node.misunderstood("the form of a transaction", &error)
        };
        let transactions = self.at.tx();
        let mut signable = transactions
            .create_signable_offline(call, params)
            .map_err(|error| unsigned(&error))?;
        let signed = signable.sign(signer).map_err(|error| unsigned(&error))?;
        Ok(Signed {
            signer: account,
            nonce,
            hash: signed.hash(),
            bytes: signed.into_encoded(),
            born,
            // Valid in as many blocks, of which `born` is counted as the first.
            last: born.saturating_add(LIFETIME).saturating_sub(1),
        })
    }
}

/// Says if the same call may be taken with the next nonce, and the transaction that was refused can
/// never come into a block.
const fn is_of_the_nonce(error: &Error) -> bool {
    match error {
        Error::NotTaken { refusal, .. } => refusal.is_of_the_nonce(),
        Error::Lost { why, .. } => matches!(why, Lost::Replaced),
        _ => false,
    }
}

impl Node {
    /// The next nonce of an account, after all of its transactions that wait in the node's pool.
    async fn next_nonce(&self, account: &AccountId32) -> Result<u64> {
        let account = account.to_string();
        self.request("system_accountNextIndex", rpc_params![account])
            .await
    }

    /// Submits a transaction: gives what tells of it, or nothing where the node may have it and does not
    /// tell.
    ///
    /// # Errors
    /// The node's refusal; and if the node does not serve that.
    pub(super) async fn submit(
        &self,
        signed: &Signed,
    ) -> Result<std::result::Result<Option<Statuses>, Refusal>> {
        let method = "author_submitAndWatchExtrinsic";
        let bytes = const_hex::encode_prefixed(&signed.bytes);
        let answer = self
            .client
            .subscribe(method, rpc_params![bytes], "author_unwatchExtrinsic")
            .await;
        match answer {
            Ok(statuses) => Ok(Ok(Some(statuses))),
            Err(rpcs::Error::User(error)) if error.code == METHOD_NOT_FOUND => {
                Err(self.failure(method, rpcs::Error::User(error)))
            }
            Err(rpcs::Error::User(error)) => {
                let refusal = Refusal::of(&error);
                if refusal.cause == Cause::Imported {
                    (self.progress)("The node has this transaction already: looking for it.");
                    return Ok(Ok(None));
                }
                Ok(Err(refusal))
            }
            // It was written, and nobody knows how far it came.
            Err(error) => {
                (self.progress)(&format!(
                    "The node does not answer ({}): looking for the transaction.",
                    rpc::reason(&error)
                ));
                Ok(Ok(None))
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use subxt_signer::sr25519::dev;

    #[test]
    fn a_transaction_that_can_still_be_included_is_not_sent_twice() {
        let refused = |cause| Error::NotTaken {
            signer: dev::alice().public_key().to_account_id(),
            refusal: Refusal {
                cause,
                said: "no".into(),
            },
        };
        let lost = |why| Error::Lost {
            transaction: H256::zero(),
            why,
        };
        for again in [
            refused(Cause::Stale),
            refused(Cause::LowPriority),
            lost(Lost::Replaced),
        ] {
            assert!(is_of_the_nonce(&again), "{again}");
        }
        let unknown = Error::NotFinal {
            transaction: H256::zero(),
            seconds: 1,
        };
        for never in [
            refused(Cause::Payment),
            refused(Cause::Full),
            lost(Lost::Expired),
            unknown,
        ] {
            assert!(!is_of_the_nonce(&never), "{never}");
        }
    }
}
