//! Errors of DIDs and of their operations.

use crate::transaction::Lack;
use std::path::PathBuf;

/// Error of an operation on DIDs. Its text gives the reason and the remedy.
#[derive(Debug, thiserror::Error)]
pub enum Problem {
    /// The account cannot pay for the transaction.
    #[error(transparent)]
    InsufficientFunds(Box<Lack>),

    /// The operation was executed and is used up, but its call failed.
    #[error(
        "the operation was carried out, but its call failed: {0}. The operation cannot be used \
         again: make a new one"
    )]
    Inner(String),

    /// The chain would refuse the call.
    #[error("the chain would refuse this, so nothing was sent: {0}")]
    Refused(String),

    /// The DID is not on the chain.
    #[error(
        "the chain has no {0}: check that it was created, and that the node belongs to its network"
    )]
    NotFound(String),

    /// The DID is deactivated.
    #[error("{0} is deactivated permanently")]
    Deactivated(String),

    /// The DID resolver returned an error.
    #[error("{title}: {detail}")]
    Resolution {
        /// Title of the resolver's error.
        title: String,
        /// Detail of the resolver's error.
        detail: String,
    },

    /// The wallet's DID, or the file, is of another chain.
    #[error(
        "this is for the chain with the genesis block {theirs}, but the node's is {ours}: name a \
         node of that chain"
    )]
    OtherNetwork {
        /// Genesis hash of the wallet's DID or of the file.
        theirs: String,
        /// Genesis hash of the node's chain.
        ours: String,
    },

    /// The user must confirm, but there is no terminal.
    #[error("nothing was done, since there is no terminal to ask for confirmation")]
    NoTerminal,

    /// An argument is not valid.
    #[error("{0}")]
    Argument(String),

    /// Signatures are missing that neither this wallet nor the outside can make.
    #[error(
        "{} must sign too, and their keys are not here: write the operation to a file, and have \
         it signed where the keys are",
        .0.join(", ")
    )]
    Missing(Vec<String>),

    /// The file is not an operation of a DID.
    #[error("{} is not an operation of a DID: {reason}", path.display())]
    File {
        /// Path of the file.
        path: PathBuf,
        /// Fault of the file.
        reason: String,
    },

    /// The operation is no longer valid, or not on this chain.
    #[error("the operation can no longer be used: {0}. Make a new one")]
    Stale(String),

    /// The node reports other indices for this pallet and call than the network has.
    #[error(
        "the node's index of the call {0}.{1} is not that of the network: nothing was signed. Use \
         another node"
    )]
    OtherIndices(&'static str, &'static str),

    /// The DID exists already.
    #[error("{0} already exists")]
    Exists(String),

    /// This crate does not know the call of the operation.
    #[error(
        "the call of the operation is not known, so it is neither signed nor submitted: {0}. Check \
         whether there is a newer version of this tool"
    )]
    Unknown(String),

    /// The wallet has none of the keys whose signatures are missing.
    #[error("this wallet has none of the keys that must still sign: {}", .0.join(", "))]
    NothingToSign(Vec<String>),

    /// The signers do not prove a relationship that the call requires.
    #[error(
        "{who} cannot sign this for {did}, which requires {relationship}, so nothing was sent: name \
         other signers, or none"
    )]
    NotProven {
        /// DID that makes the call.
        did: String,
        /// Names of the signers.
        who: String,
        /// Relationships of which the call requires one.
        relationship: String,
    },

    /// The DID has no key with the required relationship.
    #[error("{did} has no key for {relationship}: add one, or use one of its keys for that")]
    NoKeyFor {
        /// DID that lacks the key.
        did: String,
        /// Required verification relationship.
        relationship: &'static str,
    },

    /// The wallet has no key of the DID that can secure documents.
    #[error(
        "this wallet has no Ed25519 key of {did} for {relationship}, or not the one that was \
         named: add one"
    )]
    NoEd25519 {
        /// DID that secures the document.
        did: String,
        /// Required verification relationship.
        relationship: &'static str,
    },

    /// The wallet has no key for proofs of the DID.
    #[error(
        "this wallet has no Jubjub key of {0}, or not the one that was named, so nothing could be \
         proven of its credentials: add one"
    )]
    NoJubjub(String),

    /// A key for proofs has no valid proof of possession for the DID.
    #[error(
        "the key {0} has no valid proof of possession for this DID, so the chain would reject it. \
         Make the operation again where the key is"
    )]
    NotPossessed(String),

    /// The signature of this signer is not valid for the operation.
    #[error("the signature of {0} is not over this operation: have it signed again")]
    BadSignature(String),
}
