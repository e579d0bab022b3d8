//! The result of a transaction that is in a final block.

use super::{send::Signed, State};
use crate::{Error, Result};
use aura_primitives::credentials::ListId;
use subxt::{config::substrate::H256, events::Event, PolkadotConfig};

/// A transaction that succeeded and is final.
#[derive(Debug, Clone)]
pub struct Sent {
    /// Its hash.
    pub transaction: H256,
    /// The block that has it.
    pub block: H256,
    /// The height of that.
    pub number: u64,
    /// Why a call inside failed, if one did: of `Did.Dispatched`, of a motion of the council, and of what
    /// that has root do.
    pub inner_failure: Option<String>,
    /// Of `Credentials.StatusListCreated`: the number of the list.
    pub list: Option<ListId>,
}

impl State {
    /// Reads the events of a transaction; `self` is the state after the block `block`, which has it.
    ///
    /// # Errors
    /// [`Error::Failed`] if the call failed.
    pub(super) async fn outcome(&self, signed: &Signed, block: H256) -> Result<Sent> {
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
        let mut sent = Sent {
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

    fn note(&self, sent: &mut Sent, event: &Event<'_, PolkadotConfig>) {
        let fields = event.field_bytes();
        match (event.pallet_name(), event.event_name()) {
            // A DID, a nonce, a result.
            ("Did", "Dispatched") => sent.inner_failure = self.failure(fields.get(40..)),
            // What is inside comes first, and what is around it does not hide it. Both have a hash and
            // a result.
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

    /// The failure in a `DispatchResult`.
    fn failure(&self, result: Option<&[u8]>) -> Option<String> {
        match result {
            Some([0]) => None,
            Some([1, error @ ..]) => Some(self.dispatch_error(error)),
            _ => Some("the event of its result is not understood".into()),
        }
    }
}
