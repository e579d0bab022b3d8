//! What can be wrong with proofs, keys and policies.

use crate::display::counted;
use aura_primitives::zkp::{PolicyError, PolicyId};
use std::path::PathBuf;

/// What is wrong, and what to do about it.
#[derive(Debug, thiserror::Error)]
pub enum Problem {
    /// An argument that is not understood.
    #[error("{0}")]
    Argument(String),

    /// The chain has no such policy.
    #[error(
        "the chain has no policy {0}: it was closed or stopped, or the node is of another network"
    )]
    NoPolicy(PolicyId),

    /// A policy that means nothing.
    #[error("no policy can be made of that: {0}")]
    Policy(#[from] PolicyError),

    /// The policy is another's.
    #[error("the policy is {0}'s, which alone closes it")]
    OthersPolicy(String),

    /// Nobody would have the use of it.
    #[error(
        "the proof is for no account, so the chain takes it for nobody: prove with --beneficiary"
    )]
    NoBeneficiary,

    /// The proof goes to the chain, and nobody says for whom.
    #[error(
        "the receipt is for an account that everybody sees beside the proof: name it with --beneficiary, one \
         that is known nowhere beside your name; it need not pay, and need not exist yet"
    )]
    WhichBeneficiary,

    /// The chain has no such key.
    #[error("the chain has no key {0}: see `aura zkp keys list`")]
    NoKey(String),

    /// Another key has the name.
    #[error(
        "the chain has another key {0}, with another digest, and keys never change: register a \
         later version"
    )]
    KeyExists(String),

    /// The key cannot go out of force that way.
    #[error("the key {0} is {1} already, for ever")]
    KeyOut(String, &'static str),

    /// The account is none of the council.
    #[error("{0} is none of the council, which alone decides about keys")]
    NotOfCouncil(String),

    /// A member has said aye already.
    #[error(
        "this member has said aye to motion {motion} already: {} of the council must give the same \
         command",
        counted(*missing, "other member")
    )]
    VotedAlready {
        /// Its hash.
        motion: String,
        /// How many are missing.
        missing: usize,
    },

    /// The council has decided that already.
    #[error("the council has decided this already, and it is done in block {0}: nothing was sent")]
    Announced(u32),

    /// The council decided, and nothing came of it.
    #[error("the motion was executed, and the chain does not have what it was about: {0}")]
    NotDone(String),

    /// Nothing says where keys are.
    #[error(
        "nothing says where keys for proofs are: name their folder with --keys or in AURA_KEYS"
    )]
    NoFolder,

    /// The folder has no such key.
    #[error("this machine has no proving key {0}: `aura zkp keys import` its file")]
    NoKeyHere(String),

    /// The folder has several of that name.
    #[error("this machine has several proving keys {0}: name the file of the one that is meant")]
    ManyKeysHere(String),

    /// What is wrong with a key of the folder.
    #[error(transparent)]
    Keys(#[from] aura_zkp_prover::KeyError),

    /// There is no proof.
    #[error(transparent)]
    Prove(#[from] aura_zkp_prover::ProveError),

    /// A thread ended early.
    #[error("the work was broken off: {0}")]
    Thread(String),

    /// What is wrong with a request, or with what is said for proofs.
    #[error(transparent)]
    Zkp(#[from] aura_identity::zkp::ZkpError),

    /// No answer could be in time.
    #[error(
        "nobody could answer by block {expires}, since the chain is at block {best}: take a block from {first} to \
         {last}, or leave --expires out for the last"
    )]
    Expiry {
        /// The last block of the request.
        expires: u32,
        /// The newest block.
        best: u32,
        /// The first block that leaves time for an answer.
        first: u32,
        /// The last block for which the chain takes answers.
        last: u32,
    },

    /// Nobody could satisfy a policy of one use.
    #[error(
        "nobody could do this before block {closes}, since the chain is at block {best}: take a later block for \
         --once-until"
    )]
    ClosesTooSoon {
        /// The block from which on nobody can.
        closes: u32,
        /// The newest block.
        best: u32,
    },

    /// The file of answers is damaged.
    #[error(
        "{} is damaged, so it is not known who has asked before: put it back, or remove it", .0.display()
    )]
    History(PathBuf),

    /// A verifier asks too often.
    #[error(
        "this verifier got {} about this claim within 30 days, and learns more with each: add --anyway to \
         answer it still",
        counted(*.0, "answer")
    )]
    Probing(usize),

    /// The wallet has none, or several.
    #[error(
        "this wallet has {} that could answer: name one with --credential, as `aura credential list` shows \
         them",
        counted(*.0, "credential")
    )]
    Which(usize),

    /// The wallet is not the holder's.
    #[error(
        "this wallet cannot prove to be the holder of that credential: it was issued for another, or \
         this one was restored without its export"
    )]
    NotHolder,

    /// The file is another DID's.
    #[error("the credential was issued for {0}: leave --as out, or name that one")]
    OtherHolder(String),

    /// The request is for one account alone.
    #[error("the request names {0} as beneficiary: leave --beneficiary out")]
    OtherBeneficiary(String),

    /// The verifier is not whose request it is.
    #[error("the file is a request of {0}, and another DID acts")]
    OtherVerifier(String),

    /// What was made is not good.
    #[error("the proof was made, and a verifier would refuse it: {0}. Try again")]
    NotGood(String),

    /// A file that is not what it should be.
    #[error("{} is not {wanted}: {reason}", path.display())]
    File {
        /// The file.
        path: PathBuf,
        /// What it should have been.
        wanted: &'static str,
        /// What is wrong with it.
        reason: String,
    },
}
