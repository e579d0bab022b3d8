//! Faults of the submitter of an operation, which do not use the operation up.

use frame_support::{
    ensure,
    storage::{
        transactional::{Layer, TRANSACTION_LEVEL_KEY},
        unhashed,
    },
};
use polkadot_sdk::*;
use sp_runtime::{DispatchError, TransactionalError};

/// Maximum number of storage layers around a call that dispatches another's call: batches, proxies
/// and multisigs of the submitter. The inner call has the rest of the 255 layers, whatever the
/// submitter does.
const MAX_LAYERS: Layer = 16;

/// Maximum number of storage layers around a call that dispatches what others have approved. Inside
/// it, operations and motions have those up to [`MAX_LAYERS`] left.
const MAX_LAYERS_FOR_OTHERS: Layer = 6;

/// Returns true if the present call has as many storage layers left as it can need.
///
/// Some calls dispatch another's call and succeed even if that fails: operations, and the closing
/// of a motion. Inside enough batches the inner call would fail for lack of layers, and be lost.
pub fn has_layers() -> bool {
    layers() <= MAX_LAYERS
}

/// Returns true if the present call, which runs a call that others have approved, has as many
/// storage layers left as that call can need; it may be an operation or a motion.
pub fn has_layers_for_others() -> bool {
    layers() <= MAX_LAYERS_FOR_OTHERS
}

fn layers() -> Layer {
    unhashed::get_or_default::<Layer>(TRANSACTION_LEVEL_KEY)
}

/// Refuses an operation inside too many layers before it has any effect. Otherwise a nested call
/// could fail for lack of layers, and a batch around it could hide the failure.
pub(crate) fn ensure_layers() -> Result<(), DispatchError> {
    ensure!(has_layers(), TransactionalError::LimitReached);
    Ok(())
}

/// Returns true if a call failed for lack of what its submitter must provide: funds for a deposit,
/// or an account that can have a hold.
///
/// A DID has no funds; its calls take deposits only from the submitter, and nothing from the
/// depositor of an entry that shrinks. So no other account can cause these errors. A DID can cause
/// one on purpose, by a deposit that nobody can pay: then its operation has had no effect, as if it
/// had not been submitted.
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
