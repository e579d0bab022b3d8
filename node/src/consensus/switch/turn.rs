//! Authoring by one engine at a time.

use super::Epochs;
use crate::consensus::engine::Engine;
use aura_runtime_common::{Block, Hash, Header};
use futures::future::{self, Either, Ready};
use polkadot_sdk::*;
use sp_blockchain::HeaderBackend;
use sp_consensus::{Environment, Error, SyncOracle};

/// Wraps a sync oracle or proposer factory `T` for the slot loop of one engine, and lets it work
/// only while that engine authors the next block.
///
/// The slot loops of both engines always run. At the start of a slot each asks its sync oracle,
/// which reports a sync while the other engine authors the child of the best block. Each then makes
/// a proposer for its parent block, which fails if that block is the other engine's to continue.
#[derive(Clone)]
pub struct Turn<T> {
    inner: T,
    engine: Engine,
    epochs: Epochs,
}

impl<T> Turn<T> {
    /// Restricts `inner` to the turns of `engine`.
    pub fn new(engine: Engine, epochs: Epochs, inner: T) -> Self {
        Self {
            inner,
            engine,
            epochs,
        }
    }

    /// True if this engine authors the children of `parent`. No engine can build on a missing
    /// state.
    fn has_come(&self, parent: Hash) -> bool {
        Engine::of_children(self.epochs.client(), parent).is_ok_and(|engine| engine == self.engine)
    }
}

impl<T: SyncOracle> SyncOracle for Turn<T> {
    fn is_major_syncing(&self) -> bool {
        let best = self.epochs.client().info().best_hash;
        if self.inner.is_major_syncing() || !self.has_come(best) {
            return true;
        }
        // The epochs of a switch block may have been unreadable when it was imported.
        self.epochs
            .ensure(best)
            .inspect_err(|error| log::error!("🔀 no block can be authored on {best}: {error}"))
            .is_err()
    }

    fn is_offline(&self) -> bool {
        self.inner.is_offline()
    }
}

impl<T: Environment<Block>> Environment<Block> for Turn<T> {
    type Proposer = T::Proposer;
    type CreateProposer = Either<Ready<Result<T::Proposer, T::Error>>, T::CreateProposer>;
    type Error = T::Error;

    fn init(&mut self, parent: &Header) -> Self::CreateProposer {
        if self.has_come(parent.hash()) {
            Either::Right(self.inner.init(parent))
        } else {
            let refusal = format!(
                "the children of {} are not {}'s",
                parent.hash(),
                self.engine
            );
            Either::Left(future::err(Error::ClientImport(refusal).into()))
        }
    }
}
