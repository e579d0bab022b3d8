//! Errors of batches and inclusions.

/// An error of a batch or of an inclusion in one.
#[derive(Clone, PartialEq, Eq, Debug, thiserror::Error)]
#[non_exhaustive]
pub enum AnchoringError {
    /// A batch without a leaf.
    #[error("a batch has at least one credential")]
    EmptyBatch,
    /// More leaves than [`MAX_BATCH_CREDENTIALS`](crate::limits::MAX_BATCH_CREDENTIALS).
    #[error("a batch has at most 1,048,576 credentials")]
    BatchTooLarge,
    /// No leaf has this position.
    #[error("the batch has no credential at position {0}")]
    NoSuchPosition(u32),
    /// The path does not lead from the credential to the root.
    #[error("the credential is not in the batch: its path does not lead to the root")]
    NotInBatch,
    /// A member of an inclusion is missing or malformed.
    #[error("not an inclusion in a batch: `{0}` is missing or malformed")]
    Inclusion(&'static str),
}

impl AnchoringError {
    /// The name of the error for programs, which never changes.
    pub const fn reason(&self) -> &'static str {
        match self {
            Self::EmptyBatch => "empty-batch",
            Self::BatchTooLarge => "batch-too-large",
            Self::NoSuchPosition(_) => "no-such-position",
            Self::NotInBatch => "not-in-batch",
            Self::Inclusion(_) => "inclusion",
        }
    }
}
