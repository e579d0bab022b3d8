//! Errors of the server.

/// What keeps the server from serving.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// The server cannot sign in that name.
    #[error("{issuer} cannot issue: {reason}")]
    CannotIssue {
        /// Whose name it is.
        issuer: String,
        /// What is missing, and what to do.
        reason: &'static str,
    },

    /// What is wrong with the wallet.
    #[error(transparent)]
    Wallet(#[from] aura_wallet::Error),

    /// The node does not answer, or not as it should.
    #[error(transparent)]
    Client(#[from] aura_client::Error),
}
