//! Errors of DIDs and of their operations.

use crate::transaction::Lack;
use std::path::PathBuf;

/// Error of an operation on DIDs. Its text gives the reason and the remedy.
#[derive(Debug, thiserror::Error)]
pub enum Problem {
    /// The account cannot pay for the transaction.
    #[error(transparent)]
    Poor(Box<Lack>),

    /// The operation was executed and is used up, but its call failed.
    #[error(
        "the operation was carried out and what it does failed: {0}. It is used up: make a new one"
    )]
    Inner(String),

    /// The chain would refuse the call.
    #[error("the chain would refuse this, so nothing was sent: {0}")]
    Refused(String),

    /// The DID is not on the chain.
    #[error("the chain has no {0}: see that it was created, and that the node is of its network")]
    NotFound(String),

    /// The DID is deactivated.
    #[error("{0} was given up for ever")]
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
        "this is for the chain with the genesis block {theirs}, and the node is of the one with \
         {ours}: name a node of its network"
    )]
    OtherNetwork {
        /// Genesis hash of the wallet's DID or of the file.
        theirs: String,
        /// Genesis hash of the node's chain.
        ours: String,
    },

    /// The user must confirm, but there is no terminal.
    #[error("nothing was done, since nobody can be asked without a terminal")]
    NobodyToAsk,

    /// An argument is not valid.
    #[error("{0}")]
    Argument(String),

    /// Signatures are missing that this wallet cannot make.
    #[error(
        "{} must sign too, and this wallet cannot: write the operation to a file, and have it signed \
         where the keys are",
        .0.join(", ")
    )]
    Missing(Vec<String>),

    /// The file is not an operation of a DID.
    #[error("{} is no operation of a DID: {reason}", path.display())]
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
        "the node gives {0}.{1} another number than the network does: nothing is signed for it. Ask \
         another node"
    )]
    OtherNumbers(&'static str, &'static str),

    /// The DID exists already.
    #[error("{0} was created already")]
    Exists(String),

    /// This crate does not know the call of the operation.
    #[error(
        "what the operation does is not understood, so it is neither signed nor submitted: {0}. \
         See whether there is a newer version of this tool"
    )]
    Unknown(String),

    /// The wallet has none of the keys whose signatures are missing.
    #[error("this wallet has none of the keys that must still sign: {}", .0.join(", "))]
    NothingToSign(Vec<String>),

    /// The signers do not prove a relationship that the call requires.
    #[error(
        "{who} cannot do this for {did}, which takes {relationship}, so nothing was sent: name \
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
        "this wallet has no key of Ed25519 that {did} uses for {relationship}, or not that one: add \
         one"
    )]
    NoEd25519 {
        /// DID that secures the document.
        did: String,
        /// Required verification relationship.
        relationship: &'static str,
    },

    /// The wallet has no key for proofs of the DID.
    #[error(
        "this wallet has no key of Jubjub that {0} uses, or not that one, so nothing could be proven of \
         what it issues: add one"
    )]
    NoJubjub(String),

    /// A key for proofs has no valid proof of possession for the DID.
    #[error(
        "the key {0} has not signed to come into this document, or is none: the chain would not take \
         it. Make the operation anew where the key is"
    )]
    NotPossessed(String),

    /// The signature of this signer is not valid for the operation.
    #[error("the signature of {0} is not over this operation: have it signed again")]
    BadSignature(String),
}
