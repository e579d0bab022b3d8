//! Errors of status lists and their entries.

/// An error of a status list or of an entry in one.
#[derive(Clone, PartialEq, Eq, Debug, thiserror::Error)]
#[non_exhaustive]
pub enum StatusError {
    /// A member is missing or malformed.
    #[error("`{0}` is missing or malformed")]
    Malformed(&'static str),
    /// The parts of an entry contradict one another.
    #[error("`id`, `statusPurpose`, `statusListIndex` and `statusListCredential` disagree")]
    Disagrees,
    /// An `encodedList` is not gzip in multibase.
    #[error("the list is not written in base64url, compressed by gzip: ask its issuer")]
    EncodedList,
    /// The list has more than
    /// [`MAX_LIST_ENTRIES`](crate::limits::MAX_LIST_ENTRIES).
    #[error("the list has more than 1,048,576 entries")]
    TooLarge,
    /// The list has fewer than
    /// [`MIN_LIST_ENTRIES`](crate::limits::MIN_LIST_ENTRIES).
    #[error("the list has fewer than 131,072 entries")]
    TooSmall,
}

impl StatusError {
    /// The name of the error for programs, which never changes.
    pub const fn reason(&self) -> &'static str {
        match self {
            Self::Malformed(_) => "malformed",
            Self::Disagrees => "status-disagrees",
            Self::EncodedList => "encoded-list",
            Self::TooLarge => "list-too-large",
            Self::TooSmall => "list-too-small",
        }
    }
}
