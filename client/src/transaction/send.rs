//! Transactions: signed with the next free nonce, submitted, and signed again if another
//! transaction used the nonce.

use super::{
    key::Key,
    signed::{Signed, Statuses},
    watch::TransactionOutcome,
    Cause, FinalTransaction, Lost, Refusal,
};
use crate::{
    limits::MAX_SIGNING_ATTEMPTS,
    rpc::{self, Node, METHOD_NOT_FOUND},
    state::{Call, State},
    Error, Result,
};
use futures::future::BoxFuture;
use std::time::Duration;
use subxt::{
    config::{polkadot::PolkadotExtrinsicParamsBuilder, substrate::AccountId32},
    rpcs::{self, rpc_params},
};

/// Number of blocks in which a transaction is valid, from the last final one at the time of
/// signing.
const LIFETIME_BLOCKS: u64 = 64;

/// Pause before the nonce is read again, multiplied by the number of attempts so far: the pool of
/// the node must first see the transaction that used the nonce.
const RETRY_PAUSE: Duration = Duration::from_millis(250);

impl State {
    /// Signs `call`, submits it and waits until it is final. If another transaction of the account
    /// used its nonce, the call is signed again with the next one, unless the first transaction
    /// could still be included.
    ///
    /// # Errors
    /// If the node refuses it, if it fails, or if it does not become final in time. A failure
    /// inside `Did.dispatch` is not an error here.
    pub fn send<'a>(
        &'a self,
        signer: impl Into<Key<'a>>,
        call: &'a Call,
    ) -> BoxFuture<'a, Result<FinalTransaction>> {
        let signer = signer.into();
        Box::pin(async move {
            let mut attempt = 1;
            let mut node = self.node.clone();
            loop {
                let signed = self.sign(&node, &signer, call).await?;
                let error = match node.submit(&signed).await? {
                    Ok(statuses) => match node.watch(&signed, statuses).await? {
                        (node, TransactionOutcome::In(block)) => {
                            return node.state(block).await?.outcome(&signed, block).await
                        }
                        (living, TransactionOutcome::Lost(why)) => {
                            // The connection may have been lost meanwhile, and replaced.
                            node = living;
                            Error::Lost {
                                transaction: signed.hash,
                                why,
                            }
                        }
                    },
                    Err(refusal) => Error::RejectedByPool {
                        signer: signed.signer,
                        refusal,
                    },
                };
                if attempt >= MAX_SIGNING_ATTEMPTS || !is_of_the_nonce(&error) {
                    return Err(error);
                }
                (node.progress)(&format!(
                    "Another transaction of {} has the nonce {}: retrying with the next one.",
                    signed.signer, signed.nonce
                ));
                let pause = RETRY_PAUSE.saturating_mul(attempt);
                node.outside().sleep(pause).await;
                attempt = attempt.saturating_add(1);
            }
        })
    }

    /// Signs with the next nonce, for the `LIFETIME_BLOCKS` blocks after the last final one.
    async fn sign(&self, node: &Node, signer: &Key<'_>, call: &Call) -> Result<Signed> {
        let account = signer.account();
        let nonce = node.next_nonce(&account).await?;
        let block = node.finalized().await?;
        let born = node.header(block).await?.number;
        let params = PolkadotExtrinsicParamsBuilder::new()
            .nonce(nonce)
            .mortal_from_unchecked(LIFETIME_BLOCKS, born, block)
            .build();
        let unsigned = |error: &dyn ToString| {
            let error = error.to_string();
            self.node
                .misunderstood("the format of a transaction", &error)
        };
        let transactions = self.at.tx();
        let mut signable = transactions
            .create_signable_offline(call, params)
            .map_err(|error| unsigned(&error))?;
        let payload = signable.signer_payload();
        let payload = payload.map_err(|error| unsigned(&error))?;
        let signature = signer.sign(node, &payload).await?;
        let signed = signable
            .sign_with_account_and_signature(&account, &signature)
            .map_err(|error| unsigned(&error))?;
        Ok(Signed {
            signer: account,
            nonce,
            hash: signed.hash(),
            bytes: signed.into_encoded(),
            born,
            // It is valid in `LIFETIME_BLOCKS` blocks, of which `born` counts as the first.
            last: born.saturating_add(LIFETIME_BLOCKS).saturating_sub(1),
        })
    }
}

/// Returns true if the same call may be accepted with the next nonce, and the transaction that was
/// refused can no longer be included.
const fn is_of_the_nonce(error: &Error) -> bool {
    match error {
        Error::RejectedByPool { refusal, .. } => refusal.is_of_the_nonce(),
        Error::Lost { why, .. } => matches!(why, Lost::Replaced),
        _ => false,
    }
}

impl Node {
    /// Returns the next nonce of an account, after all of its transactions in the node's pool.
    async fn next_nonce(&self, account: &AccountId32) -> Result<u64> {
        let account = account.to_string();
        self.request("system_accountNextIndex", rpc_params![account])
            .await
    }

    /// Submits a transaction. Returns the subscription to its statuses, or `None` if the node may
    /// have it and sends no statuses.
    ///
    /// # Errors
    /// If the node does not serve the method. The inner error is the refusal of the node's pool.
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
                    (self.progress)("The node already has this transaction: looking for it.");
                    return Ok(Ok(None));
                }
                Ok(Err(refusal))
            }
            // The request was sent, and it is not known if it arrived.
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
    use subxt::config::substrate::H256;
    use subxt_signer::sr25519::dev;

    #[test]
    fn a_transaction_that_can_still_be_included_is_not_sent_twice() {
        let refused = |cause| Error::RejectedByPool {
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
