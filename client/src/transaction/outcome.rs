//! Result of a transaction that is in a final block.

use super::signed::Signed;
use crate::{state::State, Error, Result};
use aura_primitives::credentials::ListId;
use subxt::{config::substrate::H256, events::Event, PolkadotConfig};

/// A transaction that succeeded and is final.
#[derive(Debug, Clone)]
pub struct FinalTransaction {
    /// Hash of the transaction.
    pub transaction: H256,
    /// Hash of the block that includes it.
    pub block: H256,
    /// Height of that block.
    pub number: u64,
    /// Error of an inner call, if one failed: of `Did.Dispatched`, of a motion of the council, or
    /// of the call that the motion has root make.
    pub inner_failure: Option<String>,
    /// Number of the new list, from `Credentials.StatusListCreated`.
    pub list: Option<ListId>,
}

impl State {
    /// Reads the events of a transaction. `self` is the state after `block`, which includes it.
    ///
    /// # Errors
    /// [`Error::Failed`] if the call failed.
    pub(super) async fn outcome(&self, signed: &Signed, block: H256) -> Result<FinalTransaction> {
        let transaction = signed.hash;
        let unread = |error: &dyn ToString| {
            let what = format!("the events of {transaction:?}");
            self.node.misunderstood(&what, &error.to_string())
        };
        let extrinsics = self.at.extrinsics().fetch().await;
        let extrinsics = extrinsics.map_err(|error| unread(&error))?;
        let mut found = None;
        for extrinsic in extrinsics.iter() {
            let extrinsic = extrinsic.map_err(|error| unread(&error))?;
            if extrinsic.hash() == transaction {
                found = Some(extrinsic);
            }
        }
        let found = found.ok_or_else(|| unread(&"the block does not have it"))?;
        let events = found.events().await.map_err(|error| unread(&error))?;
        let mut sent = FinalTransaction {
            transaction,
            block,
            number: self.at.block_number(),
            inner_failure: None,
            list: None,
        };
        for event in events.iter() {
            let event = event.map_err(|error| unread(&error))?;
            if (event.pallet_name(), event.event_name()) == ("System", "ExtrinsicFailed") {
                return Err(Error::Failed {
                    transaction,
                    reason: self.dispatch_error(event.field_bytes()),
                });
            }
            self.note(&mut sent, &event);
        }
        Ok(sent)
    }

    fn note(&self, sent: &mut FinalTransaction, event: &Event<'_, PolkadotConfig>) {
        let fields = event.field_bytes();
        match (event.pallet_name(), event.event_name()) {
            // The event has a DID, a nonce and a result.
            ("Did", "Dispatched") => sent.inner_failure = self.failure(fields.get(40..)),
            // The inner event comes first, and the outer one must not hide its failure. Both have a
            // hash and a result.
            ("RootNotice", "Enacted") => sent.inner_failure = self.failure(fields.get(32..)),
            ("Council", "Executed") => {
                let failure = self.failure(fields.get(32..));
                sent.inner_failure = sent.inner_failure.take().or(failure);
            }
            ("Credentials", "StatusListCreated") => {
                let number = fields.first_chunk();
                sent.list = number.map(|bytes| ListId::from_le_bytes(*bytes));
            }
            _ => {}
        }
    }

    /// Returns the text of the error in an encoded `DispatchResult`; `None` if the call succeeded.
    fn failure(&self, result: Option<&[u8]>) -> Option<String> {
        match result {
            Some([0]) => None,
            Some([1, error @ ..]) => Some(self.dispatch_error(error)),
            _ => Some("the event of its result is not understood".into()),
        }
    }
}
