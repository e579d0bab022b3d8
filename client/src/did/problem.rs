//! What can be wrong with a DID, or with what it is to do.

use crate::state::Lack;
use std::path::PathBuf;

/// What is wrong, and what to do about it.
#[derive(Debug, thiserror::Error)]
pub enum Problem {
    /// The account cannot pay.
    #[error(transparent)]
    Poor(Box<Lack>),

    /// The operation was counted, and what it does failed.
    #[error(
        "the operation was carried out and what it does failed: {0}. It is used up: make a new one"
    )]
    Inner(String),

    /// The chain would refuse it.
    #[error("the chain would refuse this, so nothing was sent: {0}")]
    Refused(String),

    /// The DID is not on the chain.
    #[error("the chain has no {0}: see that it was created, and that the node is of its network")]
    NotFound(String),

    /// It was given up.
    #[error("{0} was given up for ever")]
    Deactivated(String),

    /// The resolver's error.
    #[error("{title}: {detail}")]
    Resolution {
        /// Its name.
        title: String,
        /// What it says.
        detail: String,
    },

    /// The wallet's DID, or the file's, is of another chain.
    #[error(
        "this is for the chain with the genesis block {theirs}, and the node is of the one with \
         {ours}: name a node of its network with --url"
    )]
    OtherNetwork {
        /// Of the wallet or the file.
        theirs: String,
        /// Of the node.
        ours: String,
    },

    /// Nobody can answer.
    #[error("nothing was done, since nobody can be asked without a terminal: add --yes to agree")]
    NobodyToAsk,

    /// An argument that is not understood.
    #[error("{0}")]
    Argument(String),

    /// Some have not signed.
    #[error(
        "{} must sign too, and this wallet cannot: write the operation to a file with --out, and \
         have it signed there with `aura did sign`",
        .0.join(", ")
    )]
    Missing(Vec<String>),

    /// A file that is none of an operation.
    #[error("{} is no operation of a DID: {reason}", path.display())]
    File {
        /// The file.
        path: PathBuf,
        /// What is wrong with it.
        reason: String,
    },

    /// The operation is good no longer, or not here.
    #[error("the operation can no longer be used: {0}. Make a new one")]
    Stale(String),

    /// The numbers of calls are not those of the network.
    #[error(
        "the node gives {0}.{1} another number than the network does: nothing is signed for it. Ask \
         another node"
    )]
    OtherNumbers(&'static str, &'static str),

    /// The DID is there.
    #[error("{0} was created already: see `aura did show`")]
    Exists(String),

    /// It does something that this tool has no words for.
    #[error(
        "what the operation does is not understood, so it is neither signed nor submitted: {0}. \
         See whether there is a newer version of this tool"
    )]
    Unknown(String),

    /// The wallet has no key that is asked for.
    #[error("this wallet has none of the keys that must still sign: {}", .0.join(", "))]
    NothingToSign(Vec<String>),

    /// Those who sign have no say in it.
    #[error(
        "{who} cannot do this for {did}, which takes {relationship}, so nothing was sent: see `aura did \
         show`, and leave --signers out or name others"
    )]
    NotProven {
        /// The DID.
        did: String,
        /// Those who sign.
        who: String,
        /// The relationships of which the call needs one.
        relationship: String,
    },

    /// The DID has no key for it.
    #[error(
        "{did} has no key for {relationship}: add one with `aura did update --add-key \
         KIND:{relationship}`, or use one of its keys for that with --relate-key"
    )]
    NoKeyFor {
        /// The DID.
        did: String,
        /// What for.
        relationship: &'static str,
    },

    /// The wallet has no key of the DID that secures documents.
    #[error(
        "this wallet has no key of Ed25519 that {did} uses for {relationship}, or not that one: add \
         one with `aura did update --add-key ed25519:{relationship}`"
    )]
    NoEd25519 {
        /// The DID.
        did: String,
        /// What for.
        relationship: &'static str,
    },

    /// The wallet has no key of the DID for proofs.
    #[error(
        "this wallet has no key of Jubjub that {0} uses, or not that one, so nothing could be proven of \
         what it issues: add one with `aura did update --add-key jubjub`"
    )]
    NoJubjub(String),

    /// A key for proofs that has not agreed.
    #[error(
        "the key {0} has not signed to come into this document, or is none: the chain would not take \
         it. Make the operation anew where the key is"
    )]
    NotPossessed(String),

    /// A signature that is none.
    #[error("the signature of {0} is not over this operation: have it signed again")]
    BadSignature(String),
}
