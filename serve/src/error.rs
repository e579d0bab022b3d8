//! Errors of the server.

/// Errors that keep the server from serving.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// The server cannot sign in the name of this issuer.
    #[error("{issuer} cannot issue: {reason}")]
    CannotIssue {
        /// The DID of the issuer.
        issuer: String,
        /// The missing part, and the action that helps.
        reason: &'static str,
    },

    /// The wallet reports an error.
    #[error(transparent)]
    Wallet(#[from] aura_wallet::Error),

    /// The node does not answer, or its answer is not valid.
    #[error(transparent)]
    Client(#[from] aura_client::Error),
}
