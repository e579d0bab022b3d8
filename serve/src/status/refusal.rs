//! Reasons why a list is not returned.

/// Reasons why a list is not returned.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Refusal {
    /// The list does not exist, or belongs to another issuer.
    NotFound,
    /// All permits are in use.
    Busy,
    /// The node does not answer.
    Unavailable,
    /// The last final block is so old that a list made from it would have expired.
    Old,
    /// The server's key is no longer valid in the issuer's DID document.
    KeyGone,
    /// The list cannot be made or signed.
    Unwritten,
}
