//! The stages of an issuing run, and the step from each to the next.

use aura_identity::anchoring::Batch;
use aura_primitives::credentials::{view::BatchView, Root};

/// Stage of an issuing run: the step that is next. A run always begins with [`Stage::Journal`]: the
/// journal and the chain have all that an earlier run has reached.
#[derive(Debug, PartialEq)]
pub enum Stage {
    /// The journal is compared with the chain.
    Journal,
    /// The batch gets free indices of the list.
    Indices,
    /// The credentials are signed, or read if they are signed already. `Some` if the chain already
    /// has the batch.
    Sign(Option<BatchView>),
    /// The root is sent to the chain.
    Anchor(Batch),
    /// The output is written.
    Publish(Batch, BatchView),
    /// Everything is issued.
    Done(BatchView),
}

/// State of a root that may have been sent to the chain.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RootStatus {
    /// Anchored in a final block.
    Anchored(BatchView),
    /// Lost: others took its indices in a final block, so it can never be anchored.
    Lost,
    /// It can still be anchored.
    Open,
}

/// The work of the stages.
pub trait Work {
    /// Error that interrupts the run.
    type Error;

    /// Returns the root in the journal; `None` before all credentials are signed.
    fn root(&self) -> Option<Root>;

    /// Reads the state of a root from the chain. Waits as long as the block that decides it is not
    /// final.
    async fn root_status(&mut self, root: Root) -> Result<RootStatus, Self::Error>;

    /// Moves the journal to the next free indices of the list, if they have changed.
    async fn find_indices(&mut self) -> Result<(), Self::Error>;

    /// Signs all credentials and saves the root in the journal; or reads them, if an earlier run
    /// did both.
    async fn sign(&mut self) -> Result<Batch, Self::Error>;

    /// Sends the root. Returns `Ok(Some(error))` if sending failed but the chain may still get the
    /// root.
    async fn anchor(&mut self, root: Root) -> Result<Option<Self::Error>, Self::Error>;

    /// Writes the output, and removes the journal and the signed credentials.
    fn publish(&mut self, batch: &Batch) -> Result<(), Self::Error>;

    /// Begins another attempt, since others anchored in the list first.
    ///
    /// # Errors
    /// After [`MAX_ANCHORING_ATTEMPTS`] attempts: `failure`, or [`Self::not_anchored`].
    async fn retry(&mut self, failure: Option<Self::Error>) -> Result<(), Self::Error>;

    /// Error of a run whose credentials were not anchored.
    fn not_anchored(&self) -> Self::Error;
}

impl Stage {
    /// Does the work of the stage, and returns the next one.
    ///
    /// # Errors
    /// Any error that interrupts the run. It can begin again with [`Stage::Journal`].
    pub async fn next<W: Work>(self, work: &mut W) -> Result<Self, W::Error> {
        match self {
            Self::Journal => {
                let Some(root) = work.root() else {
                    return Ok(Self::Indices);
                };
                Ok(match work.root_status(root).await? {
                    RootStatus::Anchored(view) => Self::Sign(Some(view)),
                    // No credential of this batch was given out.
                    RootStatus::Lost => Self::Indices,
                    RootStatus::Open => Self::Sign(None),
                })
            }
            Self::Indices => {
                work.find_indices().await?;
                Ok(Self::Sign(None))
            }
            Self::Sign(anchored) => {
                let batch = work.sign().await?;
                Ok(match anchored {
                    Some(view) => Self::Publish(batch, view),
                    None => Self::Anchor(batch),
                })
            }
            Self::Anchor(batch) => {
                let failure = work.anchor(batch.root()).await?;
                match work.root_status(batch.root()).await? {
                    RootStatus::Anchored(view) => Ok(Self::Publish(batch, view)),
                    RootStatus::Lost => {
                        work.retry(failure).await?;
                        Ok(Self::Journal)
                    }
                    RootStatus::Open => Err(failure.unwrap_or_else(|| work.not_anchored())),
                }
            }
            Self::Publish(batch, view) => {
                work.publish(&batch)?;
                Ok(Self::Done(view))
            }
            Self::Done(view) => Ok(Self::Done(view)),
        }
    }
}

#[cfg(test)]
mod tests;
