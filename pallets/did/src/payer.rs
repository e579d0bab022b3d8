//! Failures of the account that pays for an operation, which do not use it up.

use frame_support::{
    ensure,
    storage::{
        transactional::{Layer, TRANSACTION_LEVEL_KEY},
        unhashed,
    },
};
use polkadot_sdk::*;
use sp_runtime::{DispatchError, TransactionalError};

/// Storage layers at most around a call that runs the call of somebody else: batches, proxies and
/// multisigs of the account that submits it. The calls inside have the rest of the 255, whatever the
/// account does.
const MAX_LAYERS: Layer = 16;

/// Storage layers at most around a call that runs what others have approved. Inside it, operations and
/// motions have those up to [`MAX_LAYERS`] left.
const MAX_LAYERS_FOR_OTHERS: Layer = 6;

/// Says if the call that is made now has as many storage layers left as it can need.
///
/// Some calls run a call of somebody else and count as done when that fails: an operation, or a motion
/// that is closed. Inside enough batches that call fails for want of layers, and is lost.
pub fn has_layers() -> bool {
    layers() <= MAX_LAYERS
}

/// Says if the call that is made now, which runs what others have approved, has as many storage layers
/// left as that can need, operations and motions among it.
pub fn has_layers_for_others() -> bool {
    layers() <= MAX_LAYERS_FOR_OTHERS
}

fn layers() -> Layer {
    unhashed::get_or_default::<Layer>(TRANSACTION_LEVEL_KEY)
}

/// Refuses an operation inside of too many layers, before anything of it is done. A call deep inside it
/// could fail by that, and a batch around that call hide the failure.
pub(crate) fn ensure_layers() -> Result<(), DispatchError> {
    ensure!(has_layers(), TransactionalError::LimitReached);
    Ok(())
}

/// Says if a call failed for want of something that the account which submits it should have: money for
/// a deposit, or an account that can have a hold.
///
/// A DID has no money, and what it can call takes deposits from the submitter alone; where an entry
/// shrinks, nothing is taken from its depositor. So no other account has a part in these errors. A DID
/// can bring one about on purpose, by a deposit that nobody can pay: then its operation has had no effect
/// and is no different from one that was not submitted.
pub(crate) fn is_at_fault(error: &DispatchError) -> bool {
    matches!(
        error,
        DispatchError::Token(_)
            | DispatchError::NoProviders
            | DispatchError::TooManyConsumers
            | DispatchError::ConsumerRemaining
            | DispatchError::Transactional(_)
    )
}
