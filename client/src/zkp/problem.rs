//! Errors of proofs, keys and policies.

use crate::display::counted;
use aura_primitives::zkp::{PolicyError, PolicyId};
use std::path::PathBuf;

/// Error of an operation on proofs, keys or policies. Its text gives the reason and the remedy.
#[derive(Debug, thiserror::Error)]
pub enum Problem {
    /// An argument is not valid.
    #[error("{0}")]
    Argument(String),

    /// The chain has no such policy.
    #[error(
        "the chain has no policy {0}: it was closed or stopped, or the node belongs to another \
         network"
    )]
    NoPolicy(PolicyId),

    /// The policy is not valid.
    #[error("this is not a valid policy: {0}")]
    Policy(#[from] PolicyError),

    /// The policy belongs to another verifier.
    #[error("the policy is {0}'s, and only its owner can close it")]
    OthersPolicy(String),

    /// The proof names no beneficiary, so the chain accepts it for no account.
    #[error("the proof names no beneficiary, so the chain does not accept it: prove with one")]
    NoBeneficiary,

    /// The proof is for the chain, but the command names no beneficiary.
    #[error(
        "the receipt needs a beneficiary, an account that everybody sees beside the proof: name it, \
         and choose one that is not linked to your name; it need not pay, and \
         need not exist yet"
    )]
    WhichBeneficiary,

    /// The chain has no such key.
    #[error("the chain has no key {0}")]
    NoKey(String),

    /// The chain has another key with this name.
    #[error(
        "the chain has the key {0} with another digest, and keys never change: register a later \
         version"
    )]
    KeyExists(String),

    /// The key is no longer active, and has this status for ever.
    #[error("the key {0} is already {1}, permanently")]
    KeyInactive(String, &'static str),

    /// The account is not a member of the council.
    #[error("{0} is not a member of the council, which decides about keys")]
    NotOfCouncil(String),

    /// The member has voted aye already, and other ayes are missing.
    #[error(
        "this member has already voted aye on motion {motion}: {} of the council must run the same \
         command",
        counted(*missing, "other member")
    )]
    VotedAlready {
        /// Hash of the motion.
        motion: String,
        /// Number of ayes that are missing.
        missing: usize,
    },

    /// The council has decided this already; it is executed in this block.
    #[error(
        "the council has already decided this, and the call is made in block {0}: nothing was sent"
    )]
    Announced(u32),

    /// The motion was executed, but the chain does not have its result.
    #[error("the motion was executed, but the chain does not show its effect: {0}")]
    NotDone(String),

    /// The folder of the keys is not named.
    #[error("the folder of proving keys is not known: name it")]
    NoFolder,

    /// The folder has no such proving key.
    #[error("this machine has no proving key {0}: import its file")]
    NoKeyHere(String),

    /// The folder has several proving keys with this name.
    #[error("this machine has several proving keys {0}: name the file of the one that is meant")]
    ManyKeysHere(String),

    /// A key in the folder cannot be used.
    #[error(transparent)]
    Keys(#[from] aura_zkp_prover::KeyError),

    /// The proof could not be made.
    #[error(transparent)]
    Prove(#[from] aura_zkp_prover::ProveError),

    /// A thread ended before its work was done.
    #[error("the work was interrupted: {0}")]
    Thread(String),

    /// A request, or a value for proofs, is not valid.
    #[error(transparent)]
    Zkp(#[from] aura_identity::zkp::ZkpError),

    /// The last block of the request is too early for an answer, or later than the chain allows.
    #[error(
        "nobody could answer by block {expires}, since the chain is at block {best}: use a block \
         from {first} to {last}, or leave it out for the last"
    )]
    Expiry {
        /// Last block of the request.
        expires: u32,
        /// Newest block of the chain.
        best: u32,
        /// First block that leaves time for an answer.
        first: u32,
        /// Last block for which the chain accepts answers.
        last: u32,
    },

    /// The policy closes too soon for an answer.
    #[error(
        "nobody could do this before block {closes}, since the chain is at block {best}: use a \
         later block"
    )]
    ClosesTooSoon {
        /// First block in which the policy is closed.
        closes: u32,
        /// Newest block of the chain.
        best: u32,
    },

    /// The file of earlier answers is damaged.
    #[error(
        "{} is damaged, so it is not known which verifiers have asked before: restore it, or \
         remove it", .0.display()
    )]
    History(PathBuf),

    /// The verifier got this number of answers about the claim within 30 days.
    #[error(
        "this verifier got {} about this claim within 30 days, and learns more with each",
        counted(*.0, "answer")
    )]
    TooManyAnswers(usize),

    /// The wallet has no credential that could answer, or several.
    #[error(
        "this wallet has {} that could answer: name one",
        counted(*.0, "credential")
    )]
    AmbiguousCredential(usize),

    /// The wallet does not belong to the holder of the credential.
    #[error(
        "this wallet cannot prove that it holds the credential: it was issued for another wallet, \
         or this one was restored without its export"
    )]
    NotHolder,

    /// The credential was issued for another DID.
    #[error("the credential was issued for {0}: act as that DID, or name none")]
    OtherHolder(String),

    /// The request names another beneficiary.
    #[error("the request names {0} as beneficiary: name no other")]
    OtherBeneficiary(String),

    /// The request is of another verifier than the DID that acts.
    #[error("the request in the file is of {0}, but another DID makes the call")]
    OtherVerifier(String),

    /// A verifier would refuse the proof that was made.
    #[error("the proof was made, but a verifier would refuse it: {0}. Try again")]
    SelfCheckFailed(String),

    /// The file does not have the expected content.
    #[error("{} is not {wanted}: {reason}", path.display())]
    File {
        /// Path of the file.
        path: PathBuf,
        /// Expected content of the file.
        wanted: &'static str,
        /// Fault of the file.
        reason: String,
    },
}
