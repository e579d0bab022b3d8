//! Errors of the server.

/// Errors that keep the server from serving.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// The server cannot sign in the name of this issuer.
    #[error("{issuer} cannot issue: {reason}")]
    CannotIssue {
        /// The DID of the issuer.
        issuer: String,
        /// Missing part.
        reason: CannotIssue,
    },

    /// The wallet reports an error.
    #[error(transparent)]
    Wallet(#[from] aura_wallet::Error),

    /// The node does not answer, or its answer is not valid.
    #[error(transparent)]
    Client(#[from] aura_client::Error),
}

/// Reasons why a DID of a wallet cannot issue.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum CannotIssue {
    /// The chain does not have the DID.
    #[error(
        "the chain has no such DID, or not in a final block yet: check that the node belongs to \
         its network, and create it"
    )]
    NoDid,
    /// The DID is deactivated.
    #[error("the DID was deactivated")]
    Deactivated,
    /// The wallet has no key of the DID that may sign credentials at present.
    #[error("the wallet has no active Ed25519 key of it under assertionMethod: add one")]
    NoActiveKey,
    /// The wallet has no Ed25519 key of the DID.
    #[error("the wallet has no Ed25519 key of it: add one")]
    NoKey,
}
