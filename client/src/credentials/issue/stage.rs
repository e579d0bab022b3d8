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
    /// The credentials are signed, or read if they are signed already. The batch is given if the
    /// chain has it.
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

    /// Returns the root in the journal, once everything is signed.
    fn root(&self) -> Option<Root>;

    /// Reads the state of a root from the chain. Waits as long as the block that decides it is not
    /// final.
    async fn root_status(&mut self, root: Root) -> Result<RootStatus, Self::Error>;

    /// Moves the journal to the next free indices of the list, if they have changed.
    async fn find_indices(&mut self) -> Result<(), Self::Error>;

    /// Signs all credentials and saves the root in the journal, unless an earlier run has.
    async fn sign(&mut self) -> Result<Batch, Self::Error>;

    /// Sends the root. Returns the error as a value if the root may have been sent all the same.
    async fn anchor(&mut self, root: Root) -> Result<Option<Self::Error>, Self::Error>;

    /// Writes the output, and removes what only the run needed.
    fn publish(&mut self, batch: &Batch) -> Result<(), Self::Error>;

    /// Begins another attempt, since others anchored in the list first.
    ///
    /// # Errors
    /// After [`MAX_ANCHORING_ATTEMPTS`] attempts: `failure`, or [`Self::not_anchored`].
    async fn retry(&mut self, failure: Option<Self::Error>) -> Result<(), Self::Error>;

    /// The error that the credentials were not anchored.
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
                    RootStatus::Anchored(batch) => Self::Sign(Some(batch)),
                    // No credential of it was given out.
                    RootStatus::Lost => Self::Indices,
                    RootStatus::Open => Self::Sign(None),
                })
            }
            Self::Indices => {
                work.find_indices().await?;
                Ok(Self::Sign(None))
            }
            Self::Sign(anchored) => {
                let tree = work.sign().await?;
                Ok(match anchored {
                    Some(batch) => Self::Publish(tree, batch),
                    None => Self::Anchor(tree),
                })
            }
            Self::Anchor(tree) => {
                let failure = work.anchor(tree.root()).await?;
                match work.root_status(tree.root()).await? {
                    RootStatus::Anchored(batch) => Ok(Self::Publish(tree, batch)),
                    RootStatus::Lost => {
                        work.retry(failure).await?;
                        Ok(Self::Journal)
                    }
                    RootStatus::Open => Err(failure.unwrap_or_else(|| work.not_anchored())),
                }
            }
            Self::Publish(tree, batch) => {
                work.publish(&tree)?;
                Ok(Self::Done(batch))
            }
            Self::Done(batch) => Ok(Self::Done(batch)),
        }
    }
}

#[cfg(test)]
mod tests;
